#include "calendar/engine/calendar_tags.hpp"

#include "calendar/entries/entry.hpp"

namespace tandem {

void CalendarTags::deliver(const std::vector<ChangePtr>& changes) {
    const std::lock_guard lock(mutex_);
    for (const ChangePtr& change : changes)
        for (const ChangeItem& item : change->items) take(change->seq, item);
}

void CalendarTags::take(std::int64_t seq, const ChangeItem& item) {
    if (item.type == &calendar_type) newest_[item.id()] = seq;
    // A member's role and team decide what they see of every calendar.
    if (item.type == &member_type && item.before && item.after) {
        const auto& before = static_cast<const Member&>(*item.before);
        const auto& after = static_cast<const Member&>(*item.after);
        if (before.role != after.role || before.team != after.team || before.active != after.active) floor_ = seq;
    }
    if (item.type != &entry_type) return;
    for (const RecordPtr* side : {&item.before, &item.after})
        if (*side) newest_[static_cast<const Entry&>(**side).calendar_id] = seq;
}

std::int64_t CalendarTags::of(Id calendar) const {
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(calendar);
    return found == newest_.end() ? floor_ : std::max(floor_, found->second);
}

} // namespace tandem
