#pragma once
// Preference: what a member has set for themselves and nobody else sees. Each has one at most: they are its author.

#include "calendar/people/notification.hpp"

namespace tandem {

struct Preference final : Record {
    TextList muted_kinds; // of notifications that do not come
    // What comes by mail: the inbox, the day, the week on its first working day; the latter two at that hour of their
    // zone.
    bool mail_notices = true;
    bool mail_morning = true;
    bool mail_week = true;
    std::int64_t mail_hour = 7;
};

extern const EntityType preference_type;

} // namespace tandem
