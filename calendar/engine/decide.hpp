#pragma once
// From a command to a draft: finds the command, checks who asks, applies the rules. Writes nothing.

#include <optional>
#include <variant>

#include "calendar/engine/rules.hpp"

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

// The general parts, also used by undo.
Result<void> stage_create(Context& context, const Rules& rules, std::shared_ptr<Record> after);
Result<void> stage_update(Context& context, const Rules& rules, const Record& before, std::shared_ptr<Record> after);
Result<void> stage_delete(Context& context, const Rules& rules, const Record& before);

// args.id as an id. Errors: invalid_field "id".
Result<Id> decode_id_of(const Command& command);

} // namespace tandem
