#pragma once
// The values of a VEVENT that have a type of their own, read by libical from lines that scan has already bounded. Only
// typed_values.cpp includes libical. Called by decode. Any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "calendar/ical/event.hpp"
#include "calendar/time/date.hpp"

namespace tandem::ical {

struct TimeValue { // 3.3.4, 3.3.5
    LocalTime time{};
    bool is_date = false;
    bool is_utc = false;
    std::string tzid; // as written
};

struct DurationValue { // 3.3.6
    bool negative = false;
    std::int64_t days = 0;    // nominal
    std::int64_t seconds = 0; // exact
};

struct TypedValues {
    std::optional<TimeValue> start, end, created, last_modified, dtstamp;
    std::optional<DurationValue> duration;
    std::int64_t sequence = 0;
    Status status = Status::none;
    Class access = Class::none;
    bool transparent = false;
    bool repeats = false;    // a property is there more than once; the first counts
    bool unreadable = false; // a property's value has not the form of its type; it counts as absent
};

// True for the names that read_typed_values knows, in any case of letters.
bool is_typed_name(std::string_view name);

// `lines` are unfolded content lines of typed names, each shorter than 1 KiB.
TypedValues read_typed_values(std::span<const std::string_view> lines);

} // namespace tandem::ical
