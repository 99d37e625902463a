#include "server/ws/outbox.hpp"

#include <utility>

namespace tandem::ws {

namespace {

constexpr std::size_t kept_capacity = 4; // an idle client holds no queue

} // namespace

void Outbox::push(SharedFrame frame) {
    bytes_ += frame->size();
    frames_.push_back(std::move(frame));
}

bool Outbox::exceeds(const OutboxLimits& limits) const {
    if (empty()) return false;
    return messages() > limits.messages || bytes_ - (frames_[first_]->size() - offset_) > limits.bytes;
}

std::size_t Outbox::gather(std::span<iovec> pieces) const {
    std::size_t used = 0;
    std::size_t skip = offset_;
    for (std::size_t i = first_; i < frames_.size() && used < pieces.size(); ++i) {
        pieces[used++] = {const_cast<char*>(frames_[i]->data()) + skip, frames_[i]->size() - skip};
        skip = 0;
    }
    return used;
}

void Outbox::consume(std::size_t bytes) {
    bytes_ -= bytes;
    bytes += offset_;
    while (first_ < frames_.size() && bytes >= frames_[first_]->size()) {
        bytes -= frames_[first_]->size();
        frames_[first_++].reset();
    }
    offset_ = bytes;
    if (first_ < frames_.size()) {
        // Keep the vector from growing with all that has passed through it.
        if (first_ > 64 && first_ * 2 > frames_.size()) {
            frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(first_));
            first_ = 0;
        }
        return;
    }
    frames_.clear();
    first_ = 0;
    if (frames_.capacity() > kept_capacity) std::vector<SharedFrame>().swap(frames_);
}

void Outbox::drop_unsent(std::size_t sealed) {
    std::size_t keep = first_;
    std::size_t kept_bytes = 0;
    const std::size_t begun = offset_ > 0 && sealed == 0 ? 1 : sealed;
    std::size_t skip = offset_;
    while (keep < frames_.size() && kept_bytes < begun) {
        kept_bytes += frames_[keep++]->size() - skip;
        skip = 0;
    }
    frames_.resize(keep);
    bytes_ = kept_bytes;
}

} // namespace tandem::ws
