#pragma once
// Once in the life of a workspace, before it is served, it is given the templates that we ship, as changes of the
// system in the log like any other. What is changed or deleted of them stays so. Main thread.

#include "calendar/base/clock.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// `database` is the writer, migrated. A crash leaves the rest for the next start.
void ship_templates(Database& database, const Clock& clock);

} // namespace tandem
