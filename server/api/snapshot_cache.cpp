#include "server/api/snapshot_cache.hpp"

#include <algorithm>

namespace tandem::api {

SnapshotBytes SnapshotCache::find(const Key& key, std::int64_t seq) {
    const std::lock_guard lock(mutex_);
    const auto at = std::ranges::find(items_, key, &Item::key);
    if (at == items_.end() || at->seq != seq) return nullptr;
    items_.splice(items_.begin(), items_, at);
    return at->bytes;
}

void SnapshotCache::put(const Key& key, std::int64_t seq, SnapshotBytes bytes) {
    const std::lock_guard lock(mutex_);
    std::erase_if(items_, [&](const Item& item) { return item.key == key; });
    items_.push_front({key, seq, std::move(bytes)});
    if (items_.size() > most) items_.pop_back();
}

} // namespace tandem::api
