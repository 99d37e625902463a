#include "calendar/ical/vtimezone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "calendar/ical/content_line.hpp"
#include "calendar/ical/listed_zone.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

using std::chrono::seconds;

constexpr std::chrono::year first_year{1970}; // what apps expect of a rule without a beginning
constexpr std::string_view weekday_names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

std::string offset_text(seconds offset) {
    const auto minutes = std::chrono::abs(offset) / std::chrono::minutes{1};
    return fmt::format("{}{:02}{:02}", offset < seconds{0} ? '-' : '+', minutes / 60, minutes % 60);
}

std::string local_text(std::chrono::local_seconds at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

// "BYDAY=-1SU", or for a time outside its day ("the 4th Thursday at 50:00") the weekday within the days of the month
// it can fall on: "BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA". Nothing if those days leave the month.
std::optional<std::string> by_day(const ZoneRule::Switch& at) {
    const int shift = static_cast<int>(std::chrono::floor<std::chrono::days>(at.time).count());
    const auto weekday = weekday_names[(at.weekday + std::chrono::days{shift}).c_encoding()];
    if (shift == 0) return fmt::format("BYDAY={}{}", at.week == 5 ? -1 : static_cast<int>(at.week), weekday);
    const int month_days = static_cast<int>(static_cast<unsigned>(
        std::chrono::year_month_day_last{std::chrono::year{2026} / at.month / std::chrono::last}.day()));
    const bool last_of_february = at.week == 5 && at.month == std::chrono::February; // 28 or 29 days: no fixed range
    const int first = (at.week == 5 ? month_days - 6 : static_cast<int>(at.week) * 7 - 6) + shift;
    if (first < 1 || first + 6 > month_days || last_of_february) return std::nullopt;
    std::string days = "BYMONTHDAY=";
    for (int day = first; day < first + 7; ++day) days += fmt::format("{}{}", day == first ? "" : ",", day);
    return fmt::format("{};BYDAY={}", days, weekday);
}

struct Observance {
    std::string_view kind; // STANDARD or DAYLIGHT
    seconds from, to;
    std::string name;
    std::chrono::local_seconds starts;
    std::string rule; // empty: once
};

void append_observance(std::string& out, const Observance& what) {
    append_line(out, fmt::format("BEGIN:{}", what.kind));
    append_line(out, "TZOFFSETFROM:" + offset_text(what.from));
    append_line(out, "TZOFFSETTO:" + offset_text(what.to));
    append_line(out, "TZNAME:" + what.name);
    append_line(out, "DTSTART:" + local_text(what.starts));
    if (!what.rule.empty()) append_line(out, "RRULE:" + what.rule);
    append_line(out, fmt::format("END:{}", what.kind));
}

bool can_say(const ZoneRule& rule) {
    const auto is_whole_minutes = [](seconds offset) { return offset % std::chrono::minutes{1} == seconds{0}; };
    return is_whole_minutes(rule.standard_offset) && is_whole_minutes(rule.daylight_offset) &&
           (!rule.switches || (by_day(rule.to_daylight) && by_day(rule.to_standard)));
}

void append_observances(std::string& out, const ZoneRule& rule) {
    if (!rule.switches) {
        const auto start = std::chrono::local_days{first_year / 1 / 1};
        append_observance(out, {"STANDARD", rule.standard_offset, rule.standard_offset, rule.standard_name, start, {}});
        return;
    }
    const auto yearly = [](const ZoneRule::Switch& at) {
        const auto month =
            std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(switch_time(at, first_year))}.month();
        return fmt::format("FREQ=YEARLY;BYMONTH={};{}", static_cast<unsigned>(month), by_day(at).value());
    };
    // Dublin's rule calls the summer offset standard; readers expect DAYLIGHT to be the later clock.
    const bool reversed = rule.daylight_offset < rule.standard_offset;
    append_observance(out, {reversed ? "STANDARD" : "DAYLIGHT", rule.standard_offset, rule.daylight_offset,
                            rule.daylight_name, switch_time(rule.to_daylight, first_year), yearly(rule.to_daylight)});
    append_observance(out, {reversed ? "DAYLIGHT" : "STANDARD", rule.daylight_offset, rule.standard_offset,
                            rule.standard_name, switch_time(rule.to_standard, first_year), yearly(rule.to_standard)});
}

// Told switch by switch. Made once, in about 50 ms.
bool is_listed(std::string_view zone) {
    static const auto listed = [] {
        std::set<std::string, std::less<>> zones;
        for (const auto& name : zone_names())
            if (const auto rule = zone_rule(name); !rule || !can_say(*rule) || !rule_holds(name, *rule))
                zones.insert(name);
        return zones;
    }();
    return listed.contains(zone);
}

void append_list(std::string& out, std::string_view zone) {
    const auto switches = switches_of(zone);
    const seconds first =
        switches.empty() ? utc_offset(Instant{listed_from.time_since_epoch()}, zone) : switches[0].from;
    seconds least = first;
    for (const auto& one : switches) least = std::min(least, one.to);
    const auto append = [&](seconds from, seconds to, std::chrono::local_seconds starts) {
        const std::string_view kind = to == least ? "STANDARD" : "DAYLIGHT";
        append_observance(out, {kind, from, to, "UTC" + offset_text(to), starts, {}});
    };
    append(first, first, std::chrono::local_days{first_year / 1 / 1});
    for (const auto& one : switches)
        append(one.from, one.to, std::chrono::local_seconds{one.at.time_since_epoch() + one.from});
}

} // namespace

std::string encode_zone(std::string_view zone) {
    const auto rule = zone_rule(zone);
    if (!has_zone_text(zone)) return {};
    std::string out = "BEGIN:VTIMEZONE\r\n";
    append_line(out, fmt::format("TZID:{}", zone));
    if (is_listed(zone))
        append_list(out, zone);
    else
        append_observances(out, *rule);
    out += "END:VTIMEZONE\r\n";
    return out;
}

bool has_zone_text(std::string_view zone) { return is_known_zone(zone); }

bool zone_text_holds(const When& when) {
    if (!has_zone_text(when.zone)) return false;
    const auto rule = zone_rule(when.zone);
    const bool listed = is_listed(when.zone);
    const auto holds = [&](LocalTime time) {
        const auto at = std::chrono::floor<seconds>(to_instant(time, when.zone));
        if (listed) return at >= listed_from && (at < listed_to || (rule && !rule->switches));
        return offset_at(*rule, at) == utc_offset(Instant{at.time_since_epoch()}, when.zone);
    };
    return holds(when.starts) && holds(when.ends);
}

} // namespace tandem::ical
