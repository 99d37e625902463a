#pragma once
// Rule: one RRULE (RFC 5545 3.3.10) as a plain struct, and its text. Read by everything that repeats. Pure; any thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"
#include "calendar/time/date.hpp"

namespace tandem {

enum class Frequency : std::uint8_t { secondly, minutely, hourly, daily, weekly, monthly, yearly };

struct DayOfWeek {
    int nth = 0; // of the month or year, negative from its end; 0: every
    std::chrono::weekday day{};

    bool operator==(const DayOfWeek&) const = default;
};

// The last moment that may still be an instance, as its text said it.
struct Until {
    enum class Kind : std::uint8_t { date, local, utc };
    Kind kind = Kind::date;
    LocalTime at{}; // utc: the UTC clock; date: its midnight

    bool operator==(const Until&) const = default;
};

struct Rule {
    Frequency frequency = Frequency::yearly;
    int interval = 1;
    std::optional<int> count;
    std::optional<Until> until;
    // Sorted, without repeats; empty: not given.
    std::vector<int> by_second, by_minute, by_hour;
    std::vector<DayOfWeek> by_day;
    std::vector<int> by_month_day, by_year_day, by_week_no, by_month, by_set_pos;
    std::chrono::weekday week_start = std::chrono::Monday;

    bool operator==(const Rule&) const = default;
};

// Takes what RFC 5545 allows, in any order and case; parts named X-… are passed over.
// Errors: invalid_field "rrule" with the part at fault.
Result<Rule> parse_rule(std::string_view text);

// One spelling for each rule: parse_rule(to_text(rule)) == rule, and rules that are equal have the same text.
std::string to_text(const Rule& rule);

} // namespace tandem
