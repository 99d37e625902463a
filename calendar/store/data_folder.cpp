#include "calendar/store/data_folder.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace tandem {

struct DataFolder::Lock {
    int file = -1;
    explicit Lock(int opened) : file(opened) {}
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { close(file); }
};

std::expected<DataFolder, std::string> DataFolder::open(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    const auto cannot = [&](std::string_view what, int code) {
        return std::unexpected(fmt::format("{} {}: {}", what, folder.string(), std::generic_category().message(code)));
    };
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return cannot("cannot make the folder", failed.value());
    fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return cannot("cannot take the folder", failed.value());
    const auto name = folder / "tandem.lock";
    const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return cannot("cannot lock the folder", errno);
    auto lock = std::make_shared<Lock>(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return std::unexpected(fmt::format("a server is already running on {}", folder.string()));
        return cannot("cannot lock the folder", errno);
    }
    return DataFolder(folder, std::move(lock));
}

void make_files_private() { umask(077); }

} // namespace tandem
