#pragma once
// SnapshotCache: the bytes of a member's snapshot, as they were asked for (plain or gzip), as long as nothing has
// changed since. Any thread.

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "calendar/engine/queries.hpp"

namespace tandem::api {

using SnapshotBytes = std::shared_ptr<const std::string>;

class SnapshotCache {
public:
    struct Key {
        Id member;
        Date from;
        Date to;
        bool gzip;
        bool operator==(const Key&) const = default;
    };

    // Null if there is none made at that seq.
    SnapshotBytes find(const Key& key, std::int64_t seq);
    void put(const Key& key, std::int64_t seq, SnapshotBytes bytes);

    static constexpr std::size_t most = 64;

private:
    struct Item {
        Key key;
        std::int64_t seq;
        SnapshotBytes bytes;
    };
    std::mutex mutex_;
    std::list<Item> items_; // newest use first; guarded by mutex_
};

} // namespace tandem::api
