#pragma once
// What is planned and reaches accounts: each entry with the days on which it does. The radar counts it on the day it
// begins. Reads the store; used by radar_picture (around one plan) and radar_ledger (all accounts).

#include <memory>
#include <vector>

#include "calendar/engine/directory.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

// Of one occurrence.
struct Occasion {
    Date first;
    Date last; // inclusive; what ends at midnight does not last into that day
};

struct PlannedEntry {
    std::shared_ptr<const Entry> entry;
    std::vector<Occasion> on;
};

// Those that begin within [from, to).
std::vector<Occasion> occasions(const Entry& entry, Date from, Date to);

// Everything that is for audiences and begins within [from, to), whoever may see it.
std::vector<PlannedEntry> planned_entries(Records& records, Date from, Date to);

// The days on which it begins, within [from, to); at most `most`.
std::vector<Date> start_days(const Entry& entry, Date from, Date to, std::size_t most);

// The owner's, else the author's.
Team team_of(const Entry& entry, const Directory& directory);

// A contact that was logged counts on the day of who made it.
Date day_of_touch(Instant touched_at, const Member* by);

// The first and the last instant, in milliseconds, that may lie in a day somewhere: all-day and floating times are
// indexed as if UTC.
std::int64_t first_millis(Date day);
std::int64_t last_millis(Date day);

} // namespace tandem
