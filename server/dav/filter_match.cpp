// Which events a filter takes (RFC 4791 9.7, 9.9).
#include <algorithm>

#include "calendar/engine/object_instances.hpp"
#include "server/dav/event_lines.hpp"
#include "server/dav/filter.hpp"

namespace tandem::dav {
namespace {

// Most filters ask for one of these, often of a whole calendar: no text is written for them. Null for another.
const std::string* known_value(const ical::Event& event, std::string_view name) {
    const std::pair<std::string_view, const std::string*> known[] = {{"UID", &event.uid},
                                                                     {"SUMMARY", &event.summary},
                                                                     {"DESCRIPTION", &event.description},
                                                                     {"LOCATION", &event.location}};
    const auto* found = std::ranges::find(known, name, [](const auto& pair) { return pair.first; });
    return found == std::end(known) ? nullptr : found->second;
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

// One event as all filters look at it: its text is written once, if it is needed.
class Looking {
public:
    Looking(const ical::Event& event, LookBudget& budget) : event_(event), budget_(budget) {}

    bool passes(const PropertyFilter& filter) {
        if (filter.range) {
            const auto time = time_of(event_, filter.name);
            if (!time || !overlaps(*time, *filter.range)) return false;
        }
        if (const std::string* known = filter.parameters.empty() ? known_value(event_, filter.name) : nullptr) {
            if (filter.is_absent || known->empty()) return filter.is_absent && known->empty();
            return !filter.match || contains(*known, *filter.match);
        }
        bool is_there = false;
        for (const PropertyLine& line : lines()) {
            if (line.name != filter.name) continue;
            is_there = true;
            if (!filter.is_absent && passes(line, filter)) return true;
        }
        return filter.is_absent && !is_there;
    }

private:
    const std::vector<PropertyLine>& lines() {
        if (!lines_ && budget_.bytes > 0) {
            lines_ = lines_of(event_);
            for (const PropertyLine& line : *lines_) spend(line.name.size() + line.value.size());
            for (const std::string& line : event_.other_lines) spend(line.size());
        }
        if (!lines_) lines_.emplace();
        return *lines_;
    }

    bool passes(const PropertyLine& line, const PropertyFilter& filter) {
        return (!filter.match || contains(line.value, *filter.match)) &&
               std::ranges::all_of(filter.parameters, [&](const auto& parameter) { return passes(line, parameter); });
    }

    bool passes(const PropertyLine& line, const ParameterFilter& filter) {
        const auto found = std::ranges::find(line.parameters, filter.name, [](const auto& pair) { return pair.first; });
        const bool is_there = found != line.parameters.end();
        if (filter.is_absent || !is_there) return filter.is_absent && !is_there;
        return !filter.match || contains(found->second, *filter.match);
    }

    // Words that are nearly there everywhere are compared again at each byte.
    bool contains(std::string_view value, const TextMatch& match) {
        spend(value.size() * (1 + match.text.size() / 64));
        if (budget_.bytes == 0) return false;
        const bool found = match.is_exact_case ? value.contains(match.text) : upper_case(value).contains(match.text);
        return found != match.is_negated;
    }

    void spend(std::size_t bytes) { budget_.bytes -= std::min(bytes, budget_.bytes); }

    const ical::Event& event_;
    LookBudget& budget_;
    std::optional<std::vector<PropertyLine>> lines_;
};

} // namespace

bool Filter::takes(std::span<const ical::Event> events, LookBudget& budget) const {
    const Span range{from.value_or(all_of_time.from), to.value_or(all_of_time.to)};
    const bool has_range = from || to;
    return !takes_nothing && std::ranges::any_of(events, [&](const ical::Event& event) {
        Looking looking(event, budget);
        return std::ranges::all_of(properties, [&](const auto& filter) { return looking.passes(filter); }) &&
               (!has_range || takes_place(event, events, range, budget.steps));
    });
}

} // namespace tandem::dav
