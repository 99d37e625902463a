#include "calendar/ical/date_values.hpp"

#include <algorithm>

#include "calendar/base/digits.hpp"

namespace tandem::ical {
namespace {

using std::chrono::days;

std::optional<Date> read_date(std::string_view text) {
    const int year = parse_digits(text.substr(0, 4)), month = parse_digits(text.substr(4, 2)),
              day = parse_digits(text.substr(6, 2));
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Date{date};
}

// "20260330", "20260330T090000" or "20260330T090000Z".
std::optional<TimeValue> read_time(std::string_view text) {
    const bool is_date = text.size() == 8;
    const bool is_utc = text.size() == 16 && (text[15] == 'Z' || text[15] == 'z');
    if (!is_date && !is_utc && text.size() != 15) return std::nullopt;
    const auto date = read_date(text.substr(0, 8));
    if (!date) return std::nullopt;
    if (is_date) return TimeValue{*date, true, false, {}};
    const int hour = parse_digits(text.substr(9, 2)), minute = parse_digits(text.substr(11, 2)),
              second = parse_digits(text.substr(13, 2));
    if ((text[8] != 'T' && text[8] != 't') || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 60)
        return std::nullopt;
    const auto clock =
        std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{std::min(second, 59)};
    return TimeValue{*date + clock, false, is_utc, {}};
}

// "P7W", "P1DT2H", "-PT15M" (3.3.6). Numbers of up to seven digits.
std::optional<DurationValue> read_duration(std::string_view text) {
    DurationValue duration;
    duration.negative = text.starts_with('-');
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    text.remove_prefix(1);
    bool is_clock = false;
    while (!text.empty()) {
        if (text.starts_with('T') && !is_clock) {
            is_clock = true;
            text.remove_prefix(1);
        }
        const auto digits = text.find_first_not_of("0123456789");
        if (digits == 0 || digits > 7 || digits == std::string_view::npos) return std::nullopt;
        const std::int64_t number = parse_digits(text.substr(0, digits));
        switch (text[digits]) {
        case 'W': duration.days += number * 7; break;
        case 'D': duration.days += number; break;
        case 'H': duration.seconds += number * 3600; break;
        case 'M': duration.seconds += number * 60; break;
        case 'S': duration.seconds += number; break;
        default: return std::nullopt;
        }
        text.remove_prefix(digits + 1);
    }
    return duration;
}

std::optional<PeriodValue> read_period(std::string_view text) {
    const auto slash = text.find('/');
    const auto start = read_time(text.substr(0, slash));
    if (!start || !is_within_years(start->time)) return std::nullopt;
    PeriodValue period{*start, {}, {}};
    if (slash == std::string_view::npos) return period;
    const auto rest = text.substr(slash + 1);
    period.duration = read_duration(rest);
    if (!period.duration) period.end = read_time(rest);
    if (!period.duration && (!period.end || !is_within_years(period.end->time))) return std::nullopt;
    return period;
}

std::string_view trimmed(std::string_view text) {
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    return text;
}

} // namespace

std::optional<std::string_view> find_parameter(const ContentLine& line, std::string_view upper_case_name) {
    std::string_view rest = line.text.substr(line.name_length, line.value_at - 1 - line.name_length);
    while (rest.starts_with(';')) {
        rest.remove_prefix(1);
        std::size_t end = 0;
        for (bool quoted = false; end < rest.size() && (quoted || rest[end] != ';'); ++end)
            if (rest[end] == '"') quoted = !quoted;
        const std::string_view parameter = rest.substr(0, end);
        rest.remove_prefix(end);
        const auto equals = parameter.find('=');
        if (equals == std::string_view::npos || !is_name(parameter.substr(0, equals), upper_case_name)) continue;
        std::string_view value = parameter.substr(equals + 1);
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        return value;
    }
    return std::nullopt;
}

TimeList read_times(const ContentLine& line, std::size_t most) {
    const std::string tzid(find_parameter(line, "TZID").value_or(""));
    const auto own_end = read_time(find_parameter(line, "X-TANDEM-END").value_or("")); // a PERIOD has no dates
    TimeList list;
    std::string_view rest = line.value();
    while (!rest.empty() && list.values.size() < most) {
        const auto comma = std::min(rest.find(','), rest.size());
        const std::string_view piece = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (piece.empty()) continue;
        auto period = read_period(piece);
        list.has_unreadable = list.has_unreadable || !period;
        if (!period) continue;
        period->start.tzid = tzid;
        if (own_end && own_end->is_date && period->start.is_date) period->end = own_end;
        if (period->end) period->end->tzid = tzid;
        list.values.push_back(std::move(*period));
    }
    return list;
}

} // namespace tandem::ical
