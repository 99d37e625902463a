#pragma once
// Series: an entry that repeats, as a set of occurrences (RFC 5545 3.8.5): its first, its rules, dates added and dates
// taken out. Expansion takes a window and a budget and says when it was cut. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/recur/rule.hpp"
#include "calendar/time/when.hpp"

namespace tandem {

// In the series' own zone. What names an occurrence is its start (RECURRENCE-ID, RFC 5545 3.8.4.4).
struct Occurrence {
    LocalTime starts{};
    LocalTime ends{}; // exclusive

    auto operator<=>(const Occurrence&) const = default;
};

struct Series {
    When first;
    std::vector<Rule> rules;
    std::vector<Occurrence> dates;   // RDATE
    std::vector<LocalTime> excluded; // EXDATE

    bool operator==(const Series&) const = default;
};

struct Expansion {
    std::vector<Occurrence> occurrences; // by start, each start once
    bool was_cut = false;                // by the budget or by `most`: there may be more
    std::size_t steps_left = 0;          // of the budget
};

struct Budget {
    std::size_t most = 1'000;    // occurrences
    std::size_t steps = 200'000; // see RuleCursor; about 5 ms
};

// The occurrences that overlap [from, to), local times of the series' zone. The first counts even if no rule names it.
// No rule is followed beyond `to`, whether it has anything in the window or not.
// A start that the zone's clock leaves out is kept: like every such time it lies after the gap (zone.hpp), which is
// what calendar apps show, though RFC 5545 3.3.10 would pass it over.
Expansion expand(const Series& series, LocalTime from, LocalTime to, const Budget& budget = {});

// Is this one of the series' starts? Nothing if that cannot be told within the budget.
std::optional<bool> has_occurrence(const Series& series, LocalTime starts);

// What Tandem takes of what RFC 5545 allows (R5): no rule below an hour, COUNT up to 3,500, no hours of whole days.
// Errors: invalid_field "rrule".
Result<void> check_rule(const Rule& rule, When::Kind kind);

// The last local time that UNTIL allows: a date means the whole day, a UTC time is read on the zone's clock.
std::optional<LocalTime> last_start(const Rule& rule, const When& first);

// UNTIL for that local time, in the form that the kind of `first` asks for (RFC 5545 3.3.10).
Until until_at(LocalTime last_local, const When& first);

} // namespace tandem
