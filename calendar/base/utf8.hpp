#pragma once
// Walking and checking UTF-8 (RFC 3629). Pure; any thread.

#include <cstddef>
#include <string_view>

namespace tandem {

// Bytes of the code point that `text` begins with; 0 if it is empty or does not begin with a valid one (overlong forms,
// surrogates and values above U+10FFFF are not valid).
constexpr std::size_t leading_code_point(std::string_view text) {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) || (first == 0xf0 && byte(1) < 0x90) ||
        (first == 0xf4 && byte(1) > 0x8f))
        return 0;
    return length;
}

constexpr bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = leading_code_point(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace tandem
