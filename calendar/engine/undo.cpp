#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <boost/json.hpp>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/undo_step.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

// What the change told people of is told no more, and what it took from their inboxes is back; that it was looked at is
// nobody's to take back.
Result<void> undo_notification(Context& context, const LoggedItem& item) {
    const RecordPtr current = context.draft.find(notification_type, item.record_id);
    if (item.op == "create" && current) context.draft.erase(notification_type, item.record_id);
    if (item.op == "delete" && !current)
        return undo_delete(context, {item, *find_rules(notification_type.kind), nullptr, item.rev, true});
    return {};
}

// Whether an entry became something that may hold other children than before.
bool is_reshaped(const LoggedItem& item) {
    if (item.op != "update") return false;
    const auto patch = stored_patch(entry_type, item.new_json);
    return patch && std::ranges::any_of(patch->values, [](const auto& value) {
               const auto name = entry_type.fields[value.first].name;
               return name == "kind" || (name == "parent_id" && !is_null(value.second));
           });
}

// The items that are taken back, found by their records: there may be thousands.
struct Undone {
    explicit Undone(const std::vector<LoggedItem>& items) {
        for (const LoggedItem& item : items) {
            last_rev[item.record_id] = item.rev;
            if (item.op != "update") made_or_gone.insert(item.record_id);
            if (item.kind == entry_type.kind && is_reshaped(item)) reshaped.insert(item.record_id);
            is_of_notices_only = is_of_notices_only && item.kind == notification_type.kind;
        }
    }
    bool holds(const std::optional<Id>& id) const { return id && last_rev.contains(*id); }
    bool made_or_took(const Value& named) const {
        if (const Id* one = std::get_if<Id>(&named)) return made_or_gone.contains(*one);
        const auto* all = std::get_if<IdList>(&named);
        return all && std::ranges::any_of(*all, [&](Id id) { return made_or_gone.contains(id); });
    }

    std::unordered_map<Id, std::int64_t> last_rev; // of each record
    std::unordered_set<Id> made_or_gone;
    std::unordered_set<Id> reshaped; // entries of another kind, or put under a theme
    bool is_of_notices_only = true;
};

// What a change of an entry did to its parts (who sees them, whether a sign-off holds) follows the entry back.
bool is_led(Context& context, const EntityType& type, const LoggedItem& item, const Undone& undone) {
    if (type.audience != Audience::entry || item.op != "update") return false;
    const auto part = context.draft.find<EntryPart>(type, item.record_id);
    return part && undone.holds(part->entry_id);
}

// True if the item's record names, before or after, another record that the same change made or deleted: then it was
// the engine that changed it along with that one (rules_entries.cpp).
bool went_along(const EntityType& type, const LoggedItem& item, const Undone& undone) {
    if (item.op == "create" && &type != &touch_type) return false;
    for (const std::string* json : {&item.old_json, &item.new_json}) {
        const auto patch = stored_patch(type, *json);
        if (patch &&
            std::ranges::any_of(patch->values, [&](const auto& value) { return undone.made_or_took(value.second); }))
            return true;
    }
    return false;
}

// A secondary date that moved only because what it follows did: it goes back with that, whoever may write it.
bool is_led_follower(Context& context, const LoggedItem& item, const Undone& undone) {
    if (item.kind != entry_type.kind || item.op != "update") return false;
    const auto entry = context.draft.find<Entry>(entry_type, item.record_id);
    const auto patch = stored_patch(entry_type, item.new_json);
    if (!entry || !entry->follows_id || !patch) return false;
    const bool is_place = std::ranges::all_of(patch->values, [](const auto& value) {
        const auto name = entry_type.fields[value.first].name;
        return name == "when" || name == "offset_days";
    });
    return is_place && undone.holds(entry->follows_id);
}

// A child that was let go because its campaign became something that cannot hold it (rules_entries.cpp): it comes back
// with that, whoever may write it.
bool is_let_go(const LoggedItem& item, const Undone& undone) {
    if (item.kind != entry_type.kind || item.op != "update") return false;
    const auto old = stored_patch(entry_type, item.old_json);
    if (!old || old->values.size() != 1 || entry_type.fields[old->values.front().first].name != "parent_id")
        return false;
    const Id* parent = std::get_if<Id>(&old->values.front().second);
    return parent && undone.reshaped.contains(*parent);
}

Result<void> undo_item(Context& context, const LoggedItem& item, const Undone& undone) {
    const Rules* rules = find_rules(item.kind);
    const bool came_along = !undone.is_of_notices_only;
    if (rules && rules->type == &notification_type && came_along) return undo_notification(context, item);
    if (rules && is_led(context, *rules->type, item, undone)) return {};
    if (!rules || !rules->can_undo) return fail(ErrorCode::forbidden, "this cannot be taken back");
    const Step step{item, *rules, context.draft.find(*rules->type, item.record_id), undone.last_rev.at(item.record_id),
                    undone.last_rev.size() > 1 && (went_along(*rules->type, item, undone) ||
                                                   is_led_follower(context, item, undone) || is_let_go(item, undone))};
    // Whoever has lost sight of the record learns nothing of what became of it.
    const bool is_lost = step.current && context.member && !step.went_along &&
                         detail_for(context.member->id, *rules->type, *step.current, context.directory) != Detail::full;
    if (is_lost) return fail_field("seq", "changed something that is no longer yours to see", ErrorCode::not_found);
    if (item.op == "create") return undo_create(context, step);
    if (item.op == "delete") return undo_delete(context, step);
    return undo_update(context, step);
}

