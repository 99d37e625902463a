#pragma once
// Named time zones of the system's tzdata, as functions over names. Called wherever a zoned time meets an index, a feed
// or an import. Every function is total and safe on any thread: an unknown name counts as UTC, so that a record whose
// zone has left tzdata still loads; check is_known_zone before accepting one.

#include <span>
#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "calendar/time/date.hpp"
#include "calendar/time/zone_rule.hpp"

namespace tandem {

// Exact spelling only ("Europe/Berlin", "Etc/UTC"). The name is looked up in a list, never used as a path.
bool is_known_zone(std::string_view zone);

// All known names, sorted.
std::span<const std::string> zone_names();

// Release of tzdata in use, like "2025b".
const std::string& zone_version();

// RFC 5545 3.3.5. Gap (the clock jumps over `time`): read with the offset before the gap, so the result lies as far
// after the gap as `time` lies inside it. Fold (the clock shows `time` twice): the first.
Instant to_instant(LocalTime time, std::string_view zone);

// Fractions of a second are cut off.
LocalTime to_local(Instant at, std::string_view zone);

// Offset from UTC in force at that instant, positive east of Greenwich.
std::chrono::seconds utc_offset(Instant at, std::string_view zone);

// What the zone does each year from now on; nothing for unknown zones and for files without such a rule.
std::optional<ZoneRule> zone_rule(std::string_view zone);

} // namespace tandem
