#include "calendar/base/clock.hpp"

#include "calendar/base/digits.hpp"

namespace tandem {

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void append_text(std::string& out, Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    char text[24];
    char* to = text;
    const auto part = [&to](long value, int width, char end) {
        to = write_digits(to, value, width);
        *to++ = end;
    };
    part(static_cast<int>(date.year()), 4, '-');
    part(static_cast<unsigned>(date.month()), 2, '-');
    part(static_cast<unsigned>(date.day()), 2, 'T');
    part(time.hours().count(), 2, ':');
    part(time.minutes().count(), 2, ':');
    part(time.seconds().count(), 2, '.');
    part(time.subseconds().count(), 3, 'Z');
    out.append(text, sizeof text);
}

std::string to_text(Instant at) {
    std::string out;
    append_text(out, at);
    return out;
}

namespace {

// The fraction after the seconds: "" or "." with one to three digits, in milliseconds; -1 if malformed.
int parse_fraction(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] != '.' || text.size() < 2 || text.size() > 4) return -1;
    const int digits = parse_digits(text.substr(1));
    if (digits < 0) return -1;
    constexpr int scale[] = {100, 10, 1};
    return digits * scale[text.size() - 2];
}

} // namespace

Result<Instant> parse_instant(std::string_view text) {
    const auto malformed = [] {
        return fail(ErrorCode::invalid_field, "must be an instant like 2026-03-30T09:00:00Z");
    };
    if (text.size() < 20 || text.back() != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':')
        return malformed();
    const int year = parse_digits(text.substr(0, 4)), month = parse_digits(text.substr(5, 2)),
              day = parse_digits(text.substr(8, 2)), hour = parse_digits(text.substr(11, 2)),
              minute = parse_digits(text.substr(14, 2)), second = parse_digits(text.substr(17, 2)),
              millis = parse_fraction(text.substr(19, text.size() - 20));
    if (year < 0 || month < 0 || day < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 59 || millis < 0)
        return malformed();
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return malformed();
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second} + std::chrono::milliseconds{millis};
}

} // namespace tandem
