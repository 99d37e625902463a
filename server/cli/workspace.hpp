#pragma once
// An engine on a data folder, for commands that write while no server runs.

#include <expected>
#include <filesystem>
#include <string>

#include <boost/json.hpp>

#include "calendar/engine/engine.hpp"
#include "calendar/store/data_folder.hpp"

namespace tandem::cli {

class Workspace {
public:
    // Takes the folder's lock and migrates. The error is a line for people.
    static std::expected<std::unique_ptr<Workspace>, std::string> open(const std::filesystem::path& folder);

    // By the system, one after the other in one transaction.
    Outcome apply(std::string name, boost::json::object args);

    Engine& engine() { return engine_; }
    Database& database() { return database_; }
    const Clock& clock() const { return clock_; }

private:
    explicit Workspace(DataFolder folder);

    struct Silent final : ChangeSink { // nobody is connected
        void deliver(const std::vector<ChangePtr>&) override {}
    };
    DataFolder folder_;
    SystemClock clock_;
    Silent sink_;
    Database database_;
    Engine engine_;
};

// "title: cannot be empty": an error as a line for people.
std::string describe(const Error& error);

} // namespace tandem::cli
