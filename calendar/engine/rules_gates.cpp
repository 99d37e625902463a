// Gates, checklists and sign-offs: who may say what.
#include <algorithm>

#include "calendar/engine/gates.hpp"
#include "calendar/engine/parts.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

void tell(Context& context, Id member, NotificationKind kind, const EntryPart& part) {
    Notification told;
    told.member_id = member;
    told.kind = kind;
    told.entry_id = part.entry_id;
    notify(context, std::move(told));
}

Result<void> check_signer(Context& context, const SignOff* before, const SignOff& sign_off) {
    const Member* member = context.directory.member(sign_off.member_id);
    const bool can_sign = member && member->active && member->role != Role::viewer;
    if (!before && !context.is_undo && !can_sign) return fail_field("member_id", "is someone who cannot sign");
    const auto entry = context.draft.find<Entry>(entry_type, *sign_off.entry_id);
    const bool sees = entry && detail_for(sign_off.member_id, entry_type, *entry, context.directory) == Detail::full;
    if (!sees) return fail_field("member_id", "cannot see this entry");
    return {};
}

Result<void> check_one_per_member(Context& context, const SignOff& sign_off) {
    const Records::Parameter same[] = {to_text(*sign_off.entry_id), to_text(sign_off.member_id), to_text(sign_off.id)};
    const auto others =
        context.draft.records().select(sign_off_type, "entry_id = ? AND member_id = ? AND id <> ? LIMIT 1", same);
    if (others.empty()) return {};
    return fail_field("member_id", "was asked already");
}

// Anyone who may change the entry asks, also once more; the rest is the member's to say.
Result<void> check_word(const Context& context, const SignOff* before, SignOffState was, const SignOff& sign_off) {
    if (context.is_system() || (context.member && context.member->id == sign_off.member_id)) return {};
    if (sign_off.state != SignOffState::wanted && was != sign_off.state)
        return fail_field("state", "is for the member alone to say", ErrorCode::forbidden);
    if (sign_off.note != (before ? before->note : std::string()))
        return fail_field("note", "is for the member alone to write", ErrorCode::forbidden);
    return {};
}

} // namespace

Result<void> may_write_gate(const Context& context, const Record&) {
    if (context.is_lead()) return {};
    return fail(ErrorCode::forbidden, "only leads and admins change gates");
}

Result<void> complete_gate(Context& context, const Record* before, Record& record) {
    auto& gate = static_cast<Gate&>(record);
    const bool is_ahead = gate.status != EntryStatus::idea && gate.status != EntryStatus::cancelled;
    if (!is_ahead) return fail_field("status", "must be planned, confirmed, live or done");
    if (gate.rules.empty() && gate.sign_offs == 0)
        return fail_field("rules", "must hold at least one, or want a sign-off");
    if (before) return {};
    const Records::Parameter same[] = {std::string(entry_kinds[static_cast<std::size_t>(gate.kind)]),
                                       std::string(entry_statuses[static_cast<std::size_t>(gate.status)])};
    if (context.draft.records().select(gate_type, "kind = ? AND status = ? LIMIT 1", same).empty()) return {};
    return fail_field("status", "has a gate for this kind already", ErrorCode::changed_since);
}

Result<void> complete_checklist_item(Context& context, const Record* before, Record& record) {
    auto& item = static_cast<ChecklistItem&>(record);
    if (!item.entry_id) return fail_field("entry_id", "must be given");
    follow_entry(context, item);
    const bool was_done = before && static_cast<const ChecklistItem&>(*before).done;
    if (item.done == was_done) return {};
    item.done_by_id = item.done ? context.actor.member_id : std::nullopt;
    return {};
}

// Signed by the member alone; asked for by whoever may change the entry.
Result<void> may_write_sign_off(const Context& context, const Record& record) {
    const auto& sign_off = static_cast<const SignOff&>(record);
    const bool is_own = context.member && context.member->id == sign_off.member_id;
    return is_own ? may_write_shared(context, record) : may_write_part(context, record);
}

Result<void> complete_sign_off(Context& context, const Record* before, Record& record) {
    auto& sign_off = static_cast<SignOff&>(record);
    if (!sign_off.entry_id) return fail_field("entry_id", "must be given");
    follow_entry(context, sign_off);
    if (auto ok = check_signer(context, static_cast<const SignOff*>(before), sign_off); !ok) return ok;
    if (auto ok = check_one_per_member(context, sign_off); !ok) return ok;
    const auto* old = static_cast<const SignOff*>(before);
    const auto now_signed = [&] { return signed_digest(*context.draft.find<Entry>(entry_type, *sign_off.entry_id)); };
    if (context.is_undo) { // as it was said, if the entry is still what it was said of
        if (sign_off.state == SignOffState::given && sign_off.signed_digest != now_signed())
            sign_off.state = SignOffState::withdrawn;
        return {};
    }
    const SignOffState was = old ? old->state : SignOffState::wanted;
    if (auto ok = check_word(context, old, was, sign_off); !ok || (old && was == sign_off.state)) return ok;
    const bool is_wanted = sign_off.state == SignOffState::wanted, is_given = sign_off.state == SignOffState::given;
    // What was taken back is not given again when the entry is what it was.
    sign_off.signed_digest = is_given ? now_signed() : std::string();
    sign_off.decided_at = is_wanted ? std::nullopt : std::optional(context.now);
    if (is_wanted) tell(context, sign_off.member_id, NotificationKind::sign_off_wanted, sign_off);
    if (old && sign_off.created_by && (is_given || sign_off.state == SignOffState::refused))
        tell(context, *sign_off.created_by,
             is_given ? NotificationKind::signed_off : NotificationKind::sign_off_refused, sign_off);
    return {};
}

} // namespace tandem
