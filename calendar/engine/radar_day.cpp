#include "calendar/engine/radar_day.hpp"

#include <algorithm>

#include "calendar/engine/radar_queries.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

bool is_whole_days(const When& when) { return when.kind == When::Kind::all_day; }

// The plan as if it began on that day, at its own time of day.
When moved_to(const When& when, Date day) {
    When moved = when;
    const auto by = day - floor<days>(when.starts);
    moved.starts += by;
    moved.ends += by;
    return moved;
}

} // namespace

Blackouts::Blackouts(Records& records) {
    for (const RecordPtr& record : records.select(blackout_type, "true ORDER BY first_on, id"))
        all_.push_back(std::static_pointer_cast<const Blackout>(record));
}

const Blackout* Blackouts::on(Team team, Date day) const {
    const auto at = std::ranges::find_if(all_, [&](const auto& one) { return is_blacked_out(*one, team, day); });
    return at == all_.end() ? nullptr : at->get();
}

RadarDay::RadarDay(Records& records, const RadarRules& rules, const RadarPlan& plan, Date from, Date to)
    : plan_(plan), blackouts_(records) {
    if (rules.one_per_slot && plan.channel != Channel::none && plan.when) find_taken(records, from, to);
}

void RadarDay::find_taken(Records& records, Date from, Date to) {
    const days lasts = ceil<days>(plan_.when->ends - plan_.when->starts);
    const std::string channel(channels[static_cast<std::size_t>(plan_.channel)]);
    const Records::Parameter window[] = {channel, first_millis(from), last_millis(to + lasts)};
    for (const auto condition : {hot::slot_entries, hot::slot_entries_long})
        for (const RecordPtr& record : records.select(entry_type, condition, window))
            add(std::static_pointer_cast<const Entry>(record), from, to + lasts);
    for (const RecordPtr& record : records.select(entry_type, hot::slot_series, std::span(window).first(1)))
        add(std::static_pointer_cast<const Entry>(record), from, to + lasts);
}

void RadarDay::add(std::shared_ptr<const Entry> entry, Date from, Date to) {
    if (entry->id == plan_.entry_id || !entry->when) return;
    const std::size_t place = entries_.size();
    const auto take = [&](LocalTime starts, LocalTime ends) {
        When when = *entry->when;
        when.starts = starts;
        when.ends = ends;
        const Span span = utc_span(when);
        taken_.push_back({place, std::move(when), span});
    };
    if (!repeats(*entry))
        take(entry->when->starts, entry->when->ends);
    else
        for (const Occurrence& one : occurrences_of(*entry, from, to).occurrences) take(one.starts, one.ends);
    entries_.push_back(std::move(entry));
}

std::vector<std::size_t> RadarDay::taken_on(Date day) const {
    std::vector<std::size_t> found;
    if (taken_.empty()) return found;
    const When own = moved_to(*plan_.when, day);
    const Span span = utc_span(own);
    for (const Taken& other : taken_) {
        if (is_whole_days(own) != is_whole_days(other.when)) continue;
        const bool overlaps = span.from < other.span.to && other.span.from < span.to;
        if (!overlaps && span.from != other.span.from) continue;
        if (found.empty() || found.back() != other.entry) found.push_back(other.entry);
    }
    return found;
}

} // namespace tandem
