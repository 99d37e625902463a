#pragma once
// ImportLog: one row for each import of a calendar file, beside the change log, and what of the log belongs to it. Each
// write is a transaction of its own. Borrowed Database, same thread.

#include <optional>
#include <string>
#include <vector>

#include "calendar/base/id.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

enum class ImportState : std::uint8_t { running, done, undoing, taken_back };

struct LoggedImport {
    Id id;
    Id calendar_id;
    std::optional<Id> by; // member
    Instant at{};
    ImportState state = ImportState::running;
    std::string undo_command_id; // of the command that took it back
};

class ImportLog {
public:
    explicit ImportLog(Database& database) : database_(database) {}

    void begin(const LoggedImport& import);
    void set_state(Id import, ImportState state);
    void begin_undo(Id import, std::string_view command_id);

    std::optional<LoggedImport> find(Id import);
    std::vector<Id> unfinished(); // running or undoing: what a crash has left, if nobody is at it

    // A change that it made. Those of one series are of one family, as they depend on each other.
    struct Made {
        std::int64_t seq = 0;
        std::string family;
    };
    // The newest first, so many of those before `seq`.
    std::vector<Made> made_before(Id import, std::int64_t seq, std::size_t most);

private:
    Database& database_;
};

} // namespace tandem
