#include "calendar/engine/rules_journey.hpp"

#include "calendar/audience/stage_duty.hpp"

namespace tandem {

Result<void> may_write_stage_duty(const Context& context, const Record&) {
    if (context.is_lead()) return {};
    return fail(ErrorCode::forbidden, "only leads and admins say who answers for a stage");
}

Result<void> complete_stage_duty(Context& context, const Record* before, Record& record) {
    const auto& duty = static_cast<const StageDuty&>(record);
    if (duty.stage == JourneyStage::none) return fail_field("stage", "must be a stage of the journey");
    if (before) return {};
    const Records::Parameter stage[] = {std::string(journey_stages[static_cast<std::size_t>(duty.stage)])};
    if (context.draft.records().select(stage_duty_type, "stage = ? LIMIT 1", stage).empty()) return {};
    return fail_field("stage", "has someone who answers for it already; change that");
}

} // namespace tandem
