#include "server/app/page_folder.hpp"

namespace tandem {

std::filesystem::path find_page_folder(const std::filesystem::path& configured) {
    if (!configured.empty()) return configured;
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed); // build/<preset>/tandem
    const std::filesystem::path candidates[] = {program.parent_path() / "../../static/dist", "/usr/share/tandem/page"};
    for (const auto& folder : candidates)
        if (std::filesystem::exists(folder / "index.html", failed))
            return std::filesystem::weakly_canonical(folder, failed);
    return {};
}

} // namespace tandem
