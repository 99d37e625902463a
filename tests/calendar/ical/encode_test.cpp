#include "calendar/ical/encode.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

LocalTime local(const char* text) { return parse_local_time(text).value(); }
Date date(const char* text) { return parse_date(text).value(); }

Event campaign() {
    Event event;
    event.uid = "01HX@cal.example.org";
    event.sequence = 7;
    event.created = parse_instant("2026-04-01T09:00:00Z").value();
    event.last_modified = event.dtstamp = parse_instant("2026-05-04T08:15:00Z").value();
    event.when = all_day(date("2026-05-11"), date("2026-05-16"));
    event.summary = "[Campaign] Spring, webinars; more";
    event.categories = {"Campaign", "Marketing, EU"};
    event.status = Status::confirmed;
    event.transparent = true;
    event.url = "https://cal.example.org/e/01HX";
    event.description = "Line one\nLine two";
    return event;
}

Event timed(When when) {
    Event event;
    event.uid = "t@x";
    event.summary = "Call";
    event.when = std::move(when);
    return event;
}

std::vector<std::string> lines_with(std::string_view text, std::string_view prefix) {
    auto lines = unfolded_lines(text);
    std::erase_if(lines, [&](const auto& line) { return !line.starts_with(prefix); });
    return lines;
}

TEST(Encode, WritesAnAllDayEventAsAppsExpectIt) {
    EXPECT_EQ(encode_event(campaign()).text, "BEGIN:VEVENT\r\n"
                                             "UID:01HX@cal.example.org\r\n"
                                             "DTSTAMP:20260504T081500Z\r\n"
                                             "CREATED:20260401T090000Z\r\n"
                                             "LAST-MODIFIED:20260504T081500Z\r\n"
                                             "SEQUENCE:7\r\n"
                                             "DTSTART;VALUE=DATE:20260511\r\n"
                                             "DTEND;VALUE=DATE:20260516\r\n"
                                             "SUMMARY:[Campaign] Spring\\, webinars\\; more\r\n"
                                             "CATEGORIES:Campaign,Marketing\\, EU\r\n"
                                             "STATUS:CONFIRMED\r\n"
                                             "TRANSP:TRANSPARENT\r\n"
                                             "URL:https://cal.example.org/e/01HX\r\n"
                                             "DESCRIPTION:Line one\\nLine two\r\n"
                                             "END:VEVENT\r\n");
}

TEST(Encode, ZonedTimesNameTheirZoneAndTheCalendarDeclaresItOnce) {
    const Event events[] = {timed(zoned(local("2026-05-12T09:30:00"), local("2026-05-12T10:30:00"), "Europe/Berlin")),
                            timed(zoned(local("2026-06-12T09:30:00"), local("2026-06-12T10:30:00"), "Europe/Berlin")),
                            timed(zoned(local("2026-06-12T09:30:00"), local("2026-06-12T10:30:00"), "Asia/Kolkata"))};
    const auto text = encode({}, events);
    EXPECT_EQ(lines_with(text, "DTSTART;").at(0), "DTSTART;TZID=Europe/Berlin:20260512T093000");
    EXPECT_EQ(lines_with(text, "DTEND;").at(0), "DTEND;TZID=Europe/Berlin:20260512T103000");
    EXPECT_EQ(lines_with(text, "TZID:"), (std::vector<std::string>{"TZID:Asia/Kolkata", "TZID:Europe/Berlin"}));
    EXPECT_LT(text.find("END:VTIMEZONE"), text.find("BEGIN:VEVENT"));
    EXPECT_EQ(line_fault(text), "");
}

TEST(Encode, UtcAndFloatingTimesNeedNoZone) {
    const auto utc = encode_event(timed(zoned(local("2026-05-12T09:30:00"), local("2026-05-12T10:30:00"), "Etc/UTC")));
    EXPECT_EQ(lines_with(utc.text, "DTSTART").at(0), "DTSTART:20260512T093000Z");
    EXPECT_EQ(utc.zone, "");
    const auto wall = encode_event(timed(floating(local("2026-05-12T09:30:00"), local("2026-05-12T10:30:00"))));
    EXPECT_EQ(lines_with(wall.text, "DTEND").at(0), "DTEND:20260512T103000");
}

// Mexico gave up daylight time in 2022; its zone text tells only today's rule.
TEST(Encode, ATimeThatTheZoneTextWouldMisplaceIsWrittenInUtc) {
    const auto before =
        encode_event(timed(zoned(local("2021-07-01T09:00:00"), local("2021-07-01T10:00:00"), "America/Mexico_City")));
    EXPECT_EQ(lines_with(before.text, "DTSTART").at(0), "DTSTART:20210701T140000Z");
    EXPECT_EQ(before.zone, "");
    const auto after =
        encode_event(timed(zoned(local("2026-07-01T09:00:00"), local("2026-07-01T10:00:00"), "America/Mexico_City")));
    EXPECT_EQ(after.zone, "America/Mexico_City");
}

TEST(Encode, AnEventWithoutLengthHasNoEnd) {
    const auto text =
        encode_event(timed(zoned(local("2026-05-12T09:30:00"), local("2026-05-12T09:30:00"), "Europe/Berlin"))).text;
    EXPECT_TRUE(lines_with(text, "DTEND").empty());
}

TEST(Encode, CalendarSaysItsNameTwiceAndItsRefreshTwice) {
    Calendar calendar;
    calendar.method = "PUBLISH";
    calendar.name = "Launch campaigns";
    calendar.refresh = std::chrono::minutes{60};
    const auto text = encode(calendar, {});
    for (const char* line : {"VERSION:2.0", "PRODID:-//Tandem//Tandem 1//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
                             "NAME:Launch campaigns", "X-WR-CALNAME:Launch campaigns",
                             "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"})
        EXPECT_EQ(std::ranges::count(unfolded_lines(text), line), 1) << line;
    EXPECT_TRUE(lines_with(encode({}, {}), "X-WR-CALNAME").empty());
}

TEST(Encode, TextCannotLeaveItsLine) {
    Event event = campaign();
    event.summary = "x\r\nEND:VEVENT\nBEGIN:VEVENT";
    event.url = "https://x/\r\nATTACH:file";
    event.uid = "u\nATTENDEE:mailto:x";
    event.location = std::string("a\0b\x1b", 4);
    const auto text = encode({}, std::span(&event, 1));
    EXPECT_EQ(line_fault(text), "");
    EXPECT_EQ(lines_with(text, "BEGIN:VEVENT").size(), 1u);
    EXPECT_TRUE(lines_with(text, "ATT").empty());
}

TEST(Encode, LongTextsOfEveryScriptStayStrict) {
    Event event = campaign();
    event.description.clear();
    while (event.description.size() < 2048) event.description += "مرحبا, \U0001F680\U0001F468\u200D\U0001F469 ok;\n";
    const auto text = encode({}, std::span(&event, 1));
    EXPECT_EQ(line_fault(text), "");
    EXPECT_EQ(text, encode({}, std::span(&event, 1)));
}

} // namespace
} // namespace tandem::ical
