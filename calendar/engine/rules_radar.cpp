#include "calendar/engine/rules_radar.hpp"

#include <algorithm>

#include "calendar/engine/parts.hpp"
#include "calendar/engine/radar_facts.hpp"
#include "calendar/engine/radar_said.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;

bool is_actor(const Context& context, const std::optional<Id>& member) {
    return context.is_system() || (context.member && context.member->id == member);
}

void tell(Context& context, const std::optional<Id>& member, NotificationKind kind, const EntryPart& part) {
    if (!member) return;
    Notification told;
    told.member_id = *member;
    told.kind = kind;
    told.entry_id = part.entry_id;
    notify(context, std::move(told));
}

// The owner of the other entry, if they can answer.
Result<Id> whom_to_ask(Context& context, const Entry& entry, const Entry& other) {
    const auto wrong = [](std::string rule) { return fail_field("other_entry_id", std::move(rule)); };
    if (other.id == entry.id) return wrong("cannot be the entry itself");
    if (!other.owner_id) return wrong("has no owner who could be asked");
    if (is_actor(context, other.owner_id)) return wrong("is your own");
    const Member* owner = context.directory.member(*other.owner_id);
    const auto sees = [&](const Entry& one) {
        return detail_for(*other.owner_id, entry_type, one, context.directory) == Detail::full;
    };
    if (!owner || owner->role == Role::viewer || !sees(entry) || !sees(other))
        return wrong("has an owner who cannot see this entry, or cannot answer");
    return *other.owner_id;
}

Result<void> check_asked_once(Context& context, const RadarAsk& ask) {
    const Records::Parameter same[] = {to_text(*ask.entry_id), to_text(*ask.other_entry_id)};
    const auto others = context.draft.records().select(
        radar_ask_type, "entry_id = ? AND other_entry_id = ? AND holds = 1 AND status IN ('asked', 'accepted') LIMIT 1",
        same);
    if (others.empty()) return {};
    return fail_field("other_entry_id", "was asked about already", ErrorCode::changed_since);
}

Error changed_meanwhile(std::string_view field) {
    return {ErrorCode::changed_since, std::string(field), "was changed in this moment; look again"};
}

// What both reach too often, as a worker has found it, or as it is now.
Result<void> measure(Context& context, const Entry& entry, const Entry& other, RadarAsk& ask) {
    const RadarFacts facts = context.radar ? *context.radar
                                           : facts_of_ask(context.draft.records(), context.directory,
                                                          today_of(context.member, context.now), entry, other);
    if (facts.digest != ask.asked_digest) return std::unexpected(changed_meanwhile("entry_id"));
    if (facts.other_digest != radar_digest(other)) return std::unexpected(changed_meanwhile("other_entry_id"));
    if (!facts.collides_on)
        return fail_field("other_entry_id", "reaches none of its accounts too often, and is not in its slot");
    ask.accounts = facts.accounts;
    ask.collides_on = facts.collides_on;
    return {};
}

Result<void> complete_new_ask(Context& context, const Entry& entry, RadarAsk& ask) {
    if (auto ok = may_write_part(context, ask); !ok) return ok;
    if (ask.status != RadarAskStatus::asked) return fail_field("status", "begins with asked");
    if (!ask.answer.empty()) return fail_field("answer", "is for who is asked to give");
    const EntryPtr other = ask.other_entry_id ? context.draft.find<Entry>(entry_type, *ask.other_entry_id) : nullptr;
    if (!other) return fail_field("other_entry_id", "must be given");
    const auto owner = whom_to_ask(context, entry, *other);
    if (!owner) return std::unexpected(owner.error());
    ask.asked_id = *owner;
    ask.asked_digest = radar_digest(entry);
    if (auto ok = check_asked_once(context, ask); !ok) return ok;
    if (auto ok = measure(context, entry, *other, ask); !ok) return ok;
    tell(context, ask.asked_id, NotificationKind::asked, ask);
    return {};
}

