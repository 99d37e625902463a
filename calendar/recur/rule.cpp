#include "calendar/recur/rule.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "calendar/base/digits.hpp"

namespace tandem {
namespace {

using std::chrono::weekday;

constexpr std::string_view frequency_names[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                "WEEKLY",   "MONTHLY",  "YEARLY"};
constexpr std::string_view day_names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr int most_interval = 10'000;
constexpr int most_count = 1'000'000;

// A list of numbers: its name, its bounds without sign, and whether it may count from the end.
struct NumberPart {
    std::string_view name;
    std::vector<int> Rule::* values;
    int least, most;
    bool is_signed;
};
constexpr NumberPart number_parts[] = {
    {"BYSECOND", &Rule::by_second, 0, 60, false},    {"BYMINUTE", &Rule::by_minute, 0, 59, false},
    {"BYHOUR", &Rule::by_hour, 0, 23, false},        {"BYMONTHDAY", &Rule::by_month_day, 1, 31, true},
    {"BYYEARDAY", &Rule::by_year_day, 1, 366, true}, {"BYWEEKNO", &Rule::by_week_no, 1, 53, true},
    {"BYMONTH", &Rule::by_month, 1, 12, false},      {"BYSETPOS", &Rule::by_set_pos, 1, 366, true},
};

std::unexpected<Error> fail_part(std::string_view part, std::string_view rule) {
    return fail_field("rrule", fmt::format("{} {}", part, rule));
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
}

// Calls `take` with each piece between separators; false as soon as it says so.
template <class Take>
bool each_piece(std::string_view text, char separator, Take take) {
    while (true) {
        const auto end = text.find(separator);
        if (!take(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

// Takes the sign off.
int take_sign(std::string_view& text) {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    return is_negative ? -1 : 1;
}

bool read_numbers(const NumberPart& part, std::string_view text, std::vector<int>& values) {
    const bool read = each_piece(text, ',', [&](std::string_view piece) {
        const int sign = take_sign(piece);
        const int value = parse_digits(piece);
        if (value < part.least || value > part.most || (sign < 0 && !part.is_signed)) return false;
        values.push_back(sign * value);
        return true;
    });
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
    return read;
}

std::optional<weekday> read_weekday(std::string_view text) {
    const auto at = std::ranges::find(day_names, text);
    if (at == std::end(day_names)) return std::nullopt;
    return weekday{static_cast<unsigned>(at - std::begin(day_names))};
}

auto order_of(const DayOfWeek& day) { return std::pair(day.nth, day.day.iso_encoding()); }

bool read_days(std::string_view text, std::vector<DayOfWeek>& days) {
    const bool read = each_piece(text, ',', [&](std::string_view piece) {
        if (piece.size() < 2) return false;
        const auto day = read_weekday(piece.substr(piece.size() - 2));
        piece.remove_suffix(2);
        int nth = 0;
        if (!piece.empty()) {
            const int sign = take_sign(piece);
            nth = sign * parse_digits(piece);
            if (nth == 0 || nth < -53 || nth > 53 || parse_digits(piece) < 0) return false;
        }
        if (day) days.push_back({nth, *day});
        return day.has_value();
    });
    std::ranges::sort(days, {}, order_of);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return read;
}

// "20260330", "20260330T090000" or "20260330T090000Z".
std::optional<Until> read_until(std::string_view text) {
    using Kind = Until::Kind;
    const bool is_date = text.size() == 8;
    const bool is_utc = text.size() == 16 && text[15] == 'Z';
    if (!is_date && !is_utc && text.size() != 15) return std::nullopt;
    if (!is_date && text[8] != 'T') return std::nullopt;
    const auto date = parse_date(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
    if (!date) return std::nullopt;
    if (is_date) return Until{Kind::date, *date};
    const int hour = parse_digits(text.substr(9, 2)), minute = parse_digits(text.substr(11, 2)),
              second = parse_digits(text.substr(13, 2));
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
    return Until{is_utc ? Kind::utc : Kind::local, *date + std::chrono::hours{hour} + std::chrono::minutes{minute} +
                                                       std::chrono::seconds{std::min(second, 59)}};
}

bool read_number(std::string_view text, int most, int& number) {
    number = parse_digits(text);
    return number >= 1 && number <= most;
}

// One part of the rule; the error's text, or nothing.
std::optional<std::string_view> read_part(std::string_view name, std::string_view value, Rule& rule) {
    if (name == "FREQ") {
        const auto at = std::ranges::find(frequency_names, value);
        if (at == std::end(frequency_names)) return "is not known";
        rule.frequency = static_cast<Frequency>(at - std::begin(frequency_names));
    } else if (name == "INTERVAL") {
        if (!read_number(value, most_interval, rule.interval)) return "must be 1 to 10000";
    } else if (name == "COUNT") {
        if (!read_number(value, most_count, rule.count.emplace())) return "must be 1 to 1000000";
    } else if (name == "UNTIL") {
        rule.until = read_until(value);
        if (!rule.until) return "must be a date or a time";
    } else if (name == "WKST") {
        const auto day = read_weekday(value);
        if (!day) return "must be a day of the week";
        rule.week_start = *day;
    } else if (name == "BYDAY") {
        if (!read_days(value, rule.by_day)) return "must be days of the week";
    } else if (const auto part = std::ranges::find(number_parts, name, &NumberPart::name);
               part != std::end(number_parts)) {
        if (!read_numbers(*part, value, rule.*part->values)) return "has a value out of its range";
    } else if (!name.starts_with("X-")) {
        return "is not a part of a rule";
    }
    return std::nullopt;
}

// RFC 5545 3.3.10: what must not stand together.
Result<void> check_combination(const Rule& rule) {
    using enum Frequency;
    const Frequency frequency = rule.frequency;
    if (rule.count && rule.until) return fail_part("COUNT", "and UNTIL must not stand together");
    if (!rule.by_week_no.empty() && frequency != yearly) return fail_part("BYWEEKNO", "is for yearly rules");
    if (!rule.by_year_day.empty() && (frequency == daily || frequency == weekly || frequency == monthly))
        return fail_part("BYYEARDAY", "is not for daily, weekly or monthly rules");
    if (!rule.by_month_day.empty() && frequency == weekly) return fail_part("BYMONTHDAY", "is not for weekly rules");
    const bool is_counted = std::ranges::any_of(rule.by_day, [](const DayOfWeek& day) { return day.nth != 0; });
    if (is_counted && ((frequency != monthly && frequency != yearly) || !rule.by_week_no.empty()))
        return fail_part("BYDAY", "may count days in months and years only");
    if (!rule.by_set_pos.empty() && rule.by_day.empty() &&
        std::ranges::all_of(number_parts, [&](const NumberPart& part) {
            return part.values == &Rule::by_set_pos || (rule.*part.values).empty();
        }))
        return fail_part("BYSETPOS", "needs another BY part");
    return {};
}

void append_digits_of(std::string& out, LocalTime at, bool with_time) {
    const std::string text = to_text(at);
    for (const char c : std::string_view(text).substr(0, with_time ? text.size() : 10))
        if (c != '-' && c != ':') out += c;
}

} // namespace

Result<Rule> parse_rule(std::string_view given) {
    const std::string text = upper(given);
    Rule rule;
    std::vector<std::string_view> seen;
    std::optional<Error> error;
    each_piece(text, ';', [&](std::string_view piece) {
        if (piece.empty()) return true; // some producers end with a semicolon
        const auto equals = piece.find('=');
        const auto name = piece.substr(0, equals);
        const auto value = equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
        std::optional<std::string_view> fault = read_part(name, value, rule);
        if (std::ranges::find(seen, name) != seen.end()) fault = "stands there twice";
        seen.push_back(name);
        if (fault)
            error = Error{ErrorCode::invalid_field, "rrule",
                          *fault == "is not a part of a rule" ? "has a part that no rule has"
                                                              : fmt::format("{} {}", name, *fault)};
        return !fault;
    });
    if (error) return std::unexpected(std::move(*error));
    if (std::ranges::find(seen, std::string_view("FREQ")) == seen.end()) return fail_part("FREQ", "is missing");
    if (auto checked = check_combination(rule); !checked) return std::unexpected(std::move(checked.error()));
    return rule;
}

std::string to_text(const Rule& rule) {
    std::string out = fmt::format("FREQ={}", frequency_names[static_cast<std::size_t>(rule.frequency)]);
    const auto append = [&out](std::string_view name, const auto& value) {
        fmt::format_to(std::back_inserter(out), ";{}={}", name, value);
    };
    if (rule.until) {
        out += ";UNTIL=";
        append_digits_of(out, rule.until->at, rule.until->kind != Until::Kind::date);
        if (rule.until->kind == Until::Kind::utc) out += 'Z';
    }
    if (rule.count) append("COUNT", *rule.count);
    if (rule.interval != 1) append("INTERVAL", rule.interval);
    for (const NumberPart& part : number_parts)
        if (!(rule.*part.values).empty()) append(part.name, fmt::format("{}", fmt::join(rule.*part.values, ",")));
    std::string days;
    for (const DayOfWeek& day : rule.by_day) {
        if (!days.empty()) days += ',';
        if (day.nth != 0) days += fmt::format("{}", day.nth);
        days += day_names[day.day.c_encoding()];
    }
    if (!days.empty()) append("BYDAY", days);
    if (rule.week_start != std::chrono::Monday) append("WKST", day_names[rule.week_start.c_encoding()]);
    return out;
}

} // namespace tandem
