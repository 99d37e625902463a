#pragma once
// From the zone names that other products write to the names of tzdata. Called by decode. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace tandem::ical {

// "Europe/Berlin", "/freeassociation.sourceforge.net/Europe/Berlin", "W. Europe Standard Time", "Europe/Berlin  " and
// "UTC" (which becomes Etc/UTC). Nothing if no known zone is meant. The name is never used as a path.
std::optional<std::string> resolve_zone(std::string_view tzid);

// Windows zone names (CLDR windowsZones, territory 001); empty if unknown.
std::string_view windows_zone(std::string_view name);

} // namespace tandem::ical
