// Which events a filter takes (RFC 4791 9.7, 9.9).
#include <algorithm>

#include "calendar/engine/object_instances.hpp"
#include "server/dav/event_lines.hpp"
#include "server/dav/filter.hpp"

namespace tandem::dav {
namespace {

bool contains(std::string_view value, const TextMatch& match) {
    const bool found =
        match.is_exact_case ? value.contains(match.text) : upper_case(value).contains(upper_case(match.text));
    return found != match.is_negated;
}

bool passes(const PropertyLine& line, const ParameterFilter& filter) {
    const auto found = std::ranges::find(line.parameters, filter.name, [](const auto& pair) { return pair.first; });
    const bool is_there = found != line.parameters.end();
    if (filter.is_absent || !is_there) return filter.is_absent && !is_there;
    return !filter.match || contains(found->second, *filter.match);
}

// Most filters ask for one of these, often of a whole calendar: no text is written for them. Null for another.
const std::string* known_value(const ical::Event& event, std::string_view name) {
    const std::pair<std::string_view, const std::string*> known[] = {{"UID", &event.uid},
                                                                     {"SUMMARY", &event.summary},
                                                                     {"DESCRIPTION", &event.description},
                                                                     {"LOCATION", &event.location}};
    const auto* found = std::ranges::find(known, name, [](const auto& pair) { return pair.first; });
    return found == std::end(known) ? nullptr : found->second;
}

std::vector<PropertyLine> lines_called(const ical::Event& event, const std::string& name) {
    auto lines = lines_of(event);
    std::erase_if(lines, [&](const PropertyLine& line) { return line.name != name; });
    return lines;
}

// A moment counts where it is; a whole day as a day.
std::optional<Span> time_of(const ical::Event& event, std::string_view name) {
    const auto moment = [](const std::optional<Instant>& at) {
        return at ? std::optional(Span{*at, *at}) : std::nullopt;
    };
    if (name == "CREATED") return moment(event.created);
    if (name == "LAST-MODIFIED") return moment(event.last_modified);
    if (name == "DTSTAMP") return moment(event.dtstamp);
    const Span span = utc_span(event.when);
    const bool is_day = event.when.kind == When::Kind::all_day;
    const Instant at = name == "DTSTART" ? span.from : span.to;
    return Span{at, at + std::chrono::days{is_day ? 1 : 0}};
}

bool passes(const ical::Event& event, const PropertyFilter& filter) {
    if (filter.range) {
        const auto time = time_of(event, filter.name);
        if (!time || !overlaps(*time, *filter.range)) return false;
    }
    const std::string* known = filter.parameters.empty() ? known_value(event, filter.name) : nullptr;
    const auto lines = known ? std::vector<PropertyLine>{} : lines_called(event, filter.name);
    const bool is_there = known ? !known->empty() : !lines.empty();
    if (filter.is_absent || !is_there) return filter.is_absent && !is_there;
    if (known) return !filter.match || contains(*known, *filter.match);
    return std::ranges::any_of(lines, [&](const PropertyLine& line) {
        return (!filter.match || contains(line.value, *filter.match)) &&
               std::ranges::all_of(filter.parameters, [&](const auto& parameter) { return passes(line, parameter); });
    });
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

} // namespace tandem::dav
