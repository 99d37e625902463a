#include "calendar/engine/rules.hpp"

#include <algorithm>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/audience/radar_ask.hpp"
#include "calendar/audience/stage_duty.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/gates.hpp"
#include "calendar/engine/parts.hpp"
#include "calendar/engine/rules_blackouts.hpp"
#include "calendar/engine/rules_journey.hpp"
#include "calendar/engine/rules_radar.hpp"
#include "calendar/engine/templates.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/blackout.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/template.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/feeds/saved_view.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/offers/talking_point.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/people/preference.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "calendar/talk/comment.hpp"
#include "calendar/talk/reaction.hpp"

namespace tandem {
namespace {

constexpr std::uint16_t all_verbs = verb_create | verb_update | verb_delete;
constexpr std::uint16_t entry_verbs = all_verbs | verb_put_series | verb_shift | verb_update_many;

Result<void> complete_nothing(Context&, const Record*, Record&) { return {}; }

constexpr Rules table[] = {
    {&entry_type, entry_verbs, true, may_write_entry, complete_entry, before_delete_entry},
    {&calendar_type, all_verbs, true, may_write_calendar, complete_calendar, before_delete_calendar},
    {&account_type, all_verbs, true, may_write_shared, complete_account, before_delete_account},
    {&touch_type, all_verbs, true, may_write_touch, complete_touch, nullptr},
    {&member_type, verb_create | verb_update, false, may_write_member, complete_member, nullptr},
    {&feed_link_type, verb_create | verb_update | verb_revoke, false, may_write_own, complete_feed_link, nullptr},
    {&session_type, verb_delete, false, may_write_own, complete_session, nullptr},
    {&token_type, verb_create | verb_delete, false, may_write_own, complete_token, nullptr},
    {&subscription_type, all_verbs | verb_refresh, false, may_write_subscription, complete_subscription,
     before_delete_subscription},
    {&offer_type, all_verbs, true, may_write_shared, complete_offer, before_delete_offer},
    {&talking_point_type, all_verbs, true, may_write_part, complete_talking_point, nullptr},
    {&audience_type, all_verbs, true, may_write_shared, complete_audience, before_delete_audience},
    {&prospect_type, all_verbs, true, may_write_shared, complete_prospect, before_delete_prospect},
    {&reaction_type, verb_create | verb_delete, true, may_write_said, complete_reaction, nullptr},
    {&comment_type, all_verbs, true, may_write_said, complete_comment, before_delete_comment},
    {&preference_type, verb_create | verb_update, true, may_write_own, complete_preference, nullptr},
    {&notification_type, verb_update | verb_delete, false, may_write_own, complete_nothing, nullptr},
    {&saved_view_type, all_verbs, true, may_write_saved_view, complete_saved_view, nullptr},
    {&radar_rules_type, verb_create | verb_update, true, may_write_radar_rules, complete_radar_rules, nullptr},
    {&radar_ask_type, all_verbs, true, may_write_radar_ask, complete_radar_ask, before_delete_radar_ask},
    {&radar_override_type, verb_create, true, may_write_part, complete_radar_override, nullptr},
    {&gate_type, all_verbs, true, may_write_gate, complete_gate, nullptr},
    {&checklist_item_type, all_verbs, true, may_write_part, complete_checklist_item, nullptr},
    {&sign_off_type, all_verbs, true, may_write_sign_off, complete_sign_off, nullptr},
    {&blackout_type, all_verbs, true, may_write_blackout, complete_blackout, nullptr},
    {&stage_duty_type, all_verbs, true, may_write_stage_duty, complete_stage_duty, nullptr},
    {&template_type, all_verbs, true, may_write_template, complete_template, before_delete_template},
    {&template_item_type, all_verbs, true, may_write_template_item, complete_template_item,
     before_delete_template_item},
};

Result<void> check_reference(Context& context, const Field& field, Id id) {
    if (may_name(context, field, id)) return {};
    return fail_field(field.name, "names nothing that is there", ErrorCode::invalid_reference);
}

} // namespace

bool may_name(Context& context, const Field& field, Id id) {
    const EntityType& type = *find_entity_type(field.refers_to);
    const RecordPtr target = context.draft.find(type, id);
    if (!target || context.is_system()) return target != nullptr;
    return detail_for(context.member->id, type, *target, context.directory) == Detail::full;
}

std::span<const Rules> all_rules() { return table; }

const Rules* find_rules(std::string_view kind) {
    const auto at = std::ranges::find(table, kind, [](const Rules& rules) { return rules.type->kind; });
    return at == std::end(table) ? nullptr : &*at;
}

Result<void> check_references(Context& context, const EntityType& type, const Record* before, const Record& after) {
    for (const Field& field : type.fields) {
        if (field.refers_to.empty()) continue;
        const Value value = field.get(after), held = before ? field.get(*before) : Value{};
        if (before && value == held) continue;
        const auto* known = std::get_if<IdList>(&held);
        if (const auto* id = std::get_if<Id>(&value); id && *id)
            if (auto ok = check_reference(context, field, *id); !ok) return ok;
        if (const auto* ids = std::get_if<IdList>(&value))
            for (const Id id : *ids)
                if (!known || std::ranges::find(*known, id) == known->end())
                    if (auto ok = check_reference(context, field, id); !ok) return ok;
    }
    return {};
}

} // namespace tandem
