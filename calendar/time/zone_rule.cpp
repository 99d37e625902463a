#include "calendar/time/zone_rule.hpp"

#include "calendar/base/digits.hpp"

namespace tandem {
namespace {

using std::chrono::seconds;

// Reads one field after another; each step says nothing once the text is not a rule.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    bool take(char c) {
        if (rest_.empty() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::optional<unsigned> number() {
        std::size_t length = 0;
        while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') ++length;
        const int value = parse_digits(rest_.substr(0, length));
        if (value < 0) return std::nullopt;
        rest_.remove_prefix(length);
        return static_cast<unsigned>(value);
    }

    // "CET" or "<+0330>"
    std::optional<std::string> name() {
        const bool quoted = take('<');
        std::size_t length = 0;
        const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
        while (length < rest_.size() && (quoted ? rest_[length] != '>' : is_letter(rest_[length]))) ++length;
        std::string name(rest_.substr(0, length));
        rest_.remove_prefix(length);
        if (name.size() < 3 || (quoted && !take('>'))) return std::nullopt;
        return name;
    }

    // "[+-]hh[:mm[:ss]]"
    std::optional<seconds> clock() {
        const bool negative = take('-');
        if (!negative) take('+');
        seconds total{0};
        for (const int unit : {3600, 60, 1}) {
            if (unit != 3600 && !take(':')) break;
            const auto value = number();
            if (!value || *value > 167) return std::nullopt;
            total += seconds{unit} * static_cast<int>(*value);
        }
        return negative ? -total : total;
    }

    // ",Mm.w.d[/time]"
    std::optional<ZoneRule::Switch> annual_switch() {
        if (!take(',') || !take('M')) return std::nullopt;
        const auto month = number();
        if (!month || *month < 1 || *month > 12 || !take('.')) return std::nullopt;
        const auto week = number();
        if (!week || *week < 1 || *week > 5 || !take('.')) return std::nullopt;
        const auto weekday = number();
        if (!weekday || *weekday > 6) return std::nullopt;
        seconds time = std::chrono::hours{2};
        if (take('/')) {
            const auto given = clock();
            if (!given) return std::nullopt;
            time = *given;
        }
        return ZoneRule::Switch{std::chrono::month{*month}, *week, std::chrono::weekday{*weekday}, time};
    }

private:
    std::string_view rest_;
};

} // namespace

std::optional<ZoneRule> parse_zone_rule(std::string_view text) {
    Reader reader(text);
    ZoneRule rule;
    const auto standard_name = reader.name();
    const auto standard_west = standard_name ? reader.clock() : std::nullopt;
    if (!standard_west) return std::nullopt;
    rule.standard_name = *standard_name;
    rule.standard_offset = -*standard_west; // POSIX counts hours west of Greenwich
    if (reader.done()) return rule;

    const auto daylight_name = reader.name();
    if (!daylight_name) return std::nullopt;
    rule.daylight_name = *daylight_name;
    rule.daylight_offset = rule.standard_offset + std::chrono::hours{1};
    Reader ahead = reader;
    if (!ahead.take(',')) {
        const auto west = reader.clock();
        if (!west) return std::nullopt;
        rule.daylight_offset = -*west;
    }
    const auto begin = reader.annual_switch();
    const auto end = begin ? reader.annual_switch() : std::nullopt;
    if (!end || !reader.done()) return std::nullopt;
    rule.switches = true;
    rule.to_daylight = *begin;
    rule.to_standard = *end;
    return rule;
}

std::chrono::local_seconds switch_time(const ZoneRule::Switch& rule, std::chrono::year year) {
    using std::chrono::local_days;
    const auto day = rule.week == 5 ? local_days{year / rule.month / rule.weekday[std::chrono::last]}
                                    : local_days{year / rule.month / rule.weekday[rule.week]};
    return day + rule.time;
}

std::chrono::seconds offset_at(const ZoneRule& rule, std::chrono::sys_seconds at) {
    if (!rule.switches) return rule.standard_offset;
    const auto day = std::chrono::floor<std::chrono::days>(at + rule.standard_offset);
    const auto year = std::chrono::year_month_day{day}.year();
    const auto wall = std::chrono::local_seconds{at.time_since_epoch()};
    const bool past_begin = wall >= switch_time(rule.to_daylight, year) - rule.standard_offset;
    const bool past_end = wall >= switch_time(rule.to_standard, year) - rule.daylight_offset;
    // South of the equator daylight time begins late in the year and ends early in the next.
    const bool south = switch_time(rule.to_standard, year) < switch_time(rule.to_daylight, year);
    const bool daylight = south ? (past_begin || !past_end) : (past_begin && !past_end);
    return daylight ? rule.daylight_offset : rule.standard_offset;
}

} // namespace tandem
