#pragma once
// Brings a database to the newest schema (R19). The steps are the numbered files of schemas/sql/, built into the
// program.

#include <span>
#include <string_view>

#include "calendar/store/database.hpp"

namespace tandem {

struct Migration {
    int version; // what PRAGMA user_version is afterwards
    std::string_view name;
    std::string_view sql;
};

std::span<const Migration> migrations();

// What became of it. Each step is one transaction, so a crash leaves the old schema or the new one. A database that
// holds data is copied beside itself and the copy checked first. Throws StoreError (other) for a database that is
// newer than this program knows.
struct MigrationReport {
    int from = 0;
    int to = 0;
    std::filesystem::path copy; // empty if none was made
};
MigrationReport migrate(Database& database, std::span<const Migration> steps = migrations());

} // namespace tandem
