#pragma once
// The start and end that elements of reports carry (RFC 4791 9.9, 9.6.5, 9.6.6). Pure; any thread.

#include <expected>
#include <optional>
#include <string>

#include "calendar/base/clock.hpp"
#include "server/dav/xml.hpp"

namespace tandem::dav {

struct TimeRange {
    std::optional<Instant> from, to; // at least one of them, and the end after the start
};

// The error is what is wrong with it.
std::expected<TimeRange, std::string> parse_time_range(const Element& element);

} // namespace tandem::dav