// Whether the item is of an occurrence that has an entry of its own.
bool is_override(Context& context, const LoggedItem& item) {
    if (item.kind != entry_type.kind) return false;
    if (item.op == "update") {
        const auto entry = context.draft.find<Entry>(entry_type, item.record_id);
        return entry && entry->series_id;
    }
    const auto patch = stored_patch(entry_type, item.op == "create" ? item.new_json : item.old_json);
    const Value* series = patch ? patch->find(static_cast<std::uint8_t>(entry_type.index_of("series_id"))) : nullptr;
    return series && !is_null(*series);
}

// The last first: parents before their children. A series stands as it was before its occurrences go back, and one that
// was made goes after them.
std::vector<const LoggedItem*> in_undo_order(Context& context, const std::vector<LoggedItem>& items) {
    std::vector<const LoggedItem*> first, overrides, made;
    for (auto item = items.rbegin(); item != items.rend(); ++item)
        (is_override(context, *item) ? overrides : item->op == "create" ? made : first).push_back(&*item);
    std::vector<const LoggedItem*> ordered;
    if (overrides.empty())
        for (auto item = items.rbegin(); item != items.rend(); ++item) ordered.push_back(&*item);
    for (const auto& part : {first, overrides, made})
        if (!overrides.empty()) ordered.insert(ordered.end(), part.begin(), part.end());
    return ordered;
}

// True if it is there and follows an entry that is touched, too: a secondary date that was made since moves along.
bool follows_touched(const Context& context, Id id, const std::vector<Draft::Touched>& touched) {
    const auto entry = context.draft.find<Entry>(entry_type, id);
    return entry && entry->follows_id &&
           std::ranges::find(touched, *entry->follows_id, &Draft::Touched::id) != touched.end();
}

// What others have hung on a record meanwhile (touches, children, comments) must not go with it unseen. Parts of an
// entry only follow it.
Result<void> check_no_more(const Context& context, const Undone& undone) {
    const auto all = context.draft.touched();
    for (const Draft::Touched& touched : all) {
        const bool stays = touched.before && touched.after;
        const bool follows = stays && touched.type->audience == Audience::entry;
        if (undone.holds(touched.id) || follows || touched.type == &notification_type) continue;
        if (stays && context.member && // it is only let go, and that it is there is not to be told
            detail_for(context.member->id, *touched.type, *touched.before, context.directory) != Detail::full)
            continue;
        if (!follows_touched(context, touched.id, all)) return changed_since("id");
    }
    return {};
}

Result<std::vector<std::int64_t>> decode_seqs(const Context& context, const Command& command) {
    const auto& args = command.args->get_object();
    const auto* seq = args.if_contains("seq");
    if (seq && seq->is_int64() && args.size() == 1) return std::vector{seq->get_int64()};
    const auto* seqs = context.actor.import_id ? args.if_contains("seqs") : nullptr;
    if (!seqs) return fail_field("seq", "must be the number of the change, alone");
    std::vector<std::int64_t> all;
    for (const auto& one : seqs->as_array()) all.push_back(one.as_int64());
    std::ranges::sort(all);
    return all;
}

// Whose import it is was asked before it came to its changes.
bool may_undo(const Context& context, const LoggedChange& change) {
    if (context.actor.import_id) return change.import_id == context.actor.import_id;
    return context.is_system() || change.by == context.actor.member_id;
}

} // namespace

Result<void> stage_undo(Context& context, const std::vector<LoggedItem>& items) {
    const Undone undone(items);
    for (const LoggedItem* item : in_undo_order(context, items))
        if (auto ok = undo_item(context, *item, undone); !ok) return ok;
    return {};
}

Verdict decide_undo(Context& context, const Command& command) {
    const auto seqs = decode_seqs(context, command);
    if (!seqs) return seqs.error();
    context.is_undo = true;
    std::vector<LoggedItem> items;
    for (const std::int64_t seq : *seqs) {
        const auto change = context.draft.log().find(seq);
        if (!change || !may_undo(context, *change))
            return Error{ErrorCode::not_found, "seq", "is not a change of yours"};
        if (context.draft.log().undone_by(seq)) return Error{ErrorCode::changed_since, "seq", "was taken back already"};
        std::ranges::move(context.draft.log().items_of(seq), std::back_inserter(items));
    }
    if (auto ok = stage_undo(context, items); !ok) return ok.error();
    if (auto ok = check_no_more(context, Undone(items)); !ok) return ok.error();
    return Decision{{}, seqs->front()};
}

} // namespace tandem
