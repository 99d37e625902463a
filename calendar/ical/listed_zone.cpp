#include "calendar/ical/listed_zone.hpp"

#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr std::chrono::sys_days to_come{std::chrono::year{2026} / 1 / 1};
constexpr days step{4}; // no zone keeps an offset for less than a month

seconds offset(std::string_view zone, sys_seconds at) { return utc_offset(Instant{at.time_since_epoch()}, zone); }

// The first second with the later offset.
sys_seconds find_switch(std::string_view zone, sys_seconds before, sys_seconds after) {
    const seconds old_offset = offset(zone, before);
    while (after - before > seconds{1}) {
        const sys_seconds middle = before + (after - before) / 2;
        (offset(zone, middle) == old_offset ? before : after) = middle;
    }
    return after;
}

} // namespace

std::vector<ZoneSwitch> switches_of(std::string_view zone) {
    std::vector<ZoneSwitch> switches;
    for (sys_seconds at = listed_from; at < listed_to; at += step) {
        const seconds from = offset(zone, at), to = offset(zone, at + step);
        if (from != to) switches.push_back({find_switch(zone, at, at + step), from, to});
    }
    return switches;
}

bool rule_holds(std::string_view zone, const ZoneRule& rule) {
    for (sys_seconds at = to_come; at < listed_to; at += step)
        if (offset_at(rule, at) != offset(zone, at)) return false;
    return true;
}

} // namespace tandem::ical
