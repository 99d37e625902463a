#pragma once
// One item of a change that is taken back: a record that was made goes, one that was deleted comes, fields become what
// they were. Called by undo, for each item in its order; on the core thread.

#include "calendar/engine/decide.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {

Result<Patch> stored_patch(const EntityType& type, const std::string& json);
std::unexpected<Error> changed_since(std::string_view field);

// The item, with what it touches now.
struct Step {
    const LoggedItem& item;
    const Rules& rules;
    RecordPtr current;
    std::int64_t rev; // that the changes left it with
    bool went_along;  // the engine added it to a delete: it follows its record back without being asked for rights
};

Result<void> undo_create(Context& context, const Step& step);
Result<void> undo_update(Context& context, const Step& step);
Result<void> undo_delete(Context& context, const Step& step);

} // namespace tandem
