#pragma once
// DataFolder: the folder of one workspace, held by one process at a time (R2). Whoever writes to the database holds it:
// the server, and commands like restore and import. Readers (backup, check) need not.

#include <expected>
#include <filesystem>
#include <memory>
#include <string>

namespace tandem {

class DataFolder {
public:
    // Makes the folder if it is missing, 0700, and takes its lock. The error is a line for people: "a server is already
    // running on this folder", or what the system says.
    static std::expected<DataFolder, std::string> open(const std::filesystem::path& folder);

    std::filesystem::path database() const { return database_of(folder_); }
    const std::filesystem::path& folder() const { return folder_; }

    static std::filesystem::path database_of(const std::filesystem::path& folder) { return folder / "tandem.db"; }

private:
    struct Lock;
    DataFolder(std::filesystem::path folder, std::shared_ptr<Lock> lock)
        : folder_(std::move(folder)), lock_(std::move(lock)) {}

    std::filesystem::path folder_;
    std::shared_ptr<Lock> lock_; // goes with the last copy, or with the process, however that ends
};

// R26: files made from now on are for their owner only. Call once at start.
void make_files_private();

} // namespace tandem
