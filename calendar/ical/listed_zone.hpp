#pragma once
// Zones that no yearly rule tells, as switch after switch: Cairo's rule leaves its month, Casablanca and Gaza follow
// the moon, and some have changed their rule this year. Called by vtimezone. Pure; any thread.

#include <chrono>
#include <string_view>
#include <vector>

#include "calendar/time/zone_rule.hpp"

namespace tandem::ical {

struct ZoneSwitch {
    std::chrono::sys_seconds at;
    std::chrono::seconds from, to; // offsets from UTC
};

// The years that a list tells. Long enough to plan in; a feed is written anew each hour.
inline constexpr std::chrono::sys_days listed_from{std::chrono::year{2015} / 1 / 1};
inline constexpr std::chrono::sys_days listed_to{std::chrono::year{2038} / 1 / 1};

// All switches of those years, in order.
std::vector<ZoneSwitch> switches_of(std::string_view zone);

// Does the zone do in the years to come what its rule says?
bool rule_holds(std::string_view zone, const ZoneRule& rule);

} // namespace tandem::ical
