#pragma once
// The only door to the current time. Decisions take an Instant; whoever drives them asks a Clock.
// Tests pass a clock that they set.

#include <chrono>
#include <string>
#include <string_view>

#include "calendar/base/error.hpp"

namespace tandem {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

// Reads the system's real-time clock. Safe on every thread.
class SystemClock final : public Clock {
public:
    Instant now() const override;
};

// RFC 3339 in UTC with milliseconds: "2026-11-22T01:42:00.123Z".
std::string to_text(Instant at);
void append_text(std::string& out, Instant at);

// Accepts what to_text writes, with or without the fraction. Error: invalid_field with an empty field name.
Result<Instant> parse_instant(std::string_view text);

} // namespace tandem
