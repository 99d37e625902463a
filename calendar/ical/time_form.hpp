#pragma once
// How the times of one event are written: as dates, as they stand, with a TZID or in UTC (RFC 5545 3.3.4, 3.3.5).
// Called by encode. Pure; any thread.

#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "calendar/time/when.hpp"

namespace tandem::ical {

std::string utc_text(Instant at); // "20260330T070000Z"

class TimeForm {
public:
    // Of an event that takes place once: in UTC where the zone's text would mislead.
    static TimeForm of(const When& when);
    // Of all times of what repeats and of RECURRENCE-ID, which must not drift with the clock (feeds.md D-4).
    static TimeForm of_series(When::Kind kind, std::string_view zone);

    std::string text(LocalTime time) const;
    std::string parameters() const;                   // ";VALUE=DATE", ";TZID=Europe/Berlin" or nothing
    const std::string& zone() const { return tzid_; } // the TZID referred to; empty if none

private:
    When::Kind kind_ = When::Kind::floating;
    std::string tzid_;
    std::string utc_from_; // the zone that is converted from
};

} // namespace tandem::ical
