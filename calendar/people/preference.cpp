#include "calendar/people/preference.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    choice_list<&Preference::muted_kinds>("muted_kinds", notification_kinds, "Notifications that do not come"),
    boolean<&Preference::mail_notices>("mail_notices", "Whether unread notifications come by mail"),
    boolean<&Preference::mail_morning>("mail_morning", "Whether each working day begins with a mail"),
    boolean<&Preference::mail_week>("mail_week", "Whether each week begins with a mail"),
    integer<&Preference::mail_hour>("mail_hour", "The hour of their zone when those come").range(0, 23),
};

} // namespace

constinit const EntityType preference_type = entity<Preference>("preference", Audience::owner, fields);

} // namespace tandem
