#pragma once
// From a command to a draft: finds the command, checks who asks, applies the rules. Writes nothing.

#include <optional>
#include <variant>

#include "calendar/engine/rules.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {

// What a decided command wants: the id of the record it made, and what it takes back.
struct Decision {
    std::optional<Id> created;
    std::optional<std::int64_t> undoes;
};

using Verdict = std::variant<Decision, Error, Conflict>;

// Whether the actor may send commands at all. Errors: not_signed_in, forbidden.
Result<void> check_actor(const Context& context);

Verdict decide(Context& context, const Command& command);

// Takes back the change that the command names. Errors: not_found, forbidden, changed_since with the field.
Verdict decide_undo(Context& context, const Command& command);

// Brings back the deleted entry that the command names. Errors: not_found, also for what the actor could not see;
// forbidden, changed_since.
Verdict decide_restore(Context& context, const Command& command);
// Takes the items of one change back, the last first.
Result<void> stage_undo(Context& context, const std::vector<LoggedItem>& items);

// The general parts, also used by undo.
// What the record names is to be seen by the actor, unless the record that it is made from names it, too.
Result<void> stage_create(Context& context, const Rules& rules, std::shared_ptr<Record> after,
                          const Record* made_from = nullptr);
Result<void> stage_update(Context& context, const Rules& rules, const Record& before, std::shared_ptr<Record> after);
Result<void> stage_delete(Context& context, const Rules& rules, const Record& before);

// args.id as an id. Errors: invalid_field "id".
Result<Id> decode_id_of(const Command& command);

// The general parts, also used by entry.put_series.
inline constexpr std::string_view also_id[] = {"id"};
inline DecodeFor purpose_for(const Context& context, DecodeFor purpose) {
    return context.is_system() || context.actor.import_id ? DecodeFor::system : purpose;
}
// A record that the actor may not know of is not there.
RecordPtr find_visible(Context& context, const EntityType& type, Id id);
// The one that the args ask for, or a new one. Errors: invalid_field "id" if there is or was such a record.
Result<Id> id_for_create(Context& context, const EntityType& type, const Command& command);
// Who sees null where an id is hidden from them does not mean to clear it by sending that null back, nor what stands
// for a zero in a list or is left out of it; what comes of such an id is not theirs to set, and stays without a word: a
// refusal would tell that it is there. Errors: invalid_reference with the field, for an id that they may not see,
// whether the record holds it or not.
Result<void> keep_unseen(Context& context, const EntityType& type, const Record& before, Patch& patch);
// What someone else has changed in the same fields since the author looked (base_rev).
Result<std::optional<Conflict>> conflict_with(Context& context, const Rules& rules, const Command& command,
                                              const Record& before, const Patch& patch);

} // namespace tandem
