#pragma once
// What people say to a warning of the radar: RadarAsk, by which the owner of the other entry is asked whether both may
// reach the same accounts, and RadarOverride, by which an entry goes on all the same, for a reason that is kept. Both
// hold for the entry as it stood: engine/rules_radar.hpp.

#include <optional>
#include <string>

#include "calendar/audience/radar_rules.hpp"
#include "calendar/entries/entry_part.hpp"

namespace tandem {

enum class RadarAskStatus : std::uint8_t { asked, accepted, declined, withdrawn };
inline constexpr std::string_view radar_ask_statuses[] = {"asked", "accepted", "declined", "withdrawn"};

struct RadarAsk final : EntryPart {
    std::optional<Id> other_entry_id; // null once that is gone
    Id asked_id;                      // its owner then
    std::int64_t accounts = 0;        // that both reach
    std::optional<Date> collides_on;  // when the other one first does
    std::string note;
    RadarAskStatus status = RadarAskStatus::asked;
    std::string answer;
    std::optional<Instant> answered_at;
    bool holds = true; // the entry is still what was asked about
    std::string asked_digest;
};

extern const EntityType radar_ask_type;

// By whom and when is in every record.
struct RadarOverride final : EntryPart {
    std::string reason;
    std::optional<Date> collides_on; // the first day that breaks a rule
    TextList rules;                  // of radar_rule_names: those that were broken
    std::int64_t accounts = 0;       // by which they were
    bool holds = true;               // the entry is still what was looked at
    std::string overridden_digest;
};

extern const EntityType radar_override_type;

} // namespace tandem
