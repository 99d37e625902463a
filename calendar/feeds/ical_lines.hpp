#pragma once
// What calendar text says of an entry beyond the fields of an event, both ways: Tandem's own fields as X-TANDEM-…,
// lines kept for calendar apps, and SEQUENCE. Called by feeds, downloads, calendar objects and imports. Pure; any
// thread.

#include <optional>
#include <string>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/event.hpp"

namespace tandem {

// What an app can say of a status: live and done are confirmed to it.
ical::Status status_of(EntryStatus status);

// The bar of a campaign must not block people's days.
bool is_transparent(const Entry& entry);

// Its own and, for an occurrence, its series': grows with each of the two and is never below that of the series.
std::int64_t sequence_of(const Entry& entry, const Entry* series);

// For readers who see all of it: kind, status, channel, stage, audience, offer and talking points. Not the owner: a
// file is passed on, and people's addresses with it.
void add_own_lines(const Entry& entry, ical::Event& event);
// Of a download, whose description has more in it than the summary.
void add_summary_line(const Entry& entry, ical::Event& event);
// The kept properties and alarms. Not for feeds: attendees are people.
void add_kept_lines(const Entry& entry, ical::Event& event);
// For feeds whose link wants them: the kept alarms that show or sound, with their time and words alone. Whom an alarm
// writes to, what it opens and who has dismissed it is left out, as is all else that was kept.
void add_alarms(const Entry& entry, ical::Event& event);

// Lays over `entry` what the lines of add_own_lines say, but for the status; what they do not say stays. A value that
// nobody here knows stays out, and `warnings` says so.
void take_own_lines(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings);
// The status that they say, unless the app has said another in its own words.
std::optional<EntryStatus> own_status(const ical::Event& event);
// All others, as far as most_ical_bytes goes.
TextList kept_lines(const ical::Event& event, const Entry& entry, std::vector<std::string>& warnings);
// Whether that is as far as the event goes.
bool keeps_all_lines(const ical::Event& event);
// What is written from now on is above what the event says.
void take_sequence(const ical::Event& event, Entry& entry, const Entry* series);

} // namespace tandem
