#pragma once
// Calendar: a named, coloured collection of entries, with rights by team and by member.

#include <optional>
#include <string>

#include "calendar/people/member.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

// What a member may do with a calendar, in rising order.
enum class Level : std::uint8_t { none, busy, read, write };
inline constexpr std::string_view levels[] = {"none", "busy", "read", "write"};

// Who fills it. One that is closing is nobody's any more, until its entries are gone and it goes, too.
enum class CalendarSource : std::uint8_t { members, subscription, closing };
inline constexpr std::string_view calendar_sources[] = {"members", "subscription", "closing"};

struct Calendar final : Record {
    std::string name;
    std::string color;
    std::string description;
    std::optional<Team> team; // private to that team, unless a right says otherwise; nothing: for everyone
    TextList rights;          // "marketing:read", "<member id>:write"; one per team or member
    std::int64_t position = 0;
    CalendarSource source = CalendarSource::members;
};

extern const EntityType calendar_type;

// Ids in rights are written as ids are everywhere, or they would be taken for nobody's.
void normalize_rights(Calendar& calendar);

// Errors: invalid_field for a colour or a right that cannot be read, and for two rights of one subject.
Result<void> check_calendar(const Calendar& calendar);

// What `member` was given on `calendar`: a right of their own, else one of their team, else the default: both teams
// write, others read, a calendar private to a team is closed to the rest. A viewer never writes; an admin always may.
Level granted_on(const Calendar& calendar, const Member& member);

// Whether they may change the calendar itself: leads of those who may write on it, and admins.
bool may_change(const Calendar& calendar, const Member& member);

// What they may do with its entries: no more than read them where a subscription fills it, nothing once it is closing.
Level level_on(const Calendar& calendar, const Member& member);

} // namespace tandem
