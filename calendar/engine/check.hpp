#pragma once
// Looks for damage in a workspace's database: what SQLite finds, records that cannot be read or break their field
// table, a change log with gaps or other revs than the records', a search index that differs. Changes nothing.

#include <filesystem>
#include <string>
#include <vector>

#include "calendar/store/database.hpp"

namespace tandem {

struct CheckReport {
    std::vector<std::string> findings; // one line each; empty: all is well. At most 1,000
    std::int64_t records = 0;
    std::int64_t changes = 0;
};

// `scratch` is a file name that is free: the search index is looked at in a copy there, since SQLite asks for the right
// to write before it compares an index.
CheckReport check_workspace(Database& reader, const std::filesystem::path& scratch);

} // namespace tandem
