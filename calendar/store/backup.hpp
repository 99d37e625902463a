#pragma once
// Backup and restore of a workspace's database (R18). A backup is one file, made while the server runs; a restore puts
// it in the place of what was there. Failures of the machine throw StoreError or std::filesystem::filesystem_error.

#include <expected>
#include <filesystem>
#include <string>

#include "calendar/base/clock.hpp"
#include "calendar/store/data_folder.hpp"

namespace tandem {

// A consistent copy of the database of `folder` in `target` (0600), checked and on the disk before it has that name.
// An earlier file of that name is replaced. The error is a line for people.
std::expected<void, std::string> back_up(const std::filesystem::path& folder, const std::filesystem::path& target);

struct Restored {
    std::filesystem::path kept; // where the old database went; empty if there was none
    int schema = 0;             // of the backup; migrated when the server starts
};

// Checks the backup, then puts a copy of it in place, in a new epoch: no client resumes across it. A backup that is
// damaged or newer than this program leaves everything as it was.
std::expected<Restored, std::string> restore(const DataFolder& folder, const std::filesystem::path& backup,
                                             Instant now);

} // namespace tandem
