#pragma once
// RadarPicture: whom a plan would reach, and what else reaches them in the days around it: what both teams have planned
// and what they have logged. Whether it keeps the rules is told from it alone (radar.hpp). Reads the store.

#include <functional>
#include <optional>
#include <vector>

#include "calendar/audience/radar_rules.hpp"
#include "calendar/engine/radar_planned.hpp"

namespace tandem {

// An entry, or one that is still being made.
struct RadarPlan {
    std::optional<Id> entry_id; // which is not counted against itself
    IdList audience_ids;
    IdList excluded_account_ids;
    IdList account_ids = {}; // and these, whatever audiences they are in
    Team team = Team::other; // whose plan it is: for the days that teams keep free
    Channel channel = Channel::none;
    std::optional<When> when = {}; // its time of day, and how long it lasts
};

struct RadarAccount {
    std::int64_t row = 0;
    Id id;
    bool do_not_contact = false;
    bool open_opportunity = false;

    auto operator<=>(const RadarAccount&) const = default;
};

// What reaches an account on a day.
struct Heard {
    Date on;
    std::int32_t entry = -1;   // planned: the place in `entries`; logged: -1
    bool conversation = false; // someone was reached, or met
    bool kept_free = false;    // planned for a day that the team of the entry keeps free

    auto operator<=>(const Heard&) const = default;
};

// Accounts that hear the same share one list of it: most of an audience do.
struct RadarPicture {
    std::vector<RadarAccount> accounts;                // by row
    std::vector<std::shared_ptr<const Entry>> entries; // that are planned in those days, whoever may see them
    std::vector<std::vector<Heard>> heard;             // by day; in the order of the first account that hears it
    std::vector<std::uint32_t> hears;                  // of each account: its place in `heard`

    const std::vector<Heard>& heard_by(std::size_t account) const { return heard[hears[account]]; }
};

// `from` and `to` (exclusive) are the days to look at.
RadarPicture radar_picture(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to);

// The same in blocks of accounts, each with all entries: what is in memory at a time does not grow with the accounts.
// At least one, also for nobody.
using LookAtBlock = std::function<void(const RadarPicture& block)>;
void radar_picture_in_blocks(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to,
                             const LookAtBlock& look);

} // namespace tandem
