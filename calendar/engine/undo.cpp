#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <boost/json.hpp>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

Result<Patch> stored_patch(const EntityType& type, const std::string& json) {
    const auto object = parse_json_object(json);
    if (!object) return std::unexpected(object.error());
    return decode_patch(type, *object, DecodeFor::log);
}

auto changed_since(std::string_view field) { return fail_field(field, "was changed since", ErrorCode::changed_since); }

// One item of the change that is taken back, with what it touches now.
struct Step {
    const LoggedItem& item;
    const Rules& rules;
    RecordPtr current;
    std::int64_t rev; // that the changes left it with
    bool went_along;  // the engine added it to a delete: it follows its record back without being asked for rights
};

// A record that was made goes again, unless someone has changed it meanwhile.
Result<void> undo_create(Context& context, const Step& step) {
    if (!step.current) return {};
    if (step.current->rev != step.rev) return changed_since("id");
    return stage_delete(context, step.rules, *step.current);
}

// What the engine took out of a list with what was deleted comes back into it, whatever others have made of the list.
bool join_list(Value& now, const Value& then, const Value& old) {
    auto* list = std::get_if<IdList>(&now);
    const auto *left = std::get_if<IdList>(&then), *had = std::get_if<IdList>(&old);
    if (!list || !left || !had) return false;
    for (const Id id : *had)
        if (std::ranges::find(*left, id) == left->end() && std::ranges::find(*list, id) == list->end())
            list->push_back(id);
    return true;
}

// The fields go back to their old values, if they still have the values that the change gave them. Some may be back
// already, because the series of an occurrence led it.
Result<void> undo_update(Context& context, const Step& step) {
    const EntityType& type = *step.rules.type;
    if (!step.current) return step.went_along ? Result<void>{} : changed_since("id");
    const auto then = stored_patch(type, step.item.new_json);
    auto old = stored_patch(type, step.item.old_json);
    if (!then || !old) return fail(ErrorCode::internal, "the change log cannot be read");
    for (const auto& [field, value] : then->values) {
        Value now = type.fields[field].get(*step.current);
        const Value* was = old->find(field);
        if (now == value || (was && now == *was)) continue;
        if (!step.went_along) return changed_since(type.fields[field].name);
        if (!was || !join_list(now, value, *was)) return {};
        old->put(field, std::move(now));
    }
    auto after = type.copy(*step.current);
    apply(type, *old, *after);
    if (!step.went_along) return stage_update(context, step.rules, *step.current, std::move(after));
    // It stays as it is where it no longer fits: a campaign that holds others by now goes under no theme again.
    if (!step.rules.complete(context, step.current.get(), *after)) return {};
    context.draft.update(type, std::move(after));
    return {};
}

// What the record names may have gone meanwhile: a reference that may be empty is then left empty.
Result<void> drop_lost_references(Context& context, const EntityType& type, Record& record) {
    for (const Field& field : type.fields) {
        if (field.refers_to.empty()) continue;
        Value value = field.get(record);
        const auto is_lost = [&](Id id) { return !context.draft.find(*find_entity_type(field.refers_to), id); };
        if (auto* ids = std::get_if<IdList>(&value); ids && std::erase_if(*ids, is_lost) > 0)
            field.set(record, std::move(value));
        const Id* id = std::get_if<Id>(&value);
        if (!id || !is_lost(*id)) continue;
        if (!field.is_nullable) return fail_field(field.name, "names nothing that is there", ErrorCode::changed_since);
        field.set(record, Value{});
    }
    return {};
}

// A record that was deleted comes back as it was, under its id and with its first author.
Result<void> undo_delete(Context& context, const Step& step) {
    const EntityType& type = *step.rules.type;
    if (step.current) return changed_since("id");
    const auto old = stored_patch(type, step.item.old_json);
    if (!old) return fail(ErrorCode::internal, "the change log cannot be read");
    auto after = type.make();
    apply(type, *old, *after);
    after->id = step.item.record_id;
    after->created_at = context.now;
    if (const auto first = context.draft.log().creation_of(step.item.record_id)) {
        after->created_at = first->at;
        after->created_by = first->by;
    }
    if (auto ok = drop_lost_references(context, type, *after); !ok) return ok;
    if (!step.went_along) {
        if (auto ok = step.rules.may_write(context, *after); !ok) return ok;
        if (auto ok = step.rules.complete(context, nullptr, *after); !ok) return ok;
    }
    context.draft.create(type, std::move(after));
    return {};
}

// What the change told people of is told no more, and what it took from their inboxes is back; that it was looked at is
// nobody's to take back.
Result<void> undo_notification(Context& context, const LoggedItem& item) {
    const RecordPtr current = context.draft.find(notification_type, item.record_id);
    if (item.op == "create" && current) context.draft.erase(notification_type, item.record_id);
    if (item.op == "delete" && !current)
        return undo_delete(context, {item, *find_rules(notification_type.kind), nullptr, item.rev, true});
    return {};
}

// The items that are taken back, found by their records: there may be thousands.
struct Undone {
    explicit Undone(const std::vector<LoggedItem>& items) {
        for (const LoggedItem& item : items) {
            last_rev[item.record_id] = item.rev;
            if (item.op != "update") made_or_gone.insert(item.record_id);
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

Result<void> undo_item(Context& context, const LoggedItem& item, const Undone& undone) {
    const Rules* rules = find_rules(item.kind);
    const bool came_along = !undone.is_of_notices_only;
    if (rules && rules->type == &notification_type && came_along) return undo_notification(context, item);
    if (rules && is_led(context, *rules->type, item, undone)) return {};
    if (!rules || !rules->can_undo) return fail(ErrorCode::forbidden, "this cannot be taken back");
    const Step step{item, *rules, context.draft.find(*rules->type, item.record_id), undone.last_rev.at(item.record_id),
                    undone.last_rev.size() > 1 &&
                        (went_along(*rules->type, item, undone) || is_led_follower(context, item, undone))};
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
        const bool follows = touched.type->audience == Audience::entry && touched.before && touched.after;
        if (undone.holds(touched.id) || follows || touched.type == &notification_type) continue;
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
