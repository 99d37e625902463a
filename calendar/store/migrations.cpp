#include "calendar/store/migrations.hpp"

#include <fmt/format.h>

namespace tandem {
namespace {

std::filesystem::path copy_before(Database& database, int version) {
    auto copy = database.file();
    copy += fmt::format(".before-{}", version + 1);
    std::filesystem::remove(copy);
    database.copy_to(copy);
    Database check(copy, Database::Mode::reader);
    if (const auto state = check.check_integrity(); state != "ok")
        throw StoreError(StoreError::Kind::corrupt, "the copy made before migrating is not sound: " + state);
    return copy;
}

} // namespace

MigrationReport migrate(Database& database, std::span<const Migration> steps) {
    const int now = static_cast<int>(database.query_integer("PRAGMA user_version").value_or(0));
    const int newest = steps.empty() ? 0 : steps.back().version;
    MigrationReport report{now, newest, {}};
    if (now > newest)
        throw StoreError(StoreError::Kind::other,
                         fmt::format("the database has schema {}, but this program knows only up to {}", now, newest));
    if (now == newest) return report;
    if (now > 0) report.copy = copy_before(database, now);
    for (const Migration& step : steps) {
        if (step.version <= now) continue;
        Transaction transaction(database);
        database.execute(step.sql);
        database.execute(fmt::format("PRAGMA user_version = {}", step.version));
        transaction.commit();
    }
    return report;
}

} // namespace tandem
