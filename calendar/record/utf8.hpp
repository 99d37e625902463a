#pragma once
// The little that the domain asks of UTF-8 text. Pure.

#include <cstddef>
#include <string_view>

namespace tandem {

// Count of code points of valid UTF-8.
constexpr std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

// C0 controls other than tab and newline, and DEL: no person types them, and calendar apps choke on them (RFC
// 5545 3.1).
constexpr bool has_control(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f) return true;
    }
    return false;
}

} // namespace tandem
