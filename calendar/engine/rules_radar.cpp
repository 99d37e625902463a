#include "calendar/engine/rules_radar.hpp"

#include "calendar/audience/radar_rules.hpp"

namespace tandem {

Result<void> may_write_radar_rules(const Context& context, const Record&) {
    if (context.is_lead()) return {};
    return fail(ErrorCode::forbidden, "only leads and admins change the rules of the radar");
}

Result<void> complete_radar_rules(Context& context, const Record* before, Record&) {
    if (before || context.draft.records().select(radar_rules_type, "true LIMIT 1").empty()) return {};
    return fail_field("id", "the rules are there already; change those");
}

} // namespace tandem
