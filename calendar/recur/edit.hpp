#pragma once
// Edits of a series: move it as a whole, or end it and begin another at one of its occurrences ("this and following").
// Pure; any thread. Used by the engine's commands and by CalDAV through them.

#include <utility>

#include "calendar/recur/series.hpp"

namespace tandem {

// A series that has moved, and where each of the occurrences asked for has gone.
struct Moved {
    Series series;
    std::vector<std::pair<LocalTime, LocalTime>> starts; // old and new, in the order asked
};

// The same series beginning with `first`: days of the week and of the month follow, UNTIL moves along, dates added and
// taken out keep their place in the order of occurrences. `named` are further starts that must be followed (overrides).
Moved move(const Series& series, const When& first, const std::vector<LocalTime>& named);

// What stands before `at`, which must be an occurrence but not the first, and the rest as a series of its own. Together
// they have the occurrences of the whole: COUNT is shared out, dates go with their side.
std::pair<Series, Series> split(const Series& series, LocalTime at);

} // namespace tandem
