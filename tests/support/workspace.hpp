#pragma once
// A real engine over a real database in a folder of its own, with a clock that the test sets and a sink that keeps what
// was delivered. Members, calendars and commands in one line each.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/engine/engine.hpp"
#include "calendar/engine/queries.hpp"
#include "tests/support/fake_clock.hpp"

namespace tandem {

// A folder that goes with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class KeepingSink final : public ChangeSink {
public:
    void deliver(const std::vector<ChangePtr>& batch) override {
        changes.insert(changes.end(), batch.begin(), batch.end());
    }
    std::vector<ChangePtr> changes;
};

class Workspace {
public:
    Workspace();

    Id add_member(std::string_view name, Team team, Role role = Role::member);
    Id add_calendar(std::string_view name,
                    std::string_view more = ""); // more: further JSON members, with a leading comma
    // entry.create by `author` with further JSON members; the entry's id.
    Id add_entry(Id author, Id calendar, std::string_view title, std::string_view more = "");
    Id add_account(Id author, std::string_view name);

    Outcome run(Id author, std::string_view name, std::string_view args, std::optional<std::int64_t> base_rev = {});
    Outcome run(const Submission& submission);
    Submission submission(Id author, std::string_view name, std::string_view args,
                          std::optional<std::int64_t> base_rev = {});
    Submission by_system(std::string_view name, std::string_view args);

    template <class T>
    std::shared_ptr<const T> load(const EntityType& type, Id id) {
        return std::static_pointer_cast<const T>(Records(database).load(type, id));
    }
    std::string snapshot(Id member, std::string_view from = "2026-01-01", std::string_view to = "2027-01-01");

    TemporaryFolder folder;
    Database database;
    FakeClock clock;
    KeepingSink sink;
    Engine engine;
    Database reader;
    Queries queries;

private:
    // The same in each run, so that what chooses among ids chooses the same.
    std::string next_id() { return to_text(Id{0x10, ++ids_}); }

    std::uint64_t ids_ = 0;
    std::int64_t commands_ = 0;
};

// The ack of an outcome; fails the test with the error's text otherwise.
Ack acked(const Outcome& outcome);
// The error of an outcome; fails the test if it is none.
Error refused(const Outcome& outcome);

} // namespace tandem
