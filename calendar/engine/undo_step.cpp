#include "calendar/engine/undo_step.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/gates.hpp"

namespace tandem {
namespace {

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

bool holds(const IdList& list, Id id) { return std::ranges::find(list, id) != list.end(); }

// Of a list only what the actor sees must be as the change left it; what others have done to the rest stays done. The
// list that goes back; nothing where what is seen has changed, or there is no list.
std::optional<Value> merge_unseen(Context& context, const Field& field, const Value& now, const Value& then,
                                  const Value* was) {
    const auto *list = std::get_if<IdList>(&now), *left = std::get_if<IdList>(&then),
               *had = was ? std::get_if<IdList>(was) : nullptr;
    if (!list || !left || !had || field.refers_to.empty()) return std::nullopt;
    const auto is_seen = [&](Id id) { return may_name(context, field, id); };
    const auto seen = [&](IdList ids) {
        std::erase_if(ids, [&](Id id) { return !is_seen(id); });
        return ids;
    };
    if (seen(*list) != seen(*left)) return std::nullopt;
    IdList merged = *had;
    std::erase_if(merged, [&](Id id) { return !is_seen(id) && holds(*left, id) && !holds(*list, id); });
    for (const Id id : *list)
        if (!is_seen(id) && !holds(*left, id) && !holds(merged, id)) merged.push_back(id);
    return Value{std::move(merged)};
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

// What it names again need only be there: it may have been hidden from whoever put something else in its place. A gate
// that it passed once it must pass again where it has changed since.
Result<void> stage_back(Context& context, const Step& step, std::shared_ptr<Record> after) {
    const Record& before = *step.current;
    if (auto ok = step.rules.may_write(context, before); !ok) return ok;
    if (auto ok = drop_lost_references(context, *step.rules.type, *after); !ok) return ok;
    if (auto ok = step.rules.may_write(context, *after); !ok) return ok;
    if (auto ok = step.rules.complete(context, &before, *after); !ok) return ok;
    if (before.rev != step.rev)
        if (auto ok = check_gates(context, &before, *after); !ok) return ok;
    context.draft.update(*step.rules.type, std::move(after));
    return {};
}

} // namespace

Result<Patch> stored_patch(const EntityType& type, const std::string& json) {
    const auto object = parse_json_object(json);
    if (!object) return std::unexpected(object.error());
    return decode_patch(type, *object, DecodeFor::log);
}

std::unexpected<Error> changed_since(std::string_view field) {
    return fail_field(field, "was changed since", ErrorCode::changed_since);
}

// A record that was made goes again, unless someone has changed it meanwhile.
Result<void> undo_create(Context& context, const Step& step) {
    if (!step.current) return {};
    if (step.current->rev != step.rev) return changed_since("id");
    return stage_delete(context, step.rules, *step.current);
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
        if (!step.went_along) {
            auto merged = merge_unseen(context, type.fields[field], now, value, was);
            if (!merged) return changed_since(type.fields[field].name);
            old->put(field, std::move(*merged));
            continue;
        }
        if (!was || !join_list(now, value, *was)) return {};
        old->put(field, std::move(now));
    }
    auto after = type.copy(*step.current);
    apply(type, *old, *after);
    if (!step.went_along) return stage_back(context, step, std::move(after));
    // It stays as it is where it no longer fits: a campaign that holds others by now goes under no theme again.
    if (!step.rules.complete(context, step.current.get(), *after)) return {};
    context.draft.update(type, std::move(after));
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

} // namespace tandem
