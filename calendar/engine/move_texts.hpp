#pragma once
// The first version kept offers and talking points as texts of entries. Once in the life of a workspace, before it is
// served, they become records, as changes of the system in the log like any other. Main thread.

#include "calendar/base/clock.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// `database` is the writer, migrated. What cannot be a record stays the text that it is, which is still shown: lines
// longer than a point, the offer of an entry that not everyone sees (offers are everyone's), and what a subscription
// brings. A crash leaves the rest for the next start.
void move_texts(Database& database, const Clock& clock);

} // namespace tandem
