#pragma once
// RRULE, EXRULE, RDATE and EXDATE of one event (RFC 5545 3.8.5), brought onto the clock of its series. Called by
// decode. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/ical/event.hpp"
#include "calendar/ical/place.hpp"
#include "calendar/ical/scan.hpp"

namespace tandem::ical {

inline constexpr std::size_t max_rules = 10;             // R5, of one UID, as is the next
inline constexpr std::size_t max_listed_dates = 1'000;   // RDATE and EXDATE together
inline constexpr std::size_t max_file_steps = 8'000'000; // of all expansions of one file; about 0.2 s

// The lines as they came; views into the bytes of the scan.
struct RepeatLines {
    std::vector<ContentLine> rules, excluded_rules, dates, excluded;

    bool empty() const { return rules.empty() && excluded_rules.empty() && dates.empty() && excluded.empty(); }
};

// Is it one of them?
bool is_repeat_name(std::string_view name);

// Keeps the line if it is one of them.
bool take_repeat_line(RepeatLines& lines, const ContentLine& line);

// Fills rules, dates and excluded of an event that has its `when`; each rule in the form of R5 and with UNTIL in the
// form of the series. What EXRULE names is left out date by date. Spends from `steps`.
// The reason why the event cannot be taken, or nothing.
std::string place_repeat(Event& event, const RepeatLines& lines, ZoneLookup& zones, std::size_t& steps,
                         std::vector<std::string>& warnings);

} // namespace tandem::ical
