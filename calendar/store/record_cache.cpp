#include "calendar/store/record_cache.hpp"

#include <utility>

namespace tandem {

RecordPtr RecordCache::find(Id id, std::int64_t rev) {
    if (const auto at = young_.find(id); at != young_.end()) return at->second->rev == rev ? at->second : nullptr;
    const auto at = old_.find(id);
    if (at == old_.end()) return nullptr;
    RecordPtr record = std::move(at->second);
    old_.erase(at);
    if (record->rev != rev) return nullptr;
    put(record);
    return record;
}

void RecordCache::put(RecordPtr record) {
    if (young_.size() >= (most_ + 1) / 2) old_ = std::exchange(young_, {});
    const Id id = record->id;
    young_.insert_or_assign(id, std::move(record));
}

} // namespace tandem
