#pragma once
// VTIMEZONE (RFC 5545 3.6.5) of a zone of the system's tzdata. Called by encode. Pure; any thread.

#include <string>
#include <string_view>

#include "calendar/time/when.hpp"

namespace tandem::ical {

// The component's text: a yearly DAYLIGHT and STANDARD pair, or a single STANDARD; switch by switch where no rule tells
// what is to come (listed_zone.hpp). Empty for a zone that is not known. Only the rule of the years to come is told: no
// RDATE (Outlook shifts an hour), no history (Outlook on the web refuses local mean time), and so `zone_text_holds`
// must be asked.
std::string encode_zone(std::string_view zone);

// Says encode_zone something?
bool has_zone_text(std::string_view zone);

// True if a reader that knows only encode_zone's text places both ends of `when` where tzdata does.
bool zone_text_holds(const When& when);

} // namespace tandem::ical
