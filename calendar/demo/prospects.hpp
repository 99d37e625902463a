#pragma once
// What both teams know of those companies: sixty people in them, each brought by something that took place, with their
// way from stage to stage; and whom of them the weeks ahead would trouble.

#include "calendar/demo/companies.hpp"
#include "calendar/demo/plan.hpp"

namespace tandem::demo {

void meet_prospects(Plan& plan, const std::vector<Company>& companies);
// What the radar has to say, and what was said to that.
void plan_warnings(Plan& plan, const std::vector<Company>& companies);

} // namespace tandem::demo
