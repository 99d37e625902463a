#include "calendar/engine/entities.hpp"

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/audience/radar_ask.hpp"
#include "calendar/audience/radar_rules.hpp"
#include "calendar/audience/stage_duty.hpp"
#include "calendar/entries/blackout.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/gate.hpp"
#include "calendar/entries/template.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/feeds/saved_view.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/offers/talking_point.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/member.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/people/preference.hpp"
#include "calendar/people/session.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "calendar/talk/comment.hpp"
#include "calendar/talk/reaction.hpp"

namespace tandem {

std::span<const EntityType* const> entity_types() {
    static constexpr const EntityType* types[] = {
        &member_type,         &calendar_type, &entry_type,        &account_type,        &touch_type,
        &feed_link_type,      &session_type,  &token_type,        &subscription_type,   &offer_type,
        &talking_point_type,  &audience_type, &prospect_type,     &notification_type,   &saved_view_type,
        &radar_rules_type,    &reaction_type, &comment_type,      &preference_type,     &gate_type,
        &checklist_item_type, &sign_off_type, &radar_ask_type,    &radar_override_type, &blackout_type,
        &stage_duty_type,     &template_type, &template_item_type};
    return types;
}

std::span<const LiveKind> live_kinds() {
    static constexpr LiveKind kinds[] = {
        {&member_type, "Member", "members"},
        {&calendar_type, "Calendar", "calendars"},
        {&entry_type, "Entry", "entries"},
        {&account_type, "Account", "accounts"},
        {&touch_type, "Touch", "touches"},
        {&feed_link_type, "FeedLink", "feed_links"},
        {&subscription_type, "Subscription", "subscriptions"},
        {&offer_type, "Offer", "offers"},
        {&talking_point_type, "TalkingPoint", "talking_points"},
        {&audience_type, "Audience", "audiences"},
        {&prospect_type, "Prospect", ""},
        {&reaction_type, "Reaction", "reactions"},
        {&comment_type, "Comment", ""},
        {&notification_type, "Notification", "notifications"},
        {&saved_view_type, "SavedView", "saved_views"},
        {&radar_rules_type, "RadarRules", "radar_rules"},
        {&preference_type, "Preference", "preferences"},
        {&gate_type, "Gate", "gates"},
        {&checklist_item_type, "ChecklistItem", ""},
        {&sign_off_type, "SignOff", "sign_offs"},
        {&radar_ask_type, "RadarAsk", "radar_asks"},
        {&radar_override_type, "RadarOverride", "radar_overrides"},
        {&blackout_type, "Blackout", "blackouts"},
        {&stage_duty_type, "StageDuty", "stage_duties"},
        {&template_type, "Template", "templates"},
        {&template_item_type, "TemplateItem", "template_items"},
    };
    return kinds;
}

const EntityType* find_entity_type(std::string_view kind) {
    for (const EntityType* type : entity_types())
        if (type->kind == kind) return type;
    return nullptr;
}

} // namespace tandem
