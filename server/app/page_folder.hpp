#pragma once
// Where the built page lies. Asked once at start.

#include <filesystem>

namespace tandem {

// `configured` if given; else static/dist of the tree that the program was built in; else where the package puts it.
// Empty if none of them holds an index.html.
std::filesystem::path find_page_folder(const std::filesystem::path& configured);

} // namespace tandem
