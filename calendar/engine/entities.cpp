#include "calendar/engine/entities.hpp"

#include "calendar/audience/account.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/member.hpp"
#include "calendar/people/session.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem {

std::span<const EntityType* const> entity_types() {
    static constexpr const EntityType* types[] = {&member_type,  &calendar_type, &entry_type,
                                                  &account_type, &touch_type,    &feed_link_type,
                                                  &session_type, &token_type,    &subscription_type};
    return types;
}

const EntityType* find_entity_type(std::string_view kind) {
    for (const EntityType* type : entity_types())
        if (type->kind == kind) return type;
    return nullptr;
}

} // namespace tandem
