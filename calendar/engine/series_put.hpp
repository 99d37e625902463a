#pragma once
// entry.put_series: a series and exactly the occurrences that differ from it, in one change, so that one undo takes all
// of it back. For calendar apps and imports, whose texts hold a whole series. Called by decide; stages into the draft.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/engine/decide.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {

// args: {"series": {id?, fields}, "overrides": [{recurrence_id, fields}]}. Without an id, or with one that is new, the
// series is made. Fields that are absent stay; those of an occurrence that had no entry are as its series has them. An
// occurrence that is not listed loses its entry, unless that has no date, which no calendar can say, or the actor may
// not see it: then it stays, and listing what is hidden is forbidden. `when` and rules are taken as they are said:
// nothing moves along. Decision::created is the series.
Verdict decide_put_series(Context& context, const Rules& rules, const Command& command);

// Of `known` the ones that will stand for the starts, null for none: each that does already, or else whose start moved
// there with the series.
std::vector<std::shared_ptr<const Entry>> standing_for(const TextList& starts, const Entry& before, const Entry& after,
                                                       std::vector<std::shared_ptr<const Entry>> known);

// The id in args.series, if there is one.
std::optional<Id> series_named_in(const Command& command);

} // namespace tandem
