#pragma once
// What the reps did: four hundred logged contacts of the last quarter, with outcomes, notes and next steps.

#include "calendar/demo/companies.hpp"
#include "calendar/demo/plan.hpp"

namespace tandem::demo {

void log_touches(World& world, const std::vector<Company>& companies, const std::vector<Effort>& efforts);

} // namespace tandem::demo
