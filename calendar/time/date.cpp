#include "calendar/time/date.hpp"

#include <fmt/format.h>

#include "calendar/base/digits.hpp"
#include "calendar/base/limits.hpp"

namespace tandem {

namespace {

char* write_date(char* to, Date date) {
    const std::chrono::year_month_day parts{date};
    to = write_digits(to, static_cast<int>(parts.year()), 4);
    *to++ = '-';
    to = write_digits(to, static_cast<unsigned>(parts.month()), 2);
    *to++ = '-';
    return write_digits(to, static_cast<unsigned>(parts.day()), 2);
}

template <class Time>
std::string text_of(Time time) {
    std::string out;
    append_text(out, time);
    return out;
}

} // namespace

void append_text(std::string& out, Date date) {
    char text[10];
    out.append(text, write_date(text, date));
}

void append_text(std::string& out, LocalTime time) {
    const Date day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock{time - day};
    char text[19];
    char* to = write_date(text, day);
    const auto part = [&to](char before, long value) {
        *to++ = before;
        to = write_digits(to, value, 2);
    };
    part('T', clock.hours().count());
    part(':', clock.minutes().count());
    part(':', clock.seconds().count());
    out.append(text, to);
}

std::string to_text(Date date) { return text_of(date); }
std::string to_text(LocalTime time) { return text_of(time); }

Result<Date> parse_date(std::string_view text) {
    const auto malformed = [] { return fail(ErrorCode::invalid_field, "must be a date like 2026-03-30"); };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return malformed();
    const int year = parse_digits(text.substr(0, 4)), month = parse_digits(text.substr(5, 2)),
              day = parse_digits(text.substr(8, 2));
    if (year < 0 || month < 0 || day < 0) return malformed();
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return malformed();
    if (year < limits::first_year || year > limits::last_year)
        return fail(ErrorCode::invalid_field,
                    fmt::format("must lie in the years {} to {}", limits::first_year, limits::last_year));
    return Date{date};
}

Result<LocalTime> parse_local_time(std::string_view text) {
    const auto malformed = [] {
        return fail(ErrorCode::invalid_field, "must be a local time like 2026-03-30T09:00:00");
    };
    if (text.size() != 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return malformed();
    const int hour = parse_digits(text.substr(11, 2)), minute = parse_digits(text.substr(14, 2)),
              second = parse_digits(text.substr(17, 2));
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return malformed();
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return std::unexpected(date.error());
    return *date + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

bool is_within_years(LocalTime time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return static_cast<int>(date.year()) >= limits::first_year && static_cast<int>(date.year()) <= limits::last_year;
}

} // namespace tandem
