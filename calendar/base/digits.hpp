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

// Writes the last `width` digits of `value`, which must not be negative, at `to`; returns the place behind them. Dates
// and times are most of what is written in a snapshot, and general formatting takes ten times as long.
constexpr char* write_digits(char* to, long value, int width) {
    for (int i = width; i-- > 0; value /= 10) to[i] = static_cast<char>('0' + value % 10);
    return to + width;
}

} // namespace tandem
