#pragma once
// Preference: what a member has set for themselves and nobody else sees. Each has one at most: they are its author.

#include "calendar/people/notification.hpp"

namespace tandem {

struct Preference final : Record {
    TextList muted_kinds; // of notifications that do not come
};

extern const EntityType preference_type;

} // namespace tandem
