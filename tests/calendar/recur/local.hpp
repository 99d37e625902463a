#pragma once
// Local times in the spelling of iCalendar, for tests.

#include <string>
#include <string_view>

#include "calendar/base/digits.hpp"
#include "calendar/time/date.hpp"

namespace tandem {

// "20260330" or "20260330T090000".
inline LocalTime local(std::string_view text) {
    using namespace std::chrono;
    const auto number = [&](std::size_t at, std::size_t size) { return parse_digits(text.substr(at, size)); };
    const Date date{year{number(0, 4)} / month{static_cast<unsigned>(number(4, 2))} /
                    day{static_cast<unsigned>(number(6, 2))}};
    if (text.size() == 8) return date;
    return date + hours{number(9, 2)} + minutes{number(11, 2)} + seconds{number(13, 2)};
}

inline std::string compact(LocalTime time, bool is_date = false) {
    std::string out;
    for (const char c : to_text(time).substr(0, is_date ? 10 : 19))
        if (c != '-' && c != ':') out += c;
    return out;
}

} // namespace tandem
