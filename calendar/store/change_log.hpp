#pragma once
// ChangeLog: the one log. Rows are written in the transaction of the change itself and never touched again.
// From here come resume, history, undo, idempotent repeats and "changed since". Borrowed Database, same thread.

#include <optional>
#include <string>
#include <vector>

#include "calendar/base/id.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

struct LoggedChange {
    std::int64_t seq = 0;
    Instant at{};
    std::optional<Id> by; // member
    std::string command_id;
    std::string command;
    std::optional<std::int64_t> undoes;
    std::optional<Id> import_id = {}; // that it is part of
};

struct LoggedItem {
    std::int64_t seq = 0;
    std::string kind;
    Id record_id;
    std::int64_t rev = 0; // of the record after the change
    std::string op;       // create, update or delete
    std::string old_json; // the fields that differ, before
    std::string new_json; // and after
};

class ChangeLog {
public:
    explicit ChangeLog(Database& database) : database_(database) {}

    std::int64_t last_seq(); // 0 for an empty log
    void append(const LoggedChange& change, const std::vector<LoggedItem>& items);

    std::optional<LoggedChange> find(std::int64_t seq);
    std::optional<LoggedChange> find_command(Id by, std::string_view command_id);
    std::optional<std::int64_t> undone_by(std::int64_t seq); // the change that took `seq` back, if any
    std::vector<LoggedItem> items_of(std::int64_t seq);

    // Items of changes after `seq`, the newest first and at most so many.
    std::vector<LoggedItem> newest_items(std::int64_t seq, std::int64_t most);

    // Of entries, by changes after `seq`, the newest first and at most so many.
    std::vector<LoggedItem> newest_entry_items(std::int64_t seq, std::int64_t most);
    // That deleted an entry, by changes before `seq`, the newest first and at most so many.
    std::vector<LoggedItem> entry_deletes(std::int64_t seq, std::int64_t most);
    // The newest change at or before that instant; 0 if none.
    std::int64_t seq_at(Instant at);

    // Items on one record with a rev above `rev`, oldest first.
    std::vector<LoggedItem> items_since_rev(Id record, std::int64_t rev);
    std::optional<LoggedChange> creation_of(Id record);             // the change that first made it
    std::optional<Instant> changed_at(Id record, std::int64_t rev); // when it came to have that rev
    // The newest rev that the log knows of a record, also of a deleted one; 0 if none.
    std::int64_t last_rev(Id record);

private:
    Database& database_;
};

} // namespace tandem
