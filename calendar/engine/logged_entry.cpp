#include "calendar/engine/logged_entry.hpp"

#include <algorithm>

#include "calendar/engine/past.hpp"

namespace tandem {

std::shared_ptr<Entry> deleted_entry(ChangeLog& log, const LoggedItem& item) {
    auto entry = std::static_pointer_cast<Entry>(before_item(entry_type, nullptr, item, log));
    if (!entry) return nullptr;
    entry->rev = item.rev;
    if (const auto first = log.creation_of(item.record_id)) entry->created_at = first->at;
    if (const auto change = log.find(item.seq)) entry->updated_at = change->at;
    return entry;
}

bool fits_series(const Entry& series, const Entry& occurrence) {
    return std::ranges::count(series.exdate, occurrence.recurrence_id) > 0 &&
           series.calendar_id == occurrence.calendar_id && (occurrence.is_private || !series.is_private);
}

} // namespace tandem
