#pragma once
// The events of one calendar object in a time: which of them take place there, and each occurrence as an event of its
// own, as REPORTs of CalDAV ask (RFC 4791 9.6.5, 9.6.6, 9.9). Pure; any thread.

#include <span>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/event.hpp"

namespace tandem {

// What one request may spend on expanding (R5); goes down as it is spent.
struct ExpansionBudget {
    std::size_t occurrences = 10'000;
    std::size_t steps = 20'000'000; // about 0.4 s
    std::size_t bytes = 32'000'000; // of text: each occurrence has all that its series says
};

inline constexpr Span all_of_time{Instant{std::chrono::sys_days{std::chrono::year{1800} / 1 / 1}},
                                  Instant{std::chrono::sys_days{std::chrono::year{2300} / 1 / 1}}};

// What lasts no time takes place where it begins.
bool overlaps(const Span& span, const Span& range);

// Does an occurrence of the series overlap `range`? True also if the budget does not let us know: an app sorts out what
// it did not want, but misses what it was not told.
bool takes_place(const Series& series, const Span& range, std::size_t& steps);
// Of one of an object's events; for what repeats without the occurrences that have an event of their own.
bool takes_place(const ical::Event& event, std::span<const ical::Event> all, const Span& range, std::size_t& steps);

// Each occurrence in `range` as an event in UTC, without rules; what does not repeat stays. False if there are more
// than the budget allows.
bool expand_events(std::vector<ical::Event>& events, const Span& range, ExpansionBudget& budget);

// Leaves out the occurrences of their own that lie outside `range`, where they are and where the series had them.
void limit_events(std::vector<ical::Event>& events, const Span& range);

} // namespace tandem
