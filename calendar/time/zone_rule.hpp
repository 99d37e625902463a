#pragma once
// ZoneRule: what a zone does every year from now on, read from the POSIX TZ text at the end of its tzdata file
// (RFC 8536 3.3, IEEE 1003.1 "TZ"). Called by zone.cpp for the years after the last listed switch and by ical/ to
// write VTIMEZONE. Pure; any thread.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tandem {

struct ZoneRule {
    // "The `week`-th `weekday` of `month`" (week 5 is the last), plus `time` of wall clock before the switch, which may
    // be negative or above 24 h: Greenland switches at -1 h, Gaza at +50 h.
    struct Switch {
        std::chrono::month month{1};
        unsigned week = 1;
        std::chrono::weekday weekday{0};
        std::chrono::seconds time{0};

        bool operator==(const Switch&) const = default;
    };

    std::chrono::seconds standard_offset{0}; // east of Greenwich is positive
    std::chrono::seconds daylight_offset{0}; // as the rule names it: less than standard for Dublin's winter time
    std::string standard_name;
    std::string daylight_name;
    bool switches = false; // if false, standard_offset holds all year
    Switch to_daylight;
    Switch to_standard;

    bool operator==(const ZoneRule&) const = default;
};

// Nothing if the text is not a rule, or uses the day-of-year forms that no current zone uses.
std::optional<ZoneRule> parse_zone_rule(std::string_view text);

// Wall-clock time of the switch in that year.
std::chrono::local_seconds switch_time(const ZoneRule::Switch& rule, std::chrono::year year);

std::chrono::seconds offset_at(const ZoneRule& rule, std::chrono::sys_seconds at);

} // namespace tandem
