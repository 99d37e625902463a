#include "calendar/engine/rules_blackouts.hpp"

#include "calendar/entries/blackout.hpp"

namespace tandem {

Result<void> may_write_blackout(const Context& context, const Record&) {
    if (context.is_lead()) return {};
    return fail(ErrorCode::forbidden, "only leads and admins change holidays and blackouts");
}

Result<void> complete_blackout(Context&, const Record*, Record& record) {
    return check_blackout(static_cast<const Blackout&>(record));
}

} // namespace tandem
