#pragma once
// The people of Nordkai, who make software for carriers and warehouses, and their calendars.

#include <array>

#include "calendar/demo/script.hpp"
#include "calendar/time/date.hpp"

namespace tandem::demo {

enum Person : std::uint8_t { anna, clara, jonas, priya, tobias, mara, emre, hannah, luis, person_count };
enum Sheet : std::uint8_t { campaigns, pushes, content, events, reviews, sales_desk, sheet_count };
// Audiences: the first of them rules, the last three lists.
enum Segment : std::uint8_t {
    carriers,
    cold_chain,
    nordics,
    warehouses,
    large_halls,
    best_fit,
    in_talks,
    top_twenty,
    subscribers,
    guests,
    segment_count
};

inline constexpr Person marketers[] = {clara, jonas, priya};
inline constexpr Person sellers[] = {tobias, mara, emre, hannah};
inline constexpr Person reps[] = {mara, emre, hannah};

// Where everything happens: ids, the day, and the script it is written into.
struct World {
    Script& script;
    Date today;
    Date monday; // of this week
    std::array<Id, person_count> members;
    std::array<Id, sheet_count> calendars;
    std::array<Id, segment_count> segments;

    Actor actor(Person person) const { return Actor::member(members[person]); }
    Date week(int weeks, int day = 0) const { return monday + std::chrono::days(7 * weeks + day); }
};

const char* name_of(Person person);
// That wall-clock time in Berlin.
Instant at_time(Date date, int minute_of_day);
// The same day, or the Friday before a weekend.
Date work_day(Date date);

void hire(World& world, std::string_view password_hash); // members and calendars
void share(World& world);                                // feed links
void read_inboxes(World& world);                         // some days ago, each their own

} // namespace tandem::demo
