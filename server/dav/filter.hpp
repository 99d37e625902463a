#pragma once
// The filter of a calendar-query (RFC 4791 9.7): which time, and which words in which properties. Pure; any thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/base/clock.hpp"
#include "calendar/ical/event.hpp"
#include "server/dav/xml.hpp"

namespace tandem::dav {

struct TextMatch { // 9.7.5
    std::string text;
    bool is_exact_case = false; // i;octet
    bool is_negated = false;
};

struct PropertyFilter { // 9.7.2
    std::string name;   // "SUMMARY"
    bool is_absent = false;
    std::optional<TextMatch> match;
};

struct Filter {
    bool takes_nothing = false; // asks for what is not kept here: to-dos, alarms
    std::optional<Instant> from, to;
    std::vector<PropertyFilter> properties;

    // By properties, together with the time: one event must have both (9.7.1).
    bool takes(std::span<const ical::Event> events, std::size_t& steps) const;
};

// What is wrong with it, as the condition of RFC 4791 7.8 that it breaks.
struct FilterFault {
    Name condition;
    std::string message;
};
std::expected<Filter, FilterFault> parse_filter(const Element& filter);

} // namespace tandem::dav
