#include "calendar/feeds/feed_days_off.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tandem {
namespace {

std::string said_of(const Blackout& blackout) {
    const std::string whom = blackout.teams.empty() ? "both teams" : fmt::format("{}", fmt::join(blackout.teams, ", "));
    return blackout.kind == BlackoutKind::holiday ? fmt::format("Holiday of {}.", whom)
                                                  : fmt::format("Kept free: {} start nothing with customers.", whom);
}

} // namespace

bool passes(const Blackout& blackout, const FeedLink& link) {
    if (!link.days_off || link.detail == FeedDetail::busy) return false;
    return link.teams.empty() || blackout.teams.empty() ||
           std::ranges::find_first_of(blackout.teams, link.teams) != blackout.teams.end();
}

std::vector<ical::Event> feed_events(const Blackout& blackout, const FeedWindow& window, std::string_view base_url) {
    std::vector<ical::Event> events;
    for (const DaysOff& days : days_off_between(blackout, window.from, window.to)) {
        ical::Event event;
        const int year = static_cast<int>(std::chrono::year_month_day{days.first_on}.year());
        event.uid = fmt::format("{}-{}@{}", to_text(blackout.id), year, host_of(base_url));
        event.sequence = blackout.rev;
        event.created = blackout.created_at;
        event.last_modified = event.dtstamp = blackout.updated_at;
        event.when = all_day(days.first_on, days.last_on + std::chrono::days{1});
        event.summary = blackout.name;
        event.description = said_of(blackout);
        event.categories = {blackout.kind == BlackoutKind::holiday ? "Holiday" : "Blackout"};
        event.transparent = true;
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace tandem
