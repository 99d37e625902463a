#pragma once
// The rules of the one record that says how often both teams may contact an account: leads change it.

#include "calendar/engine/rules.hpp"

namespace tandem {

Result<void> may_write_radar_rules(const Context& context, const Record& record);
Result<void> complete_radar_rules(Context& context, const Record* before, Record& after);

} // namespace tandem
