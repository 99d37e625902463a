#pragma once
// The one place that decides how much of a record a member sees. Every path that leaves the engine asks here: page,
// API, feeds, search, history, activity. Pure.

#include "calendar/engine/directory.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

// Detail::none, busy or full; never secret.
Detail detail_for(Id member_id, const EntityType& type, const Record& record, const Directory& directory);

// True if every active member sees all of the record: then one encoding serves everyone.
bool is_open(const EntityType& type, const Record& record, const Directory& directory);

} // namespace tandem
