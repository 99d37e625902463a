#pragma once
// Fixed-width decimal fields of dates and times. Pure; any thread.

#include <string>
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

// Appends `value`, which must not be negative, with leading zeros to `width`. Dates and times are most of what is
// written in a snapshot, and general formatting takes ten times as long.
inline void append_digits(std::string& out, long value, int width) {
    char digits[20];
    int count = 0;
    do {
        digits[count++] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (int i = count; i < width; ++i) out += '0';
    while (count > 0) out += digits[--count];
}

} // namespace tandem
