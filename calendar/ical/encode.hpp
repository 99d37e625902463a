#pragma once
// Writes iCalendar text (RFC 5545, RFC 7986) strict enough for Google, Outlook, Apple and Thunderbird: see feeds.md D-3
// and D-4 in the README's list. Called by feeds/. The same input always gives the same bytes. Pure; any thread.

#include <span>
#include <string>
#include <string_view>

#include "calendar/ical/event.hpp"

namespace tandem::ical {

// One VEVENT, made once per revision and kept; join_calendar puts many together without looking into them.
struct EventText {
    std::string text;
    std::string zone;        // the TZID that the text refers to; empty if none
    std::string series_zone; // that of its RECURRENCE-ID, if it is another
};

EventText encode_event(const Event& event);

// A whole VCALENDAR with one VTIMEZONE for each zone the events refer to, before the events, zones sorted by name.
std::string join_calendar(const Calendar& calendar, std::span<const EventText* const> events);

// The two together.
std::string encode(const Calendar& calendar, std::span<const Event> events);

} // namespace tandem::ical
