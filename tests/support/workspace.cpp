#include "tests/support/workspace.hpp"

#include <stdlib.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/account.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/store/migrations.hpp"

namespace tandem {
namespace {

Database& migrated(Database& database) {
    migrate(database);
    return database;
}

} // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tandem-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Workspace::Workspace()
    : database(folder.path() / "tandem.db", Database::Mode::writer), engine(migrated(database), clock, sink),
      reader(folder.path() / "tandem.db", Database::Mode::reader), queries(reader) {}

Submission Workspace::submission(Id author, std::string_view name, std::string_view args,
                                 std::optional<std::int64_t> base_rev) {
    return {Actor::member(author),
            {fmt::format("command-{}", ++commands_), std::string(name), parse_json_object(args).value(), base_rev}};
}

Submission Workspace::by_system(std::string_view name, std::string_view args) {
    return {Actor::system(),
            {fmt::format("command-{}", ++commands_), std::string(name), parse_json_object(args).value(), {}}};
}

Outcome Workspace::run(const Submission& submission) { return engine.apply({&submission, 1}).front(); }

Outcome Workspace::run(Id author, std::string_view name, std::string_view args, std::optional<std::int64_t> base_rev) {
    return run(submission(author, name, args, base_rev));
}

Id Workspace::add_member(std::string_view name, Team team, Role role) {
    const auto args = fmt::format(
        R"({{"id":"{}","name":"{}","email":"{}@example.org","team":"{}","role":"{}","zone":"Europe/Berlin",)"
        R"("invited":false}})",
        next_id(), name, name, teams[static_cast<std::size_t>(team)], roles[static_cast<std::size_t>(role)]);
    return acked(run(by_system("member.create", args))).id.value();
}

Id Workspace::add_calendar(std::string_view name, std::string_view more) {
    return acked(
               run(by_system("calendar.create", fmt::format(R"({{"id":"{}","name":"{}"{}}})", next_id(), name, more))))
        .id.value();
}

Id Workspace::add_entry(Id author, Id calendar, std::string_view title, std::string_view more) {
    const auto args =
        fmt::format(R"({{"calendar_id":"{}","kind":"campaign","title":"{}"{}}})", to_text(calendar), title, more);
    return acked(run(author, "entry.create", args)).id.value();
}

Id Workspace::add_account(Id author, std::string_view name) {
    return acked(run(author, "account.create", fmt::format(R"({{"name":"{}"}})", name))).id.value();
}

std::string Workspace::snapshot(Id member, std::string_view from, std::string_view to) {
    const Window window = parse_window(from, to).value();
    return queries.snapshot(*engine.directory(), member, window, engine.epoch());
}

Ack acked(const Outcome& outcome) {
    if (const auto* ack = std::get_if<Ack>(&outcome)) return *ack;
    if (const auto* error = std::get_if<Error>(&outcome))
        ADD_FAILURE() << info(error->code).code << " " << error->field << ": " << error->message;
    else
        ADD_FAILURE() << "conflict";
    return {};
}

Error refused(const Outcome& outcome) {
    if (const auto* error = std::get_if<Error>(&outcome)) return *error;
    ADD_FAILURE() << "was not refused";
    return {};
}

} // namespace tandem
