#pragma once
// SnapshotCache: the bytes of a member's snapshot, plain and compressed, as long as nothing has changed since. Any
// thread.

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "calendar/engine/queries.hpp"

namespace tandem::api {

struct SnapshotBytes {
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> gzip;
};

class SnapshotCache {
public:
    struct Key {
        Id member;
        Date from;
        Date to;
        bool operator==(const Key&) const = default;
    };

    // Nothing if there is none made at that seq.
    std::optional<SnapshotBytes> find(const Key& key, std::int64_t seq);
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
