#include "server/dav/filter.hpp"

#include <algorithm>

#include "calendar/engine/object_instances.hpp"
#include "server/dav/event_lines.hpp"
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
    if (match.text.size() > most_words) return unsupported("a text-match has up to 1,000 bytes");
    if (!match.is_exact_case) match.text = upper_case(match.text);
    if (!collation.empty() && !match.is_exact_case && collation != "i;ascii-casemap")
        return Fault({c("supported-collation"), "i;ascii-casemap and i;octet are known here"});
    return match;
}

// 9.7.3
Parsed<void> take_parameter(const Element& element, PropertyFilter& property) {
    ParameterFilter parameter{upper_case(element.attribute("name")), false, {}};
    if (parameter.name.empty()) return invalid("a param-filter needs a name");
    for (const Element& child : element.children) {
        if (child.is(c("is-not-defined"))) {
            parameter.is_absent = true;
        } else if (child.is(c("text-match"))) {
            auto match = parse_text_match(child);
            if (!match) return Fault(match.error());
            parameter.match = std::move(*match);
        } else {
            return invalid("a param-filter holds what is not known");
        }
    }
    property.parameters.push_back(std::move(parameter));
    return {};
}

// 9.9 of a property: those whose times Tandem knows.
Parsed<void> take_property_range(const Element& element, PropertyFilter& property) {
    if (std::ranges::count(timed_properties, property.name) == 0)
        return unsupported("a time-range is looked at in DTSTART, DTEND, DTSTAMP, CREATED and LAST-MODIFIED");
    const auto range = parse_time_range(element);
    if (!range) return invalid(range.error());
    property.range = Span{range->from.value_or(all_of_time.from), range->to.value_or(all_of_time.to)};
    return {};
}

Parsed<void> take_property(const Element& element, Filter& filter) {
    PropertyFilter property;
    property.name = upper_case(element.attribute("name"));
    if (property.name.empty()) return invalid("a prop-filter needs a name");
    for (const Element& child : element.children) {
        Parsed<void> taken;
        if (child.is(c("is-not-defined"))) {
            property.is_absent = true;
        } else if (child.is(c("text-match"))) {
            auto match = parse_text_match(child);
            if (!match) return Fault(match.error());
            property.match = std::move(*match);
        } else if (child.is(c("param-filter"))) {
            taken = take_parameter(child, property);
        } else if (child.is(c("time-range"))) {
            taken = take_property_range(child, property);
        } else {
            return invalid("a prop-filter holds what is not known");
        }
        if (!taken) return taken;
    }
    filter.properties.push_back(std::move(property));
    return {};
}

void take_component(const Element& element, Filter& filter) {
    if (!element.child(c("is-not-defined"))) filter.takes_nothing = true;
}

// Whether there are alarms, not when or which.
Parsed<void> take_within_event(const Element& element, Filter& filter) {
    if (element.attribute("name") != "VALARM") {
        take_component(element, filter);
        return {};
    }
    filter.has_alarm = !element.child(c("is-not-defined"));
    if (*filter.has_alarm && !element.children.empty()) return unsupported("alarms are not looked into");
    return {};
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
            taken = take_within_event(child, filter);
        else
            return invalid("a comp-filter holds what is not known");
        if (!taken) return taken;
    }
    return {};
}

bool has_too_many(const Filter& filter) {
    std::size_t count = filter.properties.size();
    for (const PropertyFilter& property : filter.properties) count += property.parameters.size();
    return count > most_property_filters;
}

} // namespace

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
    if (has_too_many(filter)) return unsupported("up to 30 properties and parameters are looked at");
    return filter;
}

} // namespace tandem::dav
