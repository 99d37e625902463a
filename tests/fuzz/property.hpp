#pragma once
// What a fuzz target says when its property does not hold: it ends the process, which both libFuzzer and replay notice.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tandem::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", property);
    std::abort();
}

} // namespace tandem::fuzz
