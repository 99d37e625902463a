#pragma once
// When: the time of an entry, in one of three kinds. Local time and zone are the truth; instants are derived for
// indexes. Ends are exclusive. Values, pure functions, any thread. The JSON shape is made in record/.

#include <cstdint>
#include <string>

#include "calendar/base/clock.hpp"
#include "calendar/base/error.hpp"
#include "calendar/time/date.hpp"

namespace tandem {

struct When {
    enum class Kind : std::uint8_t {
        all_day,  // whole days; both times are midnights, `zone` is empty
        zoned,    // wall-clock times in `zone`
        floating, // wall-clock times wherever the reader is (RFC 5545 3.3.5 form 1); `zone` is empty
    };
    Kind kind = Kind::all_day;
    LocalTime starts{};
    LocalTime ends{}; // exclusive
    std::string zone;

    bool operator==(const When&) const = default;
};

When all_day(Date starts_on, Date ends_on);
When zoned(LocalTime starts_at, LocalTime ends_at, std::string zone);
When floating(LocalTime starts_at, LocalTime ends_at);

// The field named in the error is starts_on, ends_on, starts_at, ends_at or zone.
Result<void> validate(const When& when);

struct Span {
    Instant from;
    Instant to; // exclusive, never before `from`

    bool operator==(const Span&) const = default;
};

// Zoned: by the zone's gap and fold policy (zone.hpp). Floating and all-day: as if in UTC, so a window query over many
// zones must widen by 14 hours to be sure of them.
Span utc_span(const When& when);

} // namespace tandem
