#pragma once
// Touch: one logged contact with an account.

#include <optional>
#include <string>

#include "calendar/entries/entry.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

enum class TouchOutcome : std::uint8_t { no_answer, reached, meeting, not_now, replied, other };
inline constexpr std::string_view touch_outcomes[] = {"no_answer", "reached", "meeting", "not_now", "replied", "other"};

struct Touch final : Record {
    Id account_id;
    Id member_id; // who made it
    Instant touched_at{};
    Channel channel = Channel::phone;
    std::optional<Id> entry_id;
    TouchOutcome outcome = TouchOutcome::reached;
    std::string note;
    std::string next_step;
    std::optional<Date> next_step_on;
};

extern const EntityType touch_type;

} // namespace tandem
