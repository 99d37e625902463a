#include "calendar/ical/other_lines.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/ical/decode.hpp"
#include "calendar/ical/encode.hpp"
#include "calendar/ical/scan.hpp"
#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

using Lines = std::vector<std::string>;

std::string file_of(const std::string& inside) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260303T090000Z\r\n" + inside +
           "END:VEVENT\r\nEND:VCALENDAR\r\n";
}
Item item_of(const std::string& inside) { return decode(file_of(inside)).value().items.at(0); }

std::string alarm(std::string_view more = "") {
    return fmt::format("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\n{}END:VALARM\r\n", more);
}
const Lines one_alarm{"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "END:VALARM"};

TEST(OtherLines, PropertiesAndAlarmsAreReadAsTheyCame) {
    const std::string attendee = "ATTENDEE;CN=\"Doe; J:\";PARTSTAT=ACCEPTED:mailto:j@example.org";
    const Item item = item_of("GEO:52.5;13.4\r\n" + alarm() + attendee + "\r\n" + alarm("X-A:b\\, c\r\n"));
    Lines expected{"GEO:52.5;13.4", attendee};
    expected.insert(expected.end(), one_alarm.begin(), one_alarm.end());
    expected.insert(expected.end(), {"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "X-A:b\\, c", "END:VALARM"});
    EXPECT_EQ(item.event.other_lines, expected);
    EXPECT_EQ(item.skipped, "");
}

TEST(OtherLines, WhatBelongsToTheFileIsNotKeptOfAnEvent) {
    const Item item = item_of("VERSION:2.0\r\nPRODID:-//x\r\nMETHOD:REQUEST\r\nGEO:1;2\r\n");
    EXPECT_EQ(item.event.other_lines, Lines{"GEO:1;2"});
}

TEST(OtherLines, WhatIsInsideAnAlarmStaysInsideIt) {
    const Item item = item_of(alarm("SUMMARY:of the alarm\r\nUID:a\r\nBEGIN:VLOCATION\r\nNAME:x\r\nEND:VLOCATION\r\n"));
    EXPECT_EQ(item.event.summary, "");
    EXPECT_EQ(item.event.uid, "u");
    const Lines expected{"BEGIN:VALARM",         "ACTION:DISPLAY", "TRIGGER:-PT15M",
                         "SUMMARY:of the alarm", "UID:a",          "END:VALARM"};
    EXPECT_EQ(item.event.other_lines, expected);
}

TEST(OtherLines, AlarmsBeyondTheBoundAreLeftOutWhole) {
    std::string many;
    for (std::size_t i = 0; i < max_alarm_lines; ++i) many += alarm();
    const Item item = item_of(many);
    EXPECT_EQ(item.skipped, "");
    EXPECT_EQ(item.event.other_lines.size(), max_alarm_lines / 4 * 4);
    EXPECT_EQ(item.event.other_lines.back(), "END:VALARM");
    EXPECT_FALSE(item.warnings.empty());
}

// Whatever the lines are, the event stays one event, says nothing twice and is read back.
TEST(OtherLines, NothingBreaksOutOfItsEvent) {
    const Lines hostile[] = {
        {"END:VEVENT"},
        {"X-A:1\r\nEND:VEVENT\r\nBEGIN:VEVENT"},
        {"BEGIN:VALARM"},
        {"BEGIN:VALARM", "ACTION:AUDIO"},
        {"BEGIN:VALARM", "BEGIN:VALARM", "END:VALARM"},
        {"BEGIN:VALARM", "END:VEVENT", "END:VALARM"},
        {"END:VALARM"},
        {"BEGIN:VTODO", "END:VTODO"},
        {"begin:vevent"},
        {"DTSTART:19990101T000000Z", "summary:other", "UID:other", "RRULE:FREQ=SECONDLY", "STATUS:CANCELLED"},
        {"no colon"},
        {""},
        {":"},
        {"X-\xff:not UTF-8"},
        {"BEGIN:VALARM", "no colon", "END:VALARM"},
    };
    for (const Lines& lines : hostile) {
        Event event;
        event.uid = "u";
        event.summary = "s";
        event.when = zoned(parse_local_time("2026-03-03T09:00:00").value(),
                           parse_local_time("2026-03-03T10:00:00").value(), "Etc/UTC");
        event.other_lines = lines;
        const auto text = encode({}, {&event, 1});
        EXPECT_EQ(line_fault(text), "") << lines.front();
        const auto decoded = decode(text).value();
        ASSERT_EQ(decoded.items.size(), 1u) << text;
        EXPECT_TRUE(decoded.warnings.empty() && decoded.items[0].warnings.empty()) << text;
        EXPECT_EQ(decoded.items[0].event.summary, "s");
        EXPECT_EQ(decoded.items[0].event.when, event.when);
        EXPECT_FALSE(repeats(decoded.items[0].event));
        EXPECT_LE(decoded.items[0].event.other_lines.size(), 2u) << text; // an alarm of none
    }
}

TEST(OtherLines, AlarmsComeAfterAllProperties) {
    Lines lines = one_alarm;
    lines.emplace_back("GEO:1;2");
    const auto written = writable_lines(lines);
    EXPECT_EQ(written.front(), "GEO:1;2");
    EXPECT_EQ(written.back(), "END:VALARM");
}

} // namespace
} // namespace tandem::ical
