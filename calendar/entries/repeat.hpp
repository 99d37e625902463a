#pragma once
// An entry that repeats, as a series and back. The entry keeps text (entry.hpp); everything that expands, splits or
// moves works on the series. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/entries/entry.hpp"
#include "calendar/recur/series.hpp"

namespace tandem {

// Cheap: looks at the lists only.
bool repeats(const Entry& entry);

// Nothing if it does not repeat. Lines that cannot be read are left out; check_repeat lets none in.
std::optional<Series> series_of(const Entry& entry);

// Writes when, rrule, rdate and exdate.
void put_series(Entry& entry, const Series& series);

// Brings rules and dates into their one spelling, sorted and once each.
// Errors: invalid_field rrule, rdate, exdate, recurrence_id or when.
Result<void> normalize_repeat(Entry& entry);

// A start as the entry's lists spell it: "2026-03-30" for whole days, else "2026-03-30T09:00:00".
std::string start_text(When::Kind kind, LocalTime starts);
std::optional<LocalTime> parse_start(When::Kind kind, std::string_view text);

// The occurrences that overlap [from, to), without those that have an entry of their own.
Expansion occurrences_of(const Entry& entry, LocalTime from, LocalTime to, const Budget& budget = {});

// The place of one occurrence, in the kind and zone of the series.
When place_of(const When& series, const Occurrence& occurrence);

// Makes `one` stand for an occurrence of the series: in its place, without rules of its own.
void stand_for(Entry& one, const Entry& series, const Occurrence& at);

// A start in the words of another series: the same instant there, or the same day.
std::string start_in(const When& series, const When& form, const std::string& text);

} // namespace tandem
