#include "server/cli/workspace.hpp"

#include "calendar/store/migrations.hpp"

namespace tandem::cli {
namespace {

Database& migrated(Database& database) {
    migrate(database);
    return database;
}

} // namespace

Workspace::Workspace(DataFolder folder)
    : folder_(std::move(folder)), database_(folder_.database(), Database::Mode::writer),
      engine_(migrated(database_), clock_, sink_) {}

std::expected<std::unique_ptr<Workspace>, std::string> Workspace::open(const std::filesystem::path& folder) {
    auto held = DataFolder::open(folder);
    if (!held) return std::unexpected(held.error());
    return std::unique_ptr<Workspace>(new Workspace(std::move(*held)));
}

Outcome Workspace::apply(std::string name, boost::json::object args) {
    const Submission submission{Actor::system(),
                                {to_text(new_id(clock_.now())), std::move(name),
                                 std::make_shared<const boost::json::value>(std::move(args)), std::nullopt}};
    return engine_.apply({&submission, 1}).front();
}

std::string describe(const Error& error) {
    return error.field.empty() ? error.message : error.field + ": " + error.message;
}

} // namespace tandem::cli
