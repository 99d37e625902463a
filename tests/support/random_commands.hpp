#pragma once
// RandomCommands: commands that members of a busy team might send, some of them wrong, over the ids that exist. The
// same seed makes the same commands. For tests.

#include <random>
#include <string>
#include <vector>

#include "tests/support/workspace.hpp"

namespace tandem {

class RandomCommands {
public:
    RandomCommands(Workspace& workspace, std::vector<Id> members, unsigned seed);

    Submission next();

private:
    std::int64_t number(std::int64_t below) {
        return std::uniform_int_distribution<std::int64_t>(0, below - 1)(random_);
    }
    bool rarely(std::int64_t one_in) { return number(one_in) == 0; }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(number(static_cast<std::int64_t>(from.size())))];
    }
    std::string any_id(std::string_view kind); // of a record that exists; now and then of none
    std::optional<std::int64_t> some_rev(std::string_view kind, const std::string& id);

    std::string entry_fields();
    std::string when();
    std::string calendar_fields();
    std::string touch_fields();
    std::pair<std::string, std::string> entry_command();
    std::optional<std::pair<std::string, std::string>> any_occurrence();
    std::pair<std::string, std::string> series_command();
    std::pair<std::string, std::string> people_command();
    std::pair<std::string, std::string> outreach_command();
    std::string undo_args(Id author);

    Workspace& workspace_;
    std::vector<Id> members_;
    std::mt19937 random_;
};

} // namespace tandem
