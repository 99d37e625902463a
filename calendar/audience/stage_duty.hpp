#pragma once
// StageDuty: which team, and which role in it, answers for a stage of the journey, and what brings someone there. One
// record for each stage; leads say so.

#include <string>

#include "calendar/entries/entry.hpp"
#include "calendar/people/member.hpp"

namespace tandem {

struct StageDuty final : Record {
    JourneyStage stage = JourneyStage::awareness;
    Team team = Team::marketing;
    Role role = Role::member;
    std::string enters; // when
};

extern const EntityType stage_duty_type;

} // namespace tandem
