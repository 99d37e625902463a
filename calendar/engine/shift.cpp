#include "calendar/engine/shift.hpp"

#include "calendar/engine/gates.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/series_edit.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;

Result<void> check_keys(const Command& command, std::span<const std::string_view> keys) {
    for (const auto& member : command.args->get_object())
        if (std::ranges::find(keys, std::string_view(member.key().data(), member.key().size())) == keys.end())
            return fail_field(shortened({member.key().data(), member.key().size()}), "is not a field here",
                              ErrorCode::unknown_field);
    return {};
}

Result<bool> decode_flag(const Command& command, std::string_view key) {
    const auto* value = command.args->get_object().if_contains(key);
    if (!value) return false;
    if (value->is_bool()) return value->get_bool();
    return fail_field(key, "must be true or false");
}

Result<ShiftRequest> decode_shift(const Command& command) {
    static constexpr std::string_view keys[] = {"ids", "days", "children", "dependants"};
    if (auto ok = check_keys(command, keys); !ok) return std::unexpected(ok.error());
    auto ids = decode_ids(command);
    if (!ids) return std::unexpected(ids.error());
    const auto* days = command.args->get_object().if_contains("days");
    if (!days || !days->is_int64()) return fail_field("days", "must be a number of days");
    const auto children = decode_flag(command, "children"), dependants = decode_flag(command, "dependants");
    if (!children) return std::unexpected(children.error());
    if (!dependants) return std::unexpected(dependants.error());
    return ShiftRequest{std::move(*ids), days->get_int64(), *children, *dependants};
}

// Carries a plan out. What follows is led by what it follows, and an occurrence of its own by its series where it lies
// in its place, so those come later and are looked at again.
class Mover {
public:
    Mover(Context& context, const Rules& rules, const ShiftPlan& plan) : context_(context), rules_(rules) {
        for (const ShiftMove& move : plan.moves) moves_.emplace(move.entry->id, &move);
    }

    Result<void> move(const ShiftMove& move) {
        if (!seen_.insert(move.entry->id).second) return {};
        for (const auto& first : {move.entry->follows_id, move.entry->series_id}) {
            const auto before = first ? moves_.find(*first) : moves_.end();
            if (before == moves_.end()) continue;
            if (auto ok = this->move(*before->second); !ok) return ok;
        }
        const auto now = context_.draft.find<Entry>(entry_type, move.entry->id);
        if (now->when != move.entry->when) return {}; // was led
        if (move.why != ShiftMove::Why::follower) return stage(move, *now);
        return {};
    }

private:
    Result<void> stage(const ShiftMove& move, const Entry& now) {
        if (!repeats(now)) {
            auto after = std::make_shared<Entry>(now);
            after->when = move.to;
            return stage_update(context_, rules_, now, std::move(after));
        }
        Patch patch;
        patch.put(static_cast<std::uint8_t>(entry_type.index_of("when")), move.to);
        const auto all = SeriesEdit{SeriesEdit::Scope::all, {now.when->starts, now.when->ends}};
        const auto staged = stage_series_update(context_, rules_, now, patch, all);
        return staged ? Result<void>{} : std::unexpected(staged.error());
    }

    Context& context_;
    const Rules& rules_;
    std::unordered_map<Id, const ShiftMove*> moves_;
    std::unordered_set<Id> seen_;
};

// A refusal says which of the many it was.
Error about(const Context& context, const Entry& entry, Error error) {
    error.message = fmt::format("{}: {}", title_for(context.directory, context.member, entry), error.message);
    return error;
}

Result<Patch> decode_shared(Context& context, const Command& command) {
    static constexpr std::string_view keys[] = {"ids", "fields"};
    if (auto ok = check_keys(command, keys); !ok) return std::unexpected(ok.error());
    const auto* fields = command.args->get_object().if_contains("fields");
    if (!fields || !fields->is_object() || fields->get_object().empty())
        return fail_field("fields", "must be an object of fields");
    auto patch = decode_patch(entry_type, JsonPtr(command.args, fields), purpose_for(context, DecodeFor::update));
    if (!patch) return patch;
    for (const auto& [field, value] : patch->values)
        if (const auto name = entry_type.fields[field].name;
            std::ranges::find(shared_fields, name) == std::end(shared_fields))
            return fail_field(name, "is changed entry by entry");
    return patch;
}

} // namespace

Result<IdList> decode_ids(const Command& command) {
    const auto* value = command.args->get_object().if_contains("ids");
    if (!value || !value->is_array() || value->get_array().empty()) return fail_field("ids", "must be a list of ids");
    if (value->get_array().size() > most_chosen)
        return fail_field("ids", fmt::format("must be {} at most", most_chosen), ErrorCode::too_large);
    IdList ids;
    for (const auto& one : value->get_array()) {
        const auto id = one.is_string() ? parse_id({one.get_string().data(), one.get_string().size()}) : std::nullopt;
        if (!id) return fail_field("ids", "must be ids of 26 characters");
        if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
    }
    return ids;
}

Verdict decide_shift(Context& context, const Rules& rules, const Command& command) {
    const auto request = decode_shift(command);
    if (!request) return request.error();
    const auto member = context.member ? std::optional(context.member->id) : std::nullopt;
    const auto plan = plan_shift(*request, context.draft.records(), context.directory, member);
    if (!plan) return plan.error();
    if (plan->moves.empty()) return Error{ErrorCode::invalid_field, "ids", "name nothing that has a date"};
    Mover mover(context, rules, *plan);
    for (const ShiftMove& move : plan->moves)
        if (auto ok = mover.move(move); !ok) return about(context, *move.entry, ok.error());
    return Decision{};
}

Verdict decide_update_many(Context& context, const Rules& rules, const Command& command) {
    const auto ids = decode_ids(command);
    if (!ids) return ids.error();
    const auto shared = decode_shared(context, command);
    if (!shared) return shared.error();
    for (const Id id : *ids) {
        const auto before = std::static_pointer_cast<const Entry>(find_visible(context, entry_type, id));
        if (!before) return Error{ErrorCode::not_found, "ids", "names nothing that is there"};
        Patch patch = *shared;
        if (auto ok = keep_unseen(context, entry_type, *before, patch); !ok) return about(context, *before, ok.error());
        auto after = std::make_shared<Entry>(*before);
        apply(entry_type, patch, *after);
        if (auto ok = stage_update(context, rules, *before, after); !ok) return about(context, *before, ok.error());
        if (auto ok = check_gates(context, before.get(), *after); !ok) return about(context, *before, ok.error());
    }
    return Decision{};
}

} // namespace tandem
