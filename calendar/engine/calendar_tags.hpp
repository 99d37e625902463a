#pragma once
// CalendarTags: the newest change that may show in each calendar, so that an app which asks "anything new?" is answered
// without a query. From the ChangeSink; read on any thread.

#include <mutex>
#include <unordered_map>
#include <vector>

#include "calendar/engine/change.hpp"

namespace tandem {

class CalendarTags {
public:
    // `seq` is the newest change at the start: what was before is not told apart.
    explicit CalendarTags(std::int64_t seq) : floor_(seq) {}

    void deliver(const std::vector<ChangePtr>& changes);

    // Everything up to that seq is in the store when this returns.
    std::int64_t of(Id calendar) const;

private:
    void take(std::int64_t seq, const ChangeItem& item);

    mutable std::mutex mutex_;
    std::unordered_map<Id, std::int64_t> newest_; // guarded by mutex_, as is the next
    std::int64_t floor_;
};

} // namespace tandem
