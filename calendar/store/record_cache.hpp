#pragma once
// RecordCache: records that were read before, by id and rev, so that a reader who asks again reads only the revs.
// Bounded: what was not asked for while `most` others were is forgotten. Used by Records, same thread.

#include <cstddef>
#include <unordered_map>

#include "calendar/record/entity.hpp"

namespace tandem {

class RecordCache {
public:
    explicit RecordCache(std::size_t most) : most_(most) {}

    RecordPtr find(Id id, std::int64_t rev); // null if that rev is not kept
    void put(RecordPtr record);
    std::size_t size() const { return young_.size() + old_.size(); }

private:
    // Two generations: when the young one is full it becomes the old one, and the old one goes.
    using Kept = std::unordered_map<Id, RecordPtr>;
    std::size_t most_;
    Kept young_, old_;
};

} // namespace tandem
