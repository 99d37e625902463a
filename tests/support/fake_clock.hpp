#pragma once
// A clock that tests set and advance.

#include "calendar/base/clock.hpp"

namespace tandem {

class FakeClock final : public Clock {
public:
    explicit FakeClock(Instant at = parse_instant("2026-03-02T09:00:00Z").value()) : now_(at) {}
    Instant now() const override { return now_; }
    void advance(std::chrono::milliseconds by) { now_ += by; }
    void set(Instant at) { now_ = at; }

private:
    Instant now_;
};

} // namespace tandem
