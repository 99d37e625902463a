#pragma once
// The touch radar: before something is planned, whom it would reach too often or at a bad time, and which day is free.
// What the asker may not see counts, and is not named. On worker threads, each with its own Queries.

#include "calendar/engine/radar_findings.hpp"

namespace tandem {

inline constexpr int radar_range_days = 92; // of the days that a drag asks for

// Shape: schemas/api/radar.json. `now` decides what is past: no day before that is free.
// Of an entry as it is. Errors: not_found, also for an entry not seen in full.
Result<std::string> radar_of_entry(Queries& queries, const Directory& directory, Id member, Id entry,
                                   std::optional<Window> range, Instant now);

// What a draft says besides; what it leaves out is as in the entry that it is of.
struct RadarDraft {
    std::optional<Channel> channel = {};
    std::optional<When> when = {}; // its time of day, and how long it lasts
    std::optional<Id> owner_id = {};
};

// Of a draft. Errors: not_found for an `entry_id` not seen in full.
Result<std::string> radar_of_draft(Queries& queries, const Directory& directory, Id member, RadarQuestion question,
                                   const RadarDraft& draft, Instant now);

} // namespace tandem
