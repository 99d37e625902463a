#pragma once
// The rules of who answers for which stage of the journey: leads say so, once for each stage.

#include "calendar/engine/rules.hpp"

namespace tandem {

Result<void> may_write_stage_duty(const Context& context, const Record& record);
Result<void> complete_stage_duty(Context& context, const Record* before, Record& after);

} // namespace tandem
