#pragma once
// Two people edit one entry: different fields both win, the same field is a conflict with all three values. Pure but
// for the log that it is given.

#include <optional>
#include <vector>

#include "calendar/engine/command.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/patch.hpp"
#include "calendar/store/change_log.hpp"

namespace tandem {

// What was changed since the author looked, per field: its value at base_rev. Null for what changed in the first
// `hidden` items: the author may not see those values.
Patch values_at_base(const EntityType& type, const std::vector<LoggedItem>& since, std::size_t hidden);

// `may_name` is the author's. Nothing if `mine` can be applied to `current`. `since` are the logged items with a rev
// above the author's base.
std::optional<Conflict> find_conflict(const EntityType& type, const Record& current, const Patch& mine,
                                      const std::vector<LoggedItem>& since, std::size_t hidden,
                                      const MayName& may_name);

} // namespace tandem
