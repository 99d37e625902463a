#pragma once
// Who says on which days nothing starts (entries/blackout.hpp): leads and admins. Rows of the table in rules.cpp; core
// thread.

#include "calendar/engine/rules.hpp"

namespace tandem {

Result<void> may_write_blackout(const Context& context, const Record& record);
Result<void> complete_blackout(Context& context, const Record* before, Record& after);

} // namespace tandem
