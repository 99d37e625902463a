#pragma once
// What one iCalendar object says, as plain values (RFC 5545 3.4 and 3.6.1). Made by decode and by feeds/, read by
// encode and by imports. Knows no entities and no libical.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/base/clock.hpp"
#include "calendar/recur/series.hpp"
#include "calendar/time/when.hpp"

namespace tandem::ical {

enum class Status : std::uint8_t { none, tentative, confirmed, cancelled };            // 3.8.1.11
enum class Class : std::uint8_t { none, public_access, private_access, confidential }; // 3.8.1.3

// The occurrence of its series that an event stands for (3.8.4.4): its start there, in the series' kind and zone.
struct RecurrenceId {
    When::Kind kind = When::Kind::all_day;
    LocalTime starts{};
    std::string zone;

    bool operator==(const RecurrenceId&) const = default;
};

struct Event {
    std::string uid;
    std::int64_t sequence = 0;
    std::optional<Instant> created; // whole seconds on the wire, like the next two
    std::optional<Instant> last_modified;
    std::optional<Instant> dtstamp;
    When when;
    // What repeats (3.8.5), as in recur/series.hpp: local times of `when`'s zone, sorted.
    std::vector<Rule> rules;
    std::vector<Occurrence> dates;   // RDATE
    std::vector<LocalTime> excluded; // EXDATE
    std::optional<RecurrenceId> recurrence_id;
    std::string summary;
    std::string description;
    std::string location;
    std::string url;
    std::vector<std::string> categories;
    Status status = Status::none;
    Class access = Class::none;
    bool transparent = false;             // TRANSP:TRANSPARENT, does not block time
    std::vector<std::string> other_lines; // what Tandem does not read (other_lines.hpp), unfolded, otherwise as it came

    bool operator==(const Event&) const = default;
};

inline bool repeats(const Event& event) { return !event.rules.empty() || !event.dates.empty(); }
inline Series series_of(const Event& event) { return {event.when, event.rules, event.dates, event.excluded}; }

struct Calendar {
    std::string prodid = "-//Tandem//Tandem 1//EN";
    std::string method; // "PUBLISH" on feeds; never REQUEST, see feeds.md D-3
    std::string name;   // NAME and X-WR-CALNAME; leave it empty for a single event, or Outlook makes a new calendar
    std::string description;                     // DESCRIPTION and X-WR-CALDESC
    std::optional<std::chrono::minutes> refresh; // REFRESH-INTERVAL and X-PUBLISHED-TTL: a hint that few apps honour
    std::optional<Instant> last_modified;

    bool operator==(const Calendar&) const = default;
};

} // namespace tandem::ical
