#include "calendar/engine/parts.hpp"

#include <algorithm>
#include <limits>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/gates.hpp"
#include "calendar/engine/mentions.hpp"
#include "calendar/engine/radar_said.hpp"
#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

void put_sight(const Entry& entry, EntryPart& part) {
    part.calendar_id = entry.calendar_id;
    part.is_private = entry.is_private;
    part.party_ids.clear();
    for (const auto& id : {entry.owner_id, entry.backup_owner_id, entry.created_by})
        if (id && std::ranges::find(part.party_ids, *id) == part.party_ids.end()) part.party_ids.push_back(*id);
}

template <class F>
void each_part(Context& context, Id entry_id, F&& f) {
    const Records::Parameter id[] = {to_text(entry_id)};
    for (const EntityType* type : entity_types()) {
        if (type->audience != Audience::entry) continue;
        for (const RecordPtr& part : context.draft.records().select(*type, "entry_id = ? ORDER BY id", id))
            f(*type, part);
    }
}

// True if the record named it, and now does not.
bool let_go(const EntityType& type, Record& record, const EntityType& gone, Id id) {
    bool changed = false;
    for (const Field& field : type.fields) {
        if (field.refers_to != gone.kind) continue;
        Value value = field.get(record);
        if (const auto* one = std::get_if<Id>(&value); one && *one == id && field.is_nullable) {
            field.set(record, Value{});
            changed = true;
        } else if (auto* all = std::get_if<IdList>(&value); all && std::erase(*all, id) > 0) {
            field.set(record, std::move(value));
            changed = true;
        }
    }
    return changed;
}

// What was signed, overridden or agreed of the entry named what goes.
void follow_words(Context& context, const Entry& before, const Entry& after) {
    follow_signed(context, before, after);
    follow_radar(context, before, after);
}

} // namespace

Result<void> may_write_part(const Context& context, const Record& record) {
    if (context.is_system()) return {};
    const auto& part = static_cast<const EntryPart&>(record);
    if (!context.member || context.member->role == Role::viewer)
        return fail(ErrorCode::forbidden, "viewers cannot change anything");
    if (!part.entry_id) return {};
    const auto entry = context.draft.find<Entry>(entry_type, *part.entry_id);
    return entry ? may_write_entry(context, *entry) : Result<void>{};
}

void follow_entry(Context& context, EntryPart& part) {
    const auto entry = part.entry_id ? context.draft.find<Entry>(entry_type, *part.entry_id) : nullptr;
    if (entry) return put_sight(*entry, part);
    part.calendar_id.reset();
    part.is_private = false;
    part.party_ids.clear();
}

void lead_parts(Context& context, const Entry& before, const Entry& after) {
    const bool stays = before.calendar_id == after.calendar_id && before.is_private == after.is_private &&
                       before.owner_id == after.owner_id && before.backup_owner_id == after.backup_owner_id;
    if (stays) return;
    each_part(context, after.id, [&](const EntityType& type, const RecordPtr& part) {
        auto led = type.copy(*part);
        put_sight(after, static_cast<EntryPart&>(*led));
        context.draft.update(type, std::move(led));
    });
}

void erase_parts(Context& context, Id entry_id) {
    // What names a part goes first: an undo, which goes backwards, then finds the part there.
    each_part(context, entry_id,
              [&](const EntityType& type, const RecordPtr& part) { release(context, type, part->id); });
    each_part(context, entry_id,
              [&](const EntityType& type, const RecordPtr& part) { context.draft.erase(type, part->id); });
}

void release(Context& context, const EntityType& type, Id id) {
    constexpr std::size_t all = std::numeric_limits<std::int32_t>::max();
    for (const Referrer& referrer : load_referrers(type, id, context.draft.records(), all)) {
        const RecordPtr now = context.draft.find(*referrer.type, referrer.record->id);
        if (!now) continue;
        if (referrer.type == &notification_type) { // it told of what is no more
            context.draft.erase(notification_type, now->id);
            continue;
        }
        auto after = referrer.type->copy(*now);
        if (!let_go(*referrer.type, *after, type, id)) continue;
        if (referrer.type == &entry_type)
            follow_words(context, static_cast<const Entry&>(*now), static_cast<const Entry&>(*after));
        context.draft.update(*referrer.type, std::move(after));
    }
}

} // namespace tandem
