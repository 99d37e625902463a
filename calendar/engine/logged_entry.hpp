#pragma once
// An entry that is in the log alone, because it was deleted. Borrowed log; one thread.

#include <memory>

#include "calendar/entries/entry.hpp"
#include "calendar/store/change_log.hpp"

namespace tandem {

// As it was when the item deleted it, with its first author. Null if the log cannot be read.
std::shared_ptr<Entry> deleted_entry(ChangeLog& log, const LoggedItem& item);

// Whether its series still has a place for an occurrence that was deleted by itself.
bool fits_series(const Entry& series, const Entry& occurrence);

} // namespace tandem
