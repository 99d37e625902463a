#pragma once
// RadarRules: how often both teams together may contact one account, and when not at all. One record for the workspace;
// leads edit it; without it these defaults hold. Beside it the pure question whether one more contact keeps the rules.

#include <span>

#include "calendar/record/entity.hpp"

namespace tandem {

struct RadarRules final : Record {
    std::int64_t most_touches = 2;   // of an account, by both teams,
    std::int64_t in_days = 7;        // in so many days that follow each other
    std::int64_t cool_down_days = 3; // after a conversation; 0: none
    bool hush_during_opportunity = true;
    bool one_per_slot = false; // on a channel at a time
};

extern const EntityType radar_rules_type;

// What a plan may break: the rules above, and those that always hold.
enum class RadarRule : std::uint8_t { do_not_contact, open_opportunity, too_often, cool_down, blackout, channel_slot };
inline constexpr std::string_view radar_rule_names[] = {"do_not_contact", "open_opportunity", "too_often",
                                                        "cool_down",      "blackout",         "channel_slot"};

// True if some `in_days` days that hold `on` would hold more than `most_touches` contacts: one on `on` and `others`,
// which are in order.
bool is_too_often(const RadarRules& rules, std::span<const Date> others, Date on);

// True if a conversation on one of those days asks for quiet on `on`: the day of it and those up to `cool_down_days`
// later, exclusive.
bool is_cooling_down(const RadarRules& rules, std::span<const Date> conversations, Date on);

} // namespace tandem
