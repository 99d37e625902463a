#pragma once
// Calendar: a named, coloured collection of entries, with rights by team and by member.

#include <optional>
#include <string>

#include "calendar/people/member.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

enum class CalendarTeam : std::uint8_t { everyone, marketing, sales, other };
inline constexpr std::string_view calendar_teams[] = {"", "marketing", "sales", "other"};

// What a member may do with a calendar, in rising order.
enum class Level : std::uint8_t { none, busy, read, write };
inline constexpr std::string_view levels[] = {"none", "busy", "read", "write"};

struct Calendar final : Record {
    std::string name;
    std::string color;
    std::string description;
    CalendarTeam team = CalendarTeam::everyone; // private to that team, unless a right says otherwise
    TextList rights;                            // "marketing:read", "<member id>:write"
    std::int64_t position = 0;
};

extern const EntityType calendar_type;

// Errors: invalid_field for a colour or a right that cannot be read.
Result<void> check_calendar(const Calendar& calendar);

// What `member` may do with `calendar`: a right of their own, else one of their team, else the default: both teams
// write, others read, a calendar private to a team is closed to the rest. A viewer never writes; an admin always may.
Level level_on(const Calendar& calendar, const Member& member);

} // namespace tandem
