// What repeats, as text of iCalendar: rules, dates added and taken out, each on the clock of its series.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/ical/date_values.hpp"
#include "calendar/ical/decode.hpp"
#include "calendar/ical/repeat.hpp"

namespace tandem::ical {
namespace {

std::string event_of(const std::string& properties) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u@x\r\n" + properties +
           "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

Item only_item(const std::string& properties) { return decode(event_of(properties)).value().items.at(0); }

// Starts up to the end of 2030, at most ten.
std::string starts_of(const Event& event) {
    std::string text;
    const auto found = expand(series_of(event), parse_local_time("1990-01-01T00:00:00").value(),
                              parse_local_time("2031-01-01T00:00:00").value(), {10, 100'000});
    for (const auto& occurrence : found.occurrences) {
        const std::string start = to_text(occurrence.starts);
        text += (text.empty() ? "" : " ") + (start.ends_with("T00:00:00") ? start.substr(5, 5) : start.substr(5, 11));
    }
    return text;
}

void expect_starts(const std::string& properties, const std::string& starts) {
    const Item item = only_item(properties);
    EXPECT_EQ(item.skipped, "") << properties;
    EXPECT_EQ(starts_of(item.event), starts) << properties;
}

constexpr const char* berlin = "DTSTART;TZID=Europe/Berlin:20260326T090000\r\nRRULE:FREQ=DAILY;COUNT=6\r\n";

TEST(Repeat, DatesTakenOutAreReadOnTheClockOfTheSeries) {
    // The clock changes on the 29th: the same hour here is another there.
    expect_starts(std::string(berlin) + "EXDATE:20260327T080000Z\r\nEXDATE:20260330T070000Z,20260331T080000Z\r\n",
                  "03-26T09:00 03-28T09:00 03-29T09:00 03-31T09:00");
    expect_starts(std::string(berlin) + "EXDATE;TZID=America/New_York:20260327T040000\r\n",
                  "03-26T09:00 03-28T09:00 03-29T09:00 03-30T09:00 03-31T09:00");
    expect_starts("DTSTART;VALUE=DATE:20260326\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20260327T000000Z\r\n",
                  "03-26 03-28");
}

TEST(Repeat, ADayTakenOutTakesAllThatBeginsOnIt) {
    expect_starts("DTSTART:20260326T090000\r\nRRULE:FREQ=HOURLY;INTERVAL=8;COUNT=6\r\nEXDATE;VALUE=DATE:20260327\r\n",
                  "03-26T09:00 03-26T17:00 03-28T01:00");
}

TEST(Repeat, DatesAreAddedInEachOfTheirForms) {
    const Item item = only_item("DTSTART;TZID=Europe/Berlin:20260326T090000\r\nDURATION:PT1H\r\n"
                                "RDATE:20260401T070000Z\r\nRDATE;VALUE=DATE:20260402\r\n"
                                "RDATE;VALUE=PERIOD:20260403T070000Z/PT3H,20260404T070000Z/20260404T080000Z\r\n");
    EXPECT_EQ(item.skipped, "");
    EXPECT_EQ(starts_of(item.event), "03-26T09:00 04-01T09:00 04-02T09:00 04-03T09:00 04-04T09:00");
    EXPECT_EQ(to_text(item.event.dates.at(2).ends), "2026-04-03T12:00:00");
    EXPECT_EQ(to_text(item.event.dates.at(3).ends), "2026-04-04T10:00:00");
}

TEST(Repeat, UntilTakesTheFormOfTheSeries) {
    const auto rule = [](const char* start, const char* until) {
        const Item item = only_item(fmt::format("{}\r\nRRULE:FREQ=DAILY;UNTIL={}\r\n", start, until));
        return to_text(item.event.rules.at(0));
    };
    EXPECT_EQ(rule("DTSTART;VALUE=DATE:20260326", "20260401T215959Z"), "FREQ=DAILY;UNTIL=20260401");
    EXPECT_EQ(rule("DTSTART;TZID=Europe/Berlin:20260326T090000", "20260401"), "FREQ=DAILY;UNTIL=20260401T215959Z");
    EXPECT_EQ(rule("DTSTART;TZID=Europe/Berlin:20260326T090000", "20260401T090000"),
              "FREQ=DAILY;UNTIL=20260401T070000Z");
    EXPECT_EQ(rule("DTSTART:20260326T090000", "20260401T090000Z"), "FREQ=DAILY;UNTIL=20260401T090000");
}

TEST(Repeat, SeveralRulesCountTogether) {
    expect_starts("DTSTART;VALUE=DATE:20260326\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nRRULE:FREQ=MONTHLY;COUNT=2\r\n",
                  "03-26 04-02 04-26");
}

TEST(Repeat, WhatExruleNamesIsLeftOutDateByDate) {
    const Item item = only_item("DTSTART;VALUE=DATE:20260326\r\nRRULE:FREQ=DAILY;COUNT=6\r\n"
                                "EXRULE:FREQ=WEEKLY;BYDAY=SA,SU\r\n");
    EXPECT_EQ(starts_of(item.event), "03-26 03-27 03-30 03-31");
    EXPECT_EQ(item.event.excluded.size(), 2U);
    EXPECT_TRUE(item.warnings.empty());
}

TEST(Repeat, AnExruleWithoutEndIsFollowedForYearsAndSaysSo) {
    const Item weekly = only_item("DTSTART;VALUE=DATE:20260326\r\nRRULE:FREQ=DAILY\r\nEXRULE:FREQ=WEEKLY;BYDAY=SU\r\n");
    EXPECT_EQ(weekly.skipped, "");
    EXPECT_EQ(weekly.warnings, std::vector<std::string>{"its EXRULE was followed until 2039-12-02 only"});
    const Item daily = only_item("DTSTART:20260326T090000\r\nRRULE:FREQ=HOURLY\r\nEXRULE:FREQ=DAILY\r\n");
    EXPECT_EQ(daily.skipped, "has an EXRULE that leaves out too much");
}

TEST(Repeat, BoundsOfOneSeries) {
    std::string rules, dates = "EXDATE;VALUE=DATE:20260101";
    for (int i = 1; i <= 11; ++i) rules += fmt::format("RRULE:FREQ=DAILY;INTERVAL={}\r\n", i);
    EXPECT_EQ(only_item("DTSTART;VALUE=DATE:20260326\r\n" + rules).skipped, "has more than 10 rules");
    for (int i = 1; i <= 1000; ++i) dates += fmt::format(",{}{:02}{:02}", 2000 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
    EXPECT_EQ(only_item("DTSTART;VALUE=DATE:20260326\r\nRRULE:FREQ=DAILY\r\n" + dates + "\r\n").skipped,
              "has more than 1000 dates in RDATE and EXDATE");
}

// A line of 64 KiB holds thousands of dates, and each would have the TZID for itself.
TEST(Repeat, DatesBehindALongParameterAreLeftOut) {
    const std::string start = "DTSTART;VALUE=DATE:20260326\r\nRRULE:FREQ=DAILY;COUNT=3\r\n";
    for (const char* name : {"EXDATE", "RDATE", "RRULE", "EXRULE"}) {
        const Item item =
            only_item(start + fmt::format("{};TZID={}:20260327,20260328\r\n", name, std::string(1'100, 'A')));
        EXPECT_EQ(item.skipped, "") << name;
        EXPECT_EQ(starts_of(item.event), "03-26 03-27 03-28") << name;
        EXPECT_EQ(item.warnings, std::vector<std::string>{"a date or status line is too long and was left out"});
    }
}

TEST(Repeat, NoMoreDatesAreReadThanASeriesMayHave) {
    std::string dates = "VALUE=DATE:20260101";
    for (int i = 0; i < 5'000; ++i) dates += ",20260102";
    const std::string line = "EXDATE;" + dates;
    EXPECT_EQ(read_times(split_line(line).value(), 20).values.size(), 20U);
    for (const char* name : {"RDATE", "EXDATE"}) {
        const Item item =
            only_item(fmt::format("DTSTART;VALUE=DATE:20260101\r\n{0};{1}\r\n{0}:never\r\n", name, dates));
        EXPECT_EQ(item.skipped, "has more than 1000 dates in RDATE and EXDATE") << name;
        EXPECT_TRUE(item.warnings.empty()) << "what comes after them was read: " << name;
    }
}

// One start with thousands of ends, and a day to take out, which asks for the starts of the series.
TEST(Repeat, ASeriesOfTooManyDatesIsNotExpanded) {
    std::string periods = "RDATE;VALUE=PERIOD:20260401T090000/PT1S";
    for (int i = 2; i <= 1'001; ++i) periods += fmt::format(",20260401T090000/PT{}S", i);
    const std::vector<std::string> texts{"RRULE:FREQ=DAILY;COUNT=90", periods, "EXDATE;VALUE=DATE:20260402"};
    RepeatLines lines;
    for (const std::string& line : texts) take_repeat_line(lines, split_line(line).value());
    Event event;
    const LocalTime at = parse_local_time("2026-03-26T09:00:00").value();
    event.when = floating(at, at + std::chrono::hours{1});
    ZoneLookup zones;
    std::vector<std::string> warnings;
    std::size_t steps = max_file_steps;
    EXPECT_EQ(place_repeat(event, lines, zones, steps, warnings), "has more than 1000 dates in RDATE and EXDATE");
    EXPECT_EQ(steps, max_file_steps);
}

TEST(Repeat, EachDateOnALineOfItsOwnIsFine) {
    std::string lines;
    for (int i = 0; i < 900; ++i)
        lines += fmt::format("EXDATE;VALUE=DATE:{}{:02}{:02}\r\n", 2026 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
    const Item item = only_item("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n" + lines);
    EXPECT_EQ(item.skipped, "");
    EXPECT_EQ(item.event.excluded.size(), 900U);
}

// Each of these once held up a parser for seconds or for ever (trust.md, "What went wrong elsewhere").
TEST(Repeat, HostileRulesCostNoMoreThanTheirBytes) {
    std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    for (int i = 0; i < 2'000; ++i)
        text += fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:19000101T000000\r\n"
                            "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nRRULE:FREQ=HOURLY;COUNT=3500;INTERVAL=9999\r\n"
                            "EXRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n",
                            i);
    const auto decoded = decode(text + "END:VCALENDAR\r\n");
    ASSERT_TRUE(decoded);
    std::size_t taken = 0;
    for (const auto& item : decoded->items) taken += item.skipped.empty();
    EXPECT_LT(taken, 1'000U) << "the steps of the whole file are bounded";
    EXPECT_EQ(decoded->items.back().skipped, "has an EXRULE that leaves out too much");
}

} // namespace
} // namespace tandem::ical
