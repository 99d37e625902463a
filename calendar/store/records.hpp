#pragma once
// Records: reads and writes whole records of any kind through their field tables. Borrowed Database, same thread.

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/record/entity.hpp"
#include "calendar/record/patch.hpp"
#include "calendar/store/database.hpp"
#include "calendar/store/record_cache.hpp"

namespace tandem {

class Records {
public:
    explicit Records(Database& database) : database_(database) {}

    // From now on up to `most` records of this kind stay in memory, and `select` reads those again whose rev has moved.
    // Only for kinds of which every write counts rev up: not for what is written beside the log (README).
    void keep(const EntityType& type, std::size_t most);

    RecordPtr load(const EntityType& type, Id id); // null if there is none
    void insert(const EntityType& type, const Record& record);
    void update(const EntityType& type, const Record& record,
                const Patch& changed); // writes rev, updated_at and `changed`
    void erase(const EntityType& type, Id id);

    // Records for which `condition` (SQL after WHERE, with its ORDER BY and LIMIT) holds; `parameters` are its ? in
    // order.
    using Parameter = std::variant<std::int64_t, std::string>;
    std::vector<RecordPtr> select(const EntityType& type, std::string_view condition,
                                  std::span<const Parameter> parameters = {});

    Database& database() { return database_; }

private:
    struct Table {
        std::string select, select_revs, insert;
        std::optional<RecordCache> kept;
    };
    Table& table(const EntityType& type);
    RecordPtr load_kept(const EntityType& type, Table& table, Id id, std::int64_t rev);

    Database& database_;
    std::unordered_map<const EntityType*, Table> tables_;
};

// "id, rev, created_at, …": every column of the kind's table, in the order that read_record takes them.
std::string column_names(const EntityType& type);

// The record in the statement's current row, whose columns begin with column_names(type).
RecordPtr read_record(const Statement& statement, const EntityType& type);

} // namespace tandem
