#include <fmt/format.h>

#include <algorithm>

#include "tests/bench/exchange.hpp"
#include "tests/bench/http_client.hpp"

namespace tandem::bench {
namespace {

// What a calendar app sends: with the zone's definition, as Apple's and Thunderbird do.
constexpr std::string_view object_text = R"(BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tandem//load client//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{0}-{1}@bench.example
DTSTAMP:20261122T080000Z
CREATED:20261122T080000Z
LAST-MODIFIED:20261122T080000Z
DTSTART;TZID=Europe/Berlin:2026{2:02}{3:02}T{4:02}0000
DTEND;TZID=Europe/Berlin:2026{2:02}{3:02}T{4:02}4500
SUMMARY:Call {1} about the autumn offer
LOCATION:Room {4}\, Hamburg
DESCRIPTION:Ask what they plan for the season\, and which of the two bundles
 fits.\nSend the sheet afterwards.
CATEGORIES:Sales,Autumn
STATUS:CONFIRMED
SEQUENCE:0
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
)";

// Spread evenly over the days of 2026, 28 to a month.
std::string object_of(const std::string& label, int number) {
    const int day = number * 31 % 336;
    std::string text = fmt::format(object_text, label, number, day / 28 + 1, day % 28 + 1, number / 336 % 10 + 8);
    std::string lines;
    lines.reserve(text.size() + 64);
    for (const char c : text) {
        if (c == '\n') lines += '\r';
        lines += c;
    }
    return lines;
}

} // namespace

void run_put(const Load& load) {
    const std::string lines = header_lines(load) + "Content-Type: text/calendar; charset=utf-8\r\nIf-None-Match: *\r\n";
    std::string text;
    run_exchange(load, [&](int number) -> const std::string& {
        const std::string path = fmt::format("{}{}-{}.ics", load.path, load.label, number);
        text = make_request(load.target.port, "PUT", path, lines, object_of(load.label, number));
        return text;
    });
}

} // namespace tandem::bench
