#pragma once
// What belongs to an entry (entries/entry_part.hpp) is seen as the entry is, moves with it and goes with it; and what
// names a record that goes is let go of. Core thread.

#include "calendar/engine/rules.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"

namespace tandem {

// Who may change the entry may change its parts; of what belongs to no entry, everyone but viewers.
Result<void> may_write_part(const Context& context, const Record& record);
// Copies from the entry who may see the part. Called when a part is completed.
void follow_entry(Context& context, EntryPart& part);
// The same for all parts of an entry that was moved, hidden, shown or given away.
void lead_parts(Context& context, const Entry& before, const Entry& after);
void erase_parts(Context& context, Id entry_id);
// What may be said about an entry is said about the other as well, which is staged and goes on from it.
void copy_points(Context& context, Id from_entry, Id to_entry);

// Before a record goes: whatever names it and may be without, names it no more.
void release(Context& context, const EntityType& type, Id id);

} // namespace tandem
