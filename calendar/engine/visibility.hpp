#pragma once
// The one place that decides how much of a record a member sees. Every path that leaves the engine asks here: page,
// API, feeds, search, history, activity. Pure.

#include "calendar/engine/directory.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

struct Entry;

// Detail::none, busy or full; never secret.
Detail detail_for(Id member_id, const EntityType& type, const Record& record, const Directory& directory);

// Author, owner and stand-in see a private entry in full.
bool is_party_to(Id member_id, const Entry& entry);

// True if every active member sees all of the record: then one encoding serves everyone.
bool is_open(const EntityType& type, const Record& record, const Directory& directory);

} // namespace tandem
