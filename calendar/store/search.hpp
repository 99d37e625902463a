#pragma once
// SearchIndex: the full-text index beside a table, over the fields that its description marks as searched. Kept in the
// transaction of the change. (Not by triggers: SQLite 3.40 refuses FTS5 in a trigger while trusted_schema is off.)

#include "calendar/record/entity.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

class SearchIndex {
public:
    explicit SearchIndex(Database& database) : database_(database) {}

    // After the row of `after` was inserted or updated. `before` is null for a new record.
    void put(const EntityType& type, const Record* before, const Record& after);
    // Before the row goes.
    void remove(const EntityType& type, const Record& before);

private:
    void write(const EntityType& type, std::int64_t row, const Record& record, bool is_removal);
    std::int64_t row_of(const EntityType& type, Id id);

    Database& database_;
};

} // namespace tandem
