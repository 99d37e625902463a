#include "calendar/audience/stage_duty.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    choice<&StageDuty::stage>("stage", journey_stages, "The stage of the journey").required().set_by(SetBy::creation),
    choice<&StageDuty::team>("team", teams, "The team that answers for it").required(),
    choice<&StageDuty::role>("role", roles, "Who in that team").required(),
    text<&StageDuty::enters>("enters", "What brings someone there").length(0, 300),
};

} // namespace

constinit const EntityType stage_duty_type = entity<StageDuty>("stage_duty", Audience::everyone, fields);

} // namespace tandem
