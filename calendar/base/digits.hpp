#pragma once
// Fixed-width decimal fields of dates and times. Pure; any thread.

#include <string_view>

namespace tandem {

// The value of one to nine ASCII digits; -1 if empty, too long, or anything else is among them.
constexpr int parse_digits(std::string_view text) {
    if (text.empty() || text.size() > 9) return -1;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace tandem
