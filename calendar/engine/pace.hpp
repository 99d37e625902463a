#pragma once
// How much of a long work is done at once, so that whoever waits for the writer waits no more than a moment. Learns
// from what the last piece took. Used by imports; core thread.

#include <algorithm>
#include <chrono>

#include "calendar/base/limits.hpp"

namespace tandem {

class Pace {
public:
    std::size_t commands() const { return commands_; }
    void learn(std::chrono::milliseconds took) {
        if (took > most) commands_ = std::max<std::size_t>(1, commands_ / 2);
        if (took < most / 3) commands_ = std::min(limits::batch_commands, commands_ * 2);
    }

private:
    static constexpr std::chrono::milliseconds most{15}; // others may wait 50: for a piece, their own batch and the way
    std::size_t commands_ = 16;
};

} // namespace tandem
