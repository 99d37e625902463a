#include "calendar/people/preference.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    choice_list<&Preference::muted_kinds>("muted_kinds", notification_kinds, "Notifications that do not come"),
};

} // namespace

constinit const EntityType preference_type = entity<Preference>("preference", Audience::owner, fields);

} // namespace tandem
