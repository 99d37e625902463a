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

struct TextMatch {              // 9.7.5
    std::string text;           // upper case unless its case counts
    bool is_exact_case = false; // i;octet
    bool is_negated = false;
};

struct ParameterFilter { // 9.7.3
    std::string name;    // "PARTSTAT"
    bool is_absent = false;
    std::optional<TextMatch> match;
};

struct PropertyFilter { // 9.7.2
    std::string name;   // "SUMMARY"
    bool is_absent = false;
    std::optional<TextMatch> match = {};
    std::optional<Span> range = {}; // of one of timed_properties
    std::vector<ParameterFilter> parameters = {};
};
inline constexpr std::string_view timed_properties[] = {"DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED"};

// Of all prop-filters and param-filters together, and of the words of each: a client asks for one or two things.
inline constexpr std::size_t most_property_filters = 30;
inline constexpr std::size_t most_words = 1'000; // bytes

// What one request may spend on looking (R5); goes down as it is spent.
struct LookBudget {
    std::size_t steps = 20'000'000;  // of rules
    std::size_t bytes = 200'000'000; // of properties; when they are spent there is no answer
};

struct Filter {
    bool takes_nothing = false; // asks for what is not kept here: to-dos
    std::optional<Instant> from, to;
    std::optional<bool> has_alarm; // of the whole object, by its text
    std::vector<PropertyFilter> properties;

    // By properties, together with the time: one event must have both (9.7.1).
    bool takes(std::span<const ical::Event> events, LookBudget& budget) const;
};

// What is wrong with it, as the condition of RFC 4791 7.8 that it breaks.
struct FilterFault {
    Name condition;
    std::string message;
};
std::expected<Filter, FilterFault> parse_filter(const Element& filter);

} // namespace tandem::dav
