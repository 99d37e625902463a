#pragma once
// Dates, times, durations and periods (RFC 5545 3.3.4 to 3.3.9) as RDATE, EXDATE and RECURRENCE-ID hold them, read in
// our own code: libical sees nothing of what repeats. Called by repeat. Pure; any thread.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "calendar/ical/scan.hpp"
#include "calendar/ical/typed_values.hpp"

namespace tandem::ical {

// The value of a parameter, without its quotes; nothing if the line has none of that name.
std::optional<std::string_view> find_parameter(const ContentLine& line, std::string_view upper_case_name);

struct PeriodValue { // or a single date or time
    TimeValue start;
    std::optional<TimeValue> end;
    std::optional<DurationValue> duration;
};

struct TimeList {
    std::vector<PeriodValue> values; // with the line's TZID
    bool has_unreadable = false;     // a value without the form of its type or outside the years; it is left out
};

// No more than `most` values: a line of 64 KiB may hold thousands, each with a TZID of its own.
TimeList read_times(const ContentLine& line, std::size_t most);

} // namespace tandem::ical
