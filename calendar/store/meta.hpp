#pragma once
// The few values that belong to the whole store.

#include <string>

#include "calendar/base/clock.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// The epoch: a name for this line of history. Clients resume only within one. Made on first use.
std::string ensure_epoch(Database& database, Instant now);

// After a restore: numbers of changes may mean something else now, so nobody may resume across it.
void begin_epoch(Database& database, Instant now);

} // namespace tandem
