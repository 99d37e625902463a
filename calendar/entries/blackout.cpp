#include "calendar/entries/blackout.hpp"

#include <algorithm>

namespace tandem {
namespace {

using std::chrono::days;
using std::chrono::last;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr days most_days{366};

constexpr Field fields[] = {
    text<&Blackout::name>("name", "What the days are kept free for").required().length(1, 100),
    date<&Blackout::first_on>("first_on", "Its first day").required(),
    date<&Blackout::last_on>("last_on", "Its last day").required(),
    choice<&Blackout::kind>("kind", blackout_kinds, "A holiday, or a time that leads keep free"),
    boolean<&Blackout::yearly>("yearly", "Whether it comes again on the same days of every year"),
    choice_list<&Blackout::teams>("teams", blackout_teams, "For which teams; none is everyone"),
};

Date in_later_year(Date on, years later) {
    const year_month_day then = year_month_day{on} + later;
    return Date{then.ok() ? then : then.year() / then.month() / last};
}

} // namespace

constinit const EntityType blackout_type = entity<Blackout>("blackout", Audience::everyone, fields);

Result<void> check_blackout(const Blackout& blackout) {
    if (blackout.last_on < blackout.first_on) return fail_field("last_on", "must not be before the first day");
    if (blackout.last_on - blackout.first_on >= most_days)
        return fail_field("last_on", "must be within a year of the first day");
    return {};
}

bool is_blacked_out(const Blackout& blackout, Team team, Date on) {
    const bool is_for_team =
        blackout.teams.empty() ||
        std::ranges::find(blackout.teams, teams[static_cast<std::size_t>(team)]) != blackout.teams.end();
    if (!is_for_team || on < blackout.first_on) return false;
    if (!blackout.yearly) return on <= blackout.last_on;
    const years since = year_month_day{on}.year() - year_month_day{blackout.first_on}.year();
    const auto holds = [&](years later) {
        return in_later_year(blackout.first_on, later) <= on && on <= in_later_year(blackout.last_on, later);
    };
    return holds(since) || (since > years{0} && holds(since - years{1}));
}

std::vector<DaysOff> days_off_between(const Blackout& blackout, Date from, Date to) {
    const auto years_after = [&](Date on) {
        return year_month_day{on}.year() - year_month_day{blackout.first_on}.year();
    };
    const years newest = blackout.yearly ? std::max(years_after(to), years{0}) : years{0};
    std::vector<DaysOff> found;
    // It may have begun in the year before `from`.
    for (years later = std::clamp(years_after(from) - years{1}, years{0}, newest); later <= newest; ++later) {
        const DaysOff one{in_later_year(blackout.first_on, later), in_later_year(blackout.last_on, later)};
        if (one.first_on < to && one.last_on >= from) found.push_back(one);
    }
    return found;
}

} // namespace tandem
