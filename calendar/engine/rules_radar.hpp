#pragma once
// The rules of the radar's records: the one that says how often both teams may contact an account, which leads change;
// who is asked about a warning, and who goes on in spite of one.

#include "calendar/engine/rules.hpp"

namespace tandem {

Result<void> may_write_radar_rules(const Context& context, const Record& record);
Result<void> complete_radar_rules(Context& context, const Record* before, Record& after);
// Who asks, and who is asked.
Result<void> may_write_radar_ask(const Context& context, const Record& record);
Result<void> complete_radar_ask(Context& context, const Record* before, Record& after);
Result<void> before_delete_radar_ask(Context& context, const Record& before);
Result<void> complete_radar_override(Context& context, const Record* before, Record& after);

} // namespace tandem
