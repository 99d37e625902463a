#include "server/dav/filter.hpp"

#include <algorithm>

#include "calendar/engine/object_instances.hpp"
#include "server/dav/names.hpp"
#include "server/dav/time_range.hpp"

namespace tandem::dav {
namespace {

using Fault = std::unexpected<FilterFault>;
template <class T>
using Parsed = std::expected<T, FilterFault>;

Fault invalid(std::string message) { return Fault({c("valid-filter"), std::move(message)}); }
Fault unsupported(std::string message) { return Fault({c("supported-filter"), std::move(message)}); }

Parsed<void> take_time_range(const Element& element, Filter& filter) {
    const auto range = parse_time_range(element);
    if (!range) return invalid(range.error());
    filter.from = range->from;
    filter.to = range->to;
    return {};
}

Parsed<TextMatch> parse_text_match(const Element& element) {
    TextMatch match{element.text, false, element.attribute("negate-condition") == "yes"};
    const auto collation = element.attribute("collation");
    match.is_exact_case = collation == "i;octet";
    if (!collation.empty() && !match.is_exact_case && collation != "i;ascii-casemap")
        return Fault({c("supported-collation"), "i;ascii-casemap and i;octet are known here"});
    return match;
}

std::string upper_case(std::string_view text) {
    std::string upper(text);
    for (char& letter : upper)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return upper;
}

Parsed<void> take_property(const Element& element, Filter& filter) {
    PropertyFilter property{upper_case(element.attribute("name")), false, {}};
    if (property.name.empty()) return invalid("a prop-filter needs a name");
    for (const Element& child : element.children) {
        if (child.is(c("is-not-defined"))) {
            property.is_absent = true;
        } else if (child.is(c("text-match"))) {
            auto match = parse_text_match(child);
            if (!match) return Fault(match.error());
            property.match = std::move(*match);
        } else {
            return unsupported("only text-match and is-not-defined are looked at in a prop-filter");
        }
    }
    filter.properties.push_back(std::move(property));
    return {};
}

// Alarms are not kept: asking for their absence asks for nothing.
void take_component(const Element& element, Filter& filter) {
    if (!element.child(c("is-not-defined"))) filter.takes_nothing = true;
}

Parsed<void> take_event(const Element& event, Filter& filter) {
    for (const Element& child : event.children) {
        Parsed<void> taken;
        if (child.is(c("is-not-defined")))
            filter.takes_nothing = true;
        else if (child.is(c("time-range")))
            taken = take_time_range(child, filter);
        else if (child.is(c("prop-filter")))
            taken = take_property(child, filter);
        else if (child.is(c("comp-filter")))
            take_component(child, filter);
        else
            return invalid("a comp-filter holds what is not known");
        if (!taken) return taken;
    }
    return {};
}

bool contains(std::string_view value, const TextMatch& match) {
    return match.is_exact_case ? value.contains(match.text) : upper_case(value).contains(upper_case(match.text));
}

std::vector<std::string> values_of(const ical::Event& event, std::string_view name) {
    constexpr std::string_view statuses[] = {"", "TENTATIVE", "CONFIRMED", "CANCELLED"};
    constexpr std::string_view classes[] = {"", "PUBLIC", "PRIVATE", "CONFIDENTIAL"};
    if (name == "CATEGORIES") return event.categories;
    std::string value = name == "UID"           ? event.uid
                        : name == "SUMMARY"     ? event.summary
                        : name == "DESCRIPTION" ? event.description
                        : name == "LOCATION"    ? event.location
                        : name == "URL"         ? event.url
                        : name == "STATUS"      ? std::string(statuses[static_cast<std::size_t>(event.status)])
                        : name == "CLASS"       ? std::string(classes[static_cast<std::size_t>(event.access)])
                        : name == "TRANSP"      ? std::string(event.transparent ? "TRANSPARENT" : "")
                        : name == "SEQUENCE"    ? std::to_string(event.sequence)
                                                : std::string();
    return value.empty() ? std::vector<std::string>{} : std::vector{std::move(value)};
}

// Dates that every event has; their values are for time-range.
bool is_always_there(std::string_view name) {
    constexpr std::string_view always[] = {"DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED"};
    return std::ranges::count(always, name) > 0;
}

bool passes(const ical::Event& event, const PropertyFilter& filter) {
    const auto values = values_of(event, filter.name);
    const bool is_there = !values.empty() || is_always_there(filter.name);
    if (filter.is_absent) return !is_there;
    if (!is_there || !filter.match) return is_there;
    const bool found = std::ranges::any_of(values, [&](const auto& value) { return contains(value, *filter.match); });
    return found != filter.match->is_negated;
}

} // namespace

bool Filter::takes(std::span<const ical::Event> events, std::size_t& steps) const {
    const Span range{from.value_or(all_of_time.from), to.value_or(all_of_time.to)};
    const bool has_range = from || to;
    return !takes_nothing && std::ranges::any_of(events, [&](const ical::Event& event) {
        return std::ranges::all_of(properties, [&](const auto& filter) { return passes(event, filter); }) &&
               (!has_range || takes_place(event, events, range, steps));
    });
}

std::expected<Filter, FilterFault> parse_filter(const Element& element) {
    const Element* calendar = element.child(c("comp-filter"));
    if (!calendar || element.children.size() != 1 || calendar->attribute("name") != "VCALENDAR")
        return invalid("a filter begins with the comp-filter VCALENDAR");
    Filter filter;
    for (const Element& child : calendar->children) {
        if (child.is(c("is-not-defined"))) {
            filter.takes_nothing = true;
            continue;
        }
        if (!child.is(c("comp-filter"))) return unsupported("only components are looked at in a VCALENDAR");
        if (child.attribute("name") != "VEVENT")
            take_component(child, filter);
        else if (auto taken = take_event(child, filter); !taken)
            return Fault(taken.error());
    }
    return filter;
}

} // namespace tandem::dav
