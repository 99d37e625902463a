#include <boost/json.hpp>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

Result<Patch> stored_patch(const EntityType& type, const std::string& json) {
    const auto object = parse_json_object(json);
    if (!object) return std::unexpected(object.error());
    return decode_patch(type, *object, DecodeFor::log);
}

auto changed_since(std::string_view field) { return fail_field(field, "was changed since", ErrorCode::changed_since); }

// A record that was made goes again, unless someone has changed it meanwhile.
Result<void> undo_create(Context& context, const Rules& rules, const LoggedItem& item, const RecordPtr& current) {
    if (!current) return {};
    if (current->rev != item.rev) return changed_since("id");
    return stage_delete(context, rules, *current);
}

// The fields go back to their old values, if they still have the values that the change gave them.
Result<void> undo_update(Context& context, const Rules& rules, const LoggedItem& item, const RecordPtr& current) {
    if (!current) return changed_since("id");
    const auto then = stored_patch(*rules.type, item.new_json), old = stored_patch(*rules.type, item.old_json);
    if (!then || !old) return fail(ErrorCode::internal, "the change log cannot be read");
    for (const auto& [field, value] : then->values)
        if (rules.type->fields[field].get(*current) != value) return changed_since(rules.type->fields[field].name);
    auto after = rules.type->copy(*current);
    apply(*rules.type, *old, *after);
    return stage_update(context, rules, *current, std::move(after));
}

// A record that was deleted comes back as it was, under its id and with its first author.
Result<void> undo_delete(Context& context, const Rules& rules, const LoggedItem& item, const RecordPtr& current) {
    if (current) return changed_since("id");
    const auto old = stored_patch(*rules.type, item.old_json);
    if (!old) return fail(ErrorCode::internal, "the change log cannot be read");
    auto after = rules.type->make();
    apply(*rules.type, *old, *after);
    after->id = item.record_id;
    after->created_at = context.now;
    if (const auto first = context.draft.log().creation_of(item.record_id)) {
        after->created_at = first->at;
        after->created_by = first->by;
    }
    return stage_create(context, rules, std::move(after));
}

Result<void> undo_item(Context& context, const LoggedItem& item) {
    const Rules* rules = find_rules(item.kind);
    if (!rules || !rules->can_undo) return fail(ErrorCode::forbidden, "this cannot be taken back");
    const RecordPtr current = context.draft.find(*rules->type, item.record_id);
    if (item.op == "create") return undo_create(context, *rules, item, current);
    if (item.op == "delete") return undo_delete(context, *rules, item, current);
    return undo_update(context, *rules, item, current);
}

Result<std::int64_t> decode_seq(const Command& command) {
    const auto& args = command.args->get_object();
    const auto* seq = args.if_contains("seq");
    if (seq && seq->is_int64() && args.size() == 1) return seq->get_int64();
    return fail_field("seq", "must be the number of the change, alone");
}

} // namespace

Verdict decide_undo(Context& context, const Command& command) {
    const auto seq = decode_seq(command);
    if (!seq) return seq.error();
    const auto change = context.draft.log().find(*seq);
    if (!change || (!context.is_system() && change->by != context.actor.member_id))
        return Error{ErrorCode::not_found, "seq", "is not a change of yours"};
    if (context.draft.log().undone_by(*seq)) return Error{ErrorCode::changed_since, "seq", "was taken back already"};
    auto items = context.draft.log().items_of(*seq);
    for (auto item = items.rbegin(); item != items.rend(); ++item) // the last first: parents before their children
        if (auto ok = undo_item(context, *item); !ok) return ok.error();
    return Decision{{}, *seq};
}

} // namespace tandem
