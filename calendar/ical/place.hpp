#pragma once
// From DTSTART, DTEND and DURATION to a When, by RFC 5545 3.6.1 and the mistakes that real calendars make. Called by
// decode. Pure; one ZoneLookup per file.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/ical/typed_values.hpp"
#include "calendar/time/when.hpp"

namespace tandem::ical {

// TZIDs of one file. A VTIMEZONE there never redefines a zone; it may only say which known one it means.
class ZoneLookup {
public:
    // X-LIC-LOCATION of a VTIMEZONE: the zone that its writer took it from.
    void add_location(std::string_view tzid, std::string_view location);
    std::optional<std::string> find(std::string_view tzid);

private:
    std::map<std::string, std::string, std::less<>> locations_;
    std::map<std::string, std::optional<std::string>, std::less<>> found_;
};

struct Placed {
    std::optional<When> when;
    std::string reason; // why there is no `when`
    std::vector<std::string> warnings;
};

Placed place(const TypedValues& values, ZoneLookup& zones);

// The value on the clock of a series: another zone's is converted; of a time in a series of whole days the day counts.
// `value` must lie within the years that Tandem keeps.
LocalTime on_clock_of(const When& series, const TimeValue& value, ZoneLookup& zones);

} // namespace tandem::ical
