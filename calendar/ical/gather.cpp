#include "calendar/ical/gather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

#include "calendar/ical/date_values.hpp"
#include "calendar/recur/edit.hpp"

namespace tandem::ical {
namespace {

constexpr std::size_t steps_of_split = 400'000; // about what one costs at most

// The items of one UID.
struct Family {
    GatheredItem* series = nullptr; // of several, that with the highest SEQUENCE
    std::vector<GatheredItem*> overrides;
};

// An event with rules of its own is a series, whatever occurrence it claims to be: KAlarm and ConnectDaily write both.
void sort_in(Family& family, GatheredItem& gathered) {
    if (gathered.recurrence_id && !repeats(gathered.item.event)) {
        family.overrides.push_back(&gathered);
        return;
    }
    GatheredItem*& place = family.series;
    const bool is_better = !place || (place->recurrence_id && !gathered.recurrence_id) ||
                           (place->recurrence_id.has_value() == gathered.recurrence_id.has_value() &&
                            gathered.item.event.sequence > place->item.event.sequence);
    if (!is_better) return;
    place = &gathered;
}

void settle_both(Family& family, std::vector<GatheredItem*>& claims) {
    for (GatheredItem* gathered : claims) {
        const bool is_override = gathered != family.series;
        Event& event = gathered->item.event;
        if (is_override) {
            event.rules.clear();
            event.dates.clear();
            event.excluded.clear();
            family.overrides.push_back(gathered);
        } else {
            gathered->recurrence_id.reset();
        }
        gathered->item.warnings.emplace_back(is_override ? "is one occurrence of a series: its own rules were left out"
                                                         : "has rules: that it stands for one occurrence was left out");
    }
}

void place_override(GatheredItem& gathered, const When& series, ZoneLookup& zones) {
    LocalTime at = on_clock_of(series, *gathered.recurrence_id, zones);
    if (series.kind != When::Kind::all_day && gathered.recurrence_id->is_date) // 3.8.4.4 wants the form of DTSTART
        at += series.starts - std::chrono::floor<std::chrono::days>(series.starts);
    if (is_within_years(at))
        gathered.item.event.recurrence_id = RecurrenceId{series.kind, at, series.zone};
    else
        gathered.item.skipped = "has no readable RECURRENCE-ID";
}

void put_series(Event& event, Series series) {
    event.when = std::move(series.first);
    event.rules = std::move(series.rules);
    event.dates = std::move(series.dates);
    event.excluded = std::move(series.excluded);
    std::ranges::sort(event.dates);
    std::ranges::sort(event.excluded);
}

std::string uid_from(const std::string& uid, LocalTime at) {
    std::string text = uid + "-from-";
    for (const char c : to_text(at))
        if (c != '-' && c != ':') text += c;
    return text;
}

// Ends the series where `change` begins and makes a series of the change; those of `later` belong to that.
// False if it cannot be split there.
bool split_at(GatheredItem& current, GatheredItem& change, std::span<GatheredItem*> later, const std::string& uid) {
    Event& before = current.item.event;
    Event& after = change.item.event;
    const LocalTime at = after.recurrence_id->starts;
    const Series whole = series_of(before);
    if (!repeats(before) || has_occurrence(whole, at) != std::optional(true)) return false;
    const bool is_whole = at == whole.first.starts;
    auto [head, tail] = is_whole ? std::pair(whole, whole) : split(whole, at);
    std::vector<LocalTime> named;
    for (const GatheredItem* item : later) named.push_back(item->item.event.recurrence_id->starts);
    When first = after.when;
    const auto length = first.ends - first.starts;
    first.starts = tail.first.starts + (after.when.starts - at);
    first.ends = first.starts + length;
    if (!validate(first)) return false;
    Moved moved = move(tail, first, named);
    for (std::size_t i = 0; i < later.size(); ++i) {
        later[i]->item.event.uid = is_whole ? before.uid : uid_from(uid, at);
        later[i]->item.event.recurrence_id = RecurrenceId{first.kind, moved.starts[i].second, first.zone};
    }
    put_series(after, std::move(moved.series));
    after.recurrence_id.reset();
    if (is_whole) {
        current.item.skipped = "is changed as a whole by a later event of the file";
        return true;
    }
    after.uid = uid_from(uid, at);
    put_series(before, std::move(head));
    return true;
}

void place_family(const std::string& uid, Family& family, ZoneLookup& zones, std::size_t& steps) {
    for (GatheredItem* gathered : family.overrides)
        place_override(*gathered, (family.series ? *family.series : *gathered).item.event.when, zones);
    auto& all = family.overrides;
    std::erase_if(all, [](const GatheredItem* one) { return !one->item.event.recurrence_id; });
    std::ranges::sort(all, {}, [](const GatheredItem* one) {
        return std::pair(one->item.event.recurrence_id->starts, one->item.line);
    });
    GatheredItem* current = family.series;
    for (std::size_t i = 0; i < all.size(); ++i) {
        GatheredItem& one = *all[i];
        if (i >= max_overrides) one.item.skipped = fmt::format("is beyond {} changed occurrences", max_overrides);
        if (!one.and_following || !one.item.skipped.empty()) continue;
        const bool can_pay = steps >= steps_of_split;
        if (can_pay) steps -= steps_of_split;
        if (current && can_pay && split_at(*current, one, std::span(all).subspan(i + 1), uid))
            current = &one;
        else
            one.item.warnings.emplace_back("changes all that follow, too: taken for this one occurrence");
    }
}

} // namespace

void take_recurrence_id(GatheredItem& gathered, const ContentLine& line) {
    const TimeList list = read_times(line, 2);
    if (list.values.size() != 1) {
        gathered.item.skipped = "has no readable RECURRENCE-ID";
        return;
    }
    gathered.recurrence_id = list.values[0].start;
    const auto range = find_parameter(line, "RANGE");
    gathered.and_following = range && is_name(*range, "THISANDFUTURE");
}

void gather_series(std::vector<GatheredItem>& items, ZoneLookup& zones, std::size_t& steps) {
    std::map<std::string, Family> families;
    std::map<std::string, std::vector<GatheredItem*>> claims; // have rules and stand for an occurrence
    for (GatheredItem& gathered : items) {
        const Event& event = gathered.item.event;
        if (!gathered.item.skipped.empty() || (event.uid.empty() && !gathered.recurrence_id)) continue;
        sort_in(families[event.uid], gathered);
        if (gathered.recurrence_id && repeats(event)) claims[event.uid].push_back(&gathered);
    }
    for (auto& [uid, claiming] : claims) settle_both(families[uid], claiming);
    for (auto& [uid, family] : families) place_family(uid, family, zones, steps);
}

} // namespace tandem::ical
