#include "calendar/store/backup.hpp"

#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "calendar/base/id.hpp"
#include "calendar/store/database.hpp"
#include "calendar/store/meta.hpp"
#include "calendar/store/migrations.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

// On the disk, not only in its cache: a file's bytes, or a folder's names.
void sync_to_disk(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    const int code = errno;
    if (file >= 0) ::close(file);
    if (!done) throw fs::filesystem_error("cannot write to disk", path, std::error_code(code, std::generic_category()));
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

fs::path beside(const fs::path& file, std::string_view ending) {
    fs::path other = file;
    other += ending;
    return other;
}

// Goes with the object, unless it got another name before.
struct TemporaryFile {
    fs::path path;
    ~TemporaryFile() {
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(beside(path, ending), ignored);
    }
};

// The schema's version; why it cannot be used otherwise.
std::expected<int, std::string> check_database(const fs::path& file) {
    try {
        Database database(file, Database::Mode::reader);
        if (const auto state = database.check_integrity(); state != "ok")
            return std::unexpected(fmt::format("{} is damaged: {}", file.string(), state));
        const auto version = static_cast<int>(database.query_integer("PRAGMA user_version").value_or(0));
        if (version < 1 || !database.query_text("SELECT name FROM sqlite_schema WHERE name = 'change_item'"))
            return std::unexpected(file.string() + " is not a database of Tandem");
        if (version > migrations().back().version)
            return std::unexpected(fmt::format("{} has schema {}, but this program knows only up to {}", file.string(),
                                               version, migrations().back().version));
        return version;
    } catch (const StoreError& error) {
        return std::unexpected(fmt::format("{} cannot be read: {}", file.string(), error.what()));
    }
}

// The old database under another name, whole: what its log still holds is in it, or beside it if it cannot be opened.
fs::path keep_aside(const fs::path& database, Instant now) {
    if (!fs::exists(database)) return {};
    const fs::path kept = beside(database, fmt::format(".before-restore-{}", now.time_since_epoch().count()));
    try {
        Database old(database, Database::Mode::writer);
        old.checkpoint(true);
    } catch (const StoreError&) {
        if (fs::exists(beside(database, "-wal"))) fs::rename(beside(database, "-wal"), beside(kept, "-wal"));
    }
    fs::create_hard_link(database, kept);
    fs::remove(beside(database, "-wal"));
    fs::remove(beside(database, "-shm"));
    return kept;
}

} // namespace

std::expected<void, std::string> back_up(const fs::path& folder, const fs::path& target) {
    const fs::path source = DataFolder::database_of(folder);
    if (!fs::exists(source)) return std::unexpected("there is no workspace in " + folder.string());
    if (fs::exists(target) && !fs::is_regular_file(target)) return std::unexpected(target.string() + " is not a file");
    if (!fs::is_directory(folder_of(target))) return std::unexpected("there is no folder for " + target.string());
    TemporaryFile temporary{beside(target, fmt::format(".part-{}", ::getpid()))};
    fs::remove(temporary.path);
    {
        Database database(source, Database::Mode::reader);
        database.copy_to(temporary.path);
    }
    fs::permissions(temporary.path, fs::perms::owner_read | fs::perms::owner_write);
    if (const auto version = check_database(temporary.path); !version)
        return std::unexpected("the copy is not sound: " + version.error());
    sync_to_disk(temporary.path);
    fs::rename(temporary.path, target);
    sync_to_disk(folder_of(target));
    return {};
}

std::expected<Restored, std::string> restore(const DataFolder& folder, const fs::path& backup, Instant now) {
    if (!fs::is_regular_file(backup)) return std::unexpected("there is no file " + backup.string());
    const auto version = check_database(backup);
    if (!version) return std::unexpected(version.error());
    TemporaryFile temporary{beside(folder.database(), ".restoring")};
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(beside(temporary.path, ending));
    fs::copy_file(backup, temporary.path);
    fs::permissions(temporary.path, fs::perms::owner_read | fs::perms::owner_write);
    if (const auto copied = check_database(temporary.path); !copied) return std::unexpected(copied.error());
    {
        Database database(temporary.path, Database::Mode::writer);
        begin_epoch(database, now);
        database.checkpoint(true);
    }
    sync_to_disk(temporary.path);
    Restored restored{keep_aside(folder.database(), now), *version};
    fs::rename(temporary.path, folder.database()); // the old one has a second name: at no moment is there none
    sync_to_disk(folder.folder());
    return restored;
}

} // namespace tandem
