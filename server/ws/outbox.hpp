#pragma once
// What a client has not taken yet: shared frames in order, gathered for writing, and bounded (R16). A frame that has
// begun to leave must leave whole; everything behind it can be dropped. Loop thread.

#include <cstddef>
#include <span>
#include <vector>

#include <sys/uio.h>

#include "server/ws/frame.hpp"

namespace tandem::ws {

struct OutboxLimits {
    std::size_t bytes = 1'024 * 1'024;
    std::size_t messages = 256;
};

class Outbox {
public:
    void push(SharedFrame frame);
    bool empty() const { return first_ == frames_.size(); }
    std::size_t bytes() const { return bytes_; }
    std::size_t messages() const { return frames_.size() - first_; }
    // The first frame does not count for bytes: whatever its size, it may leave (a client that catches up gets one
    // large frame, and cutting it off for that would have it come back for the same).
    bool exceeds(const OutboxLimits& limits) const;

    // Fills `pieces` from the front; returns how many are used.
    std::size_t gather(std::span<iovec> pieces) const;
    // The first `bytes` have left.
    void consume(std::size_t bytes);
    // Drops all frames but those that have begun to leave: a frame partly sent, and any that hold one of the first
    // `sealed` unsent bytes (TLS has them in a record).
    void drop_unsent(std::size_t sealed);

private:
    std::vector<SharedFrame> frames_;
    std::size_t first_ = 0;  // frames before it have left
    std::size_t offset_ = 0; // bytes of the first that have left
    std::size_t bytes_ = 0;  // still to leave
};

} // namespace tandem::ws
