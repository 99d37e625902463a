#include "calendar/engine/object_instances.hpp"

#include <algorithm>

#include "calendar/entries/repeat.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

constexpr std::size_t steps_of_one = 200'000;
constexpr std::size_t most_looked_at = 100;
constexpr std::chrono::hours clock_slack{25}; // local time from UTC, either way, and a day that a zone left out

LocalTime to_clock(Instant at, const When& first) {
    if (first.kind == When::Kind::zoned) return to_local(at, first.zone);
    return LocalTime{std::chrono::floor<std::chrono::seconds>(at).time_since_epoch()};
}

// Around `range`; what it finds is to be looked at again.
Expansion expand_around(const Series& series, const Span& range, std::size_t most, std::size_t& steps) {
    const Budget budget{most, std::min(steps, steps_of_one)};
    auto found = expand(series, to_clock(range.from - clock_slack, series.first),
                        to_clock(range.to + clock_slack, series.first), budget);
    steps -= budget.steps - std::min(budget.steps, found.steps_left);
    return found;
}

// Without the occurrences that have an event of their own.
Series own_series(const ical::Event& event, std::span<const ical::Event> all) {
    Series series = ical::series_of(event);
    for (const ical::Event& other : all)
        if (other.recurrence_id) series.excluded.push_back(other.recurrence_id->starts);
    return series;
}

LocalTime utc_clock(Instant at) { return to_local(at, "Etc/UTC"); }

void put_in_utc(ical::Event& event) {
    if (event.when.kind == When::Kind::zoned) {
        const Span span = utc_span(event.when);
        event.when = zoned(utc_clock(span.from), utc_clock(span.to), "Etc/UTC");
    }
    if (event.recurrence_id && event.recurrence_id->kind == When::Kind::zoned)
        event.recurrence_id = ical::RecurrenceId{
            When::Kind::zoned, utc_clock(to_instant(event.recurrence_id->starts, event.recurrence_id->zone)),
            "Etc/UTC"};
}

ical::Event instance_of(const ical::Event& event, const Occurrence& occurrence) {
    ical::Event one = event;
    one.rules.clear();
    one.dates.clear();
    one.excluded.clear();
    one.when = place_of(event.when, occurrence);
    one.recurrence_id = ical::RecurrenceId{event.when.kind, occurrence.starts, event.when.zone};
    return one;
}

std::size_t text_size(const ical::Event& event) {
    std::size_t size = event.uid.size() + event.summary.size() + event.description.size() + event.location.size() +
                       event.url.size() + sizeof(ical::Event);
    for (const std::string& category : event.categories) size += category.size();
    for (const std::string& line : event.other_lines) size += line.size();
    return size;
}

Span old_place(const ical::Event& one, const ical::Event& series) {
    const LocalTime starts = one.recurrence_id->starts;
    return utc_span(place_of(series.when, {starts, starts + (series.when.ends - series.when.starts)}));
}

bool spend(std::size_t& budget, std::size_t cost) {
    if (cost > budget) return false;
    budget -= cost;
    return true;
}

} // namespace

bool overlaps(const Span& span, const Span& range) {
    return span.from < range.to && (span.to > range.from || (span.from == span.to && span.from >= range.from));
}

bool takes_place(const Series& series, const Span& range, std::size_t& steps) {
    const auto found = expand_around(series, range, most_looked_at, steps);
    return found.was_cut || std::ranges::any_of(found.occurrences, [&](const Occurrence& occurrence) {
               return overlaps(utc_span(place_of(series.first, occurrence)), range);
           });
}

bool takes_place(const ical::Event& event, std::span<const ical::Event> all, const Span& range, std::size_t& steps) {
    if (!ical::repeats(event)) return overlaps(utc_span(event.when), range);
    return takes_place(own_series(event, all), range, steps);
}

bool expand_events(std::vector<ical::Event>& events, const Span& range, ExpansionBudget& budget) {
    std::vector<ical::Event> expanded;
    const auto add = [&](ical::Event event) {
        put_in_utc(event);
        expanded.push_back(std::move(event));
    };
    for (const ical::Event& event : events) {
        const std::size_t size = text_size(event);
        if (!ical::repeats(event)) {
            if (!event.recurrence_id || overlaps(utc_span(event.when), range)) {
                if (!spend(budget.bytes, size)) return false;
                add(event);
            }
            continue;
        }
        const auto found = expand_around(own_series(event, events), range, Budget{}.most, budget.steps);
        if (found.was_cut) return false;
        for (const Occurrence& occurrence : found.occurrences)
            if (overlaps(utc_span(place_of(event.when, occurrence)), range)) {
                if (!spend(budget.bytes, size)) return false;
                add(instance_of(event, occurrence));
            }
    }
    if (expanded.size() > budget.occurrences) return false;
    budget.occurrences -= expanded.size();
    events = std::move(expanded);
    return true;
}

void limit_events(std::vector<ical::Event>& events, const Span& range) {
    std::erase_if(events, [&, series = events.front()](const ical::Event& one) {
        return one.recurrence_id && !overlaps(utc_span(one.when), range) && !overlaps(old_place(one, series), range);
    });
}

} // namespace tandem
