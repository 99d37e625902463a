#pragma once
// Blackout: days on which a team starts nothing with customers: holidays, and times that leads keep free. Leads say so.
// Every view marks them; templates go around them; the radar warns of them. Pure, on any thread.

#include <string>
#include <vector>

#include "calendar/people/member.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

enum class BlackoutKind : std::uint8_t { holiday, blackout };
inline constexpr std::string_view blackout_kinds[] = {"holiday", "blackout"};
inline constexpr std::string_view blackout_teams[] = {"marketing", "sales"};

struct Blackout final : Record {
    std::string name;
    Date first_on{};
    Date last_on{}; // inclusive
    BlackoutKind kind = BlackoutKind::blackout;
    bool yearly = false; // on the same days of every year that follows, too
    TextList teams;      // of blackout_teams; none: for everyone
};

extern const EntityType blackout_type;

// Errors: invalid_field for a last day before the first, and for more days than a blackout may have.
Result<void> check_blackout(const Blackout& blackout);

// Whether it keeps `team` from `on`. In years without a 29 February one that names it takes the 28th.
bool is_blacked_out(const Blackout& blackout, Team team, Date on);

struct DaysOff {
    Date first_on;
    Date last_on; // inclusive
};

// Its days that touch [from, to), one for each year in which it comes.
std::vector<DaysOff> days_off_between(const Blackout& blackout, Date from, Date to);

} // namespace tandem