// Who may say what it becomes; an undo only takes back what its author has said.
Result<void> check_status(Context& context, const RadarAsk& before, const RadarAsk& ask) {
    if (before.status == ask.status || context.is_undo) return {};
    const auto wrong = [](std::string rule, ErrorCode code = ErrorCode::invalid_field) {
        return fail_field("status", std::move(rule), code);
    };
    if (ask.status == RadarAskStatus::asked) return wrong("cannot go back to asked; ask anew");
    if (ask.status == RadarAskStatus::withdrawn)
        return is_actor(context, ask.created_by) ? Result<void>{}
                                                 : wrong("is for who has asked to withdraw", ErrorCode::forbidden);
    if (!is_actor(context, ask.asked_id)) return wrong("is for who was asked to say", ErrorCode::forbidden);
    if (before.status == RadarAskStatus::withdrawn) return wrong("was withdrawn", ErrorCode::changed_since);
    if (ask.status == RadarAskStatus::accepted && !ask.holds)
        return wrong("cannot be accepted: the entry has changed since", ErrorCode::changed_since);
    return {};
}

Result<void> complete_told_ask(Context& context, const RadarAsk& before, RadarAsk& ask) {
    if (auto ok = check_status(context, before, ask); !ok) return ok;
    if (before.answer != ask.answer && !is_actor(context, ask.asked_id))
        return fail_field("answer", "is for who was asked to give", ErrorCode::forbidden);
    if (before.note != ask.note && !is_actor(context, ask.created_by))
        return fail_field("note", "is for who has asked to change", ErrorCode::forbidden);
    if (before.status == ask.status) return {};
    const bool is_open = ask.status == RadarAskStatus::asked;
    ask.answered_at = is_open ? std::nullopt : std::optional(context.now);
    if (!is_open && ask.status != RadarAskStatus::withdrawn)
        tell(context, ask.created_by, NotificationKind::answered, ask);
    return {};
}

} // namespace

Result<void> may_write_radar_rules(const Context& context, const Record&) {
    if (context.is_lead()) return {};
    return fail(ErrorCode::forbidden, "only leads and admins change the rules of the radar");
}

Result<void> complete_radar_rules(Context& context, const Record* before, Record&) {
    if (before || context.draft.records().select(radar_rules_type, "true LIMIT 1").empty()) return {};
    return fail_field("id", "the rules are there already; change those");
}

Result<void> may_write_radar_ask(const Context& context, const Record& record) {
    if (auto ok = may_write_shared(context, record); !ok) return ok;
    const auto& ask = static_cast<const RadarAsk&>(record);
    if (is_actor(context, ask.created_by) || is_actor(context, ask.asked_id)) return {};
    return fail(ErrorCode::forbidden, "this is between who asks and who is asked");
}

Result<void> complete_radar_ask(Context& context, const Record* before, Record& record) {
    auto& ask = static_cast<RadarAsk&>(record);
    follow_entry(context, ask);
    const auto entry = context.draft.find<Entry>(entry_type, *ask.entry_id);
    if (!entry) return fail_field("entry_id", "names nothing that is there", ErrorCode::invalid_reference);
    if (!before && !context.is_undo) return complete_new_ask(context, *entry, ask);
    ask.holds = radar_digest(*entry) == ask.asked_digest;
    return before ? complete_told_ask(context, static_cast<const RadarAsk&>(*before), ask) : Result<void>{};
}

Result<void> before_delete_radar_ask(Context& context, const Record& before) {
    if (is_actor(context, before.created_by)) return {};
    return fail(ErrorCode::forbidden, "only who has asked can delete this");
}

// Made once and never changed.
Result<void> complete_radar_override(Context& context, const Record*, Record& record) {
    auto& made = static_cast<RadarOverride&>(record);
    follow_entry(context, made);
    const auto entry = context.draft.find<Entry>(entry_type, *made.entry_id);
    if (!entry) return fail_field("entry_id", "names nothing that is there", ErrorCode::invalid_reference);
    if (context.is_undo) {
        made.holds = radar_digest(*entry) == made.overridden_digest;
        return {};
    }
    made.overridden_digest = radar_digest(*entry);
    const RadarFacts facts = context.radar ? *context.radar
                                           : facts_of_override(context.draft.records(), context.directory,
                                                               today_of(context.member, context.now), *entry);
    if (facts.digest != made.overridden_digest) return std::unexpected(changed_meanwhile("entry_id"));
    if (facts.rules.empty())
        return fail_field("entry_id", facts.reaches_forbidden
                                          ? "reaches accounts that nobody may contact; leave those out"
                                          : "breaks no rule of the radar");
    made.rules = facts.rules;
    made.accounts = facts.accounts;
    made.collides_on = facts.collides_on;
    return {};
}

} // namespace tandem
