// Which events a filter takes (RFC 4791 9.7, 9.9), without a calendar around it.
#include "server/dav/filter.hpp"

#include <gtest/gtest.h>

#include "server/dav/time_range.hpp"

namespace tandem::dav {
namespace {

Filter filter_of(const std::string& within) {
    const auto parsed =
        parse_filter(parse_xml("<filter xmlns='urn:ietf:params:xml:ns:caldav'>" + within + "</filter>").value());
    if (!parsed) ADD_FAILURE() << parsed.error().message;
    return parsed.value_or(Filter{});
}

bool takes(const std::string& within_event, const ical::Event& event) {
    LookBudget budget{1'000};
    return filter_of("<comp-filter name='VCALENDAR'><comp-filter name='VEVENT'>" + within_event +
                     "</comp-filter></comp-filter>")
        .takes({&event, 1}, budget);
}

std::string of(std::string_view property, const std::string& within) {
    return "<prop-filter name='" + std::string(property) + "'>" + within + "</prop-filter>";
}
std::string parameter(std::string_view name, const std::string& within) {
    return "<param-filter name='" + std::string(name) + "'>" + within + "</param-filter>";
}
std::string text(std::string_view words, const std::string& attributes = "") {
    return "<text-match " + attributes + ">" + std::string(words) + "</text-match>";
}
std::string range(std::string_view from, std::string_view to) {
    std::string element = "<time-range";
    if (!from.empty()) element += " start='" + std::string(from) + "'";
    if (!to.empty()) element += " end='" + std::string(to) + "'";
    return element + "/>";
}

Instant at(std::string_view time) { return parse_instant(time).value(); }

// 12 March 2026, 9 to 10 in Berlin, which is 8 to 9 in UTC.
ical::Event kick_off() {
    ical::Event event;
    event.uid = "a";
    event.summary = "Kick-off";
    event.location = "Hall";
    event.created = at("2026-01-01T12:00:00Z");
    event.last_modified = at("2026-01-02T12:00:00Z");
    event.dtstamp = at("2026-01-03T12:00:00Z");
    event.when = zoned(parse_local_time("2026-03-12T09:00:00").value(), parse_local_time("2026-03-12T10:00:00").value(),
                       "Europe/Berlin");
    event.other_lines = {"X-ROOM;FLOOR=\"1;2\";WING=East:Lounge\\, left",
                         "BEGIN:VALARM",
                         "ACTION:DISPLAY",
                         "X-LOUD:yes",
                         "TRIGGER:-PT5M",
                         "DESCRIPTION:x",
                         "END:VALARM"};
    return event;
}

TEST(Filter, TextIsMatchedByTheCollationThatIsNamed) {
    const auto is_found = [](std::string_view words, const std::string& attributes) {
        return takes(of("SUMMARY", text(words, attributes)), kick_off());
    };
    EXPECT_TRUE(is_found("KICK", ""));
    EXPECT_TRUE(is_found("KICK", "collation='i;ascii-casemap'"));
    EXPECT_FALSE(is_found("KICK", "collation='i;octet'"));
    EXPECT_TRUE(is_found("Kick", "collation='i;octet'"));
    EXPECT_FALSE(is_found("Kick", "collation='i;octet' negate-condition='yes'"));
    EXPECT_TRUE(is_found("Kick", "negate-condition='no'"));
}

TEST(Filter, EveryPropertyMustMatchWhicheverComesFirst) {
    const std::string right = of("summary", text("kick")), wrong = of("LOCATION", text("room"));
    EXPECT_TRUE(takes(right + of("LOCATION", text("hall")), kick_off()));
    EXPECT_FALSE(takes(right + wrong, kick_off()));
    EXPECT_FALSE(takes(wrong + right, kick_off()));
}

TEST(Filter, EveryParameterOfALineMustMatchAndItsTextToo) {
    const std::string east = parameter("wing", text("east")), first = parameter("FLOOR", text("1;2")),
                      other = parameter("FLOOR", text("3"));
    EXPECT_TRUE(takes(of("X-ROOM", east + first + text("lounge, left")), kick_off()));
    EXPECT_FALSE(takes(of("X-ROOM", east + other), kick_off()));
    EXPECT_FALSE(takes(of("X-ROOM", other + east), kick_off()));
    EXPECT_FALSE(takes(of("X-ROOM", east + text("cellar")), kick_off()));
    EXPECT_FALSE(takes(of("X-ROOM", parameter("FLOOR", text("\""))), kick_off())) << "quotes are not of the value";
    EXPECT_FALSE(takes(of("SUMMARY", parameter("LANGUAGE", "")), kick_off())) << "of a property without any";
    EXPECT_TRUE(takes(of("SUMMARY", parameter("LANGUAGE", "<is-not-defined/>")), kick_off()));
}

TEST(Filter, LinesOfAnAlarmAreNotThoseOfItsEvent) {
    EXPECT_TRUE(takes(of("X-LOUD", "<is-not-defined/>"), kick_off()));
    EXPECT_FALSE(takes(of("X-LOUD", ""), kick_off()));
}

TEST(Filter, EachPropertyHasATimeOfItsOwn) {
    const std::pair<std::string_view, std::string_view> days[] = {
        {"CREATED", "20260101"}, {"LAST-MODIFIED", "20260102"}, {"DTSTAMP", "20260103"}};
    for (const auto& [name, day] : days)
        for (const auto& [other, other_day] : days)
            EXPECT_EQ(takes(of(name, range(std::string(other_day) + "T000000Z", std::string(other_day) + "T235959Z")),
                            kick_off()),
                      name == other)
                << name << " on " << other_day;
    ical::Event unknown = kick_off();
    unknown.created.reset();
    EXPECT_FALSE(takes(of("CREATED", range("20260101T000000Z", "")), unknown)) << "no time is at no time";
}

TEST(Filter, AMomentIsWhereItIsAndADayIsWhole) {
    EXPECT_TRUE(takes(of("DTSTART", range("20260312T080000Z", "20260312T080001Z")), kick_off()));
    EXPECT_FALSE(takes(of("DTSTART", range("20260312T080001Z", "20260312T100000Z")), kick_off()));
    EXPECT_FALSE(takes(of("DTSTART", range("20260312T070000Z", "20260312T080000Z")), kick_off())) << "ends are out";
    EXPECT_TRUE(takes(of("DTEND", range("20260312T090000Z", "20260312T090001Z")), kick_off()));
    EXPECT_FALSE(takes(of("DTEND", range("20260312T080000Z", "20260312T080001Z")), kick_off()));
    EXPECT_TRUE(takes(of("DTSTART", range("", "20260312T080001Z")), kick_off()));
    EXPECT_FALSE(takes(of("DTSTART", range("", "20260312T080000Z")), kick_off()));
    ical::Event day = kick_off();
    day.when = all_day(parse_date("2026-03-12").value(), parse_date("2026-03-13").value());
    EXPECT_TRUE(takes(of("DTSTART", range("20260312T150000Z", "20260312T160000Z")), day));
    EXPECT_FALSE(takes(of("DTSTART", range("20260313T000000Z", "20260313T010000Z")), day));
}

TEST(Filter, TextOfAnEventIsWrittenOnceForAllFilters) {
    ical::Event event = kick_off();
    event.other_lines.push_back("X-LONG:" + std::string(10'000, 'x'));
    const auto spent = [&](int filters) {
        std::string within;
        for (int i = 0; i < filters; ++i) within += of("X-ROOM", parameter("WING", text("East")));
        LookBudget budget;
        EXPECT_TRUE(filter_of("<comp-filter name='VCALENDAR'><comp-filter name='VEVENT'>" + within +
                              "</comp-filter></comp-filter>")
                        .takes({&event, 1}, budget));
        return LookBudget{}.bytes - budget.bytes;
    };
    EXPECT_GT(spent(1), 10'000U);
    EXPECT_LT(spent(15), spent(1) + 1'000);
}

TEST(Filter, LookingEndsWithItsBudget) {
    const ical::Event event = kick_off();
    LookBudget budget{1'000, 3};
    const auto filter = filter_of("<comp-filter name='VCALENDAR'><comp-filter name='VEVENT'>" +
                                  of("SUMMARY", text("kick")) + "</comp-filter></comp-filter>");
    EXPECT_FALSE(filter.takes({&event, 1}, budget));
    EXPECT_EQ(budget.bytes, 0U);
}

TEST(Filter, NoMoreIsAskedThanAClientHasUseFor) {
    const auto is_taken = [](const std::string& within) {
        const auto parsed = parse_filter(parse_xml("<filter xmlns='urn:ietf:params:xml:ns:caldav'><comp-filter "
                                                   "name='VCALENDAR'><comp-filter name='VEVENT'>" +
                                                   within + "</comp-filter></comp-filter></filter>")
                                             .value());
        EXPECT_TRUE(parsed || parsed.error().condition.local == "supported-filter");
        return parsed.has_value();
    };
    std::string thirty, parameters;
    for (int i = 0; i < 30; ++i) thirty += of("X-A", text("x"));
    for (int i = 0; i < 30; ++i) parameters += parameter("B", text("x"));
    EXPECT_TRUE(is_taken(thirty));
    EXPECT_FALSE(is_taken(thirty + of("X-A", text("x"))));
    EXPECT_FALSE(is_taken(of("X-A", parameters)));
    EXPECT_TRUE(is_taken(of("X-A", text(std::string(1'000, 'x')))));
    EXPECT_FALSE(is_taken(of("X-A", text(std::string(1'001, 'x')))));
}

TEST(Filter, WhatIsNotKeptHereIsNowhere) {
    const auto takes_nothing = [](const std::string& within) {
        return filter_of("<comp-filter name='VCALENDAR'>" + within + "</comp-filter>").takes_nothing;
    };
    EXPECT_FALSE(takes_nothing(""));
    EXPECT_TRUE(takes_nothing("<is-not-defined/>"));
    EXPECT_TRUE(takes_nothing("<comp-filter name='VTODO'/>"));
    EXPECT_FALSE(takes_nothing("<comp-filter name='VTODO'><is-not-defined/></comp-filter>"));
    EXPECT_TRUE(takes_nothing("<comp-filter name='VEVENT'><is-not-defined/></comp-filter>"));
    EXPECT_TRUE(takes_nothing("<comp-filter name='VEVENT'><comp-filter name='VLOCATION'/></comp-filter>"));
}

TEST(TimeRange, IsInUtcAndEndsAfterItsStart) {
    const auto is_range = [](const std::string& attributes) {
        return parse_time_range(parse_xml("<time-range " + attributes + "/>").value()).has_value();
    };
    EXPECT_TRUE(is_range("start='20260312T080000Z' end='20260312T080001Z'"));
    EXPECT_TRUE(is_range("end='20260312T080000Z'"));
    EXPECT_FALSE(is_range("start='20260312T080000Z' end='20260312T080000Z'"));
    EXPECT_FALSE(is_range("start='20260312T080001Z' end='20260312T080000Z'"));
    EXPECT_FALSE(is_range("start='20260312T080000X'"));
    EXPECT_FALSE(is_range("start='20260312'"));
    EXPECT_FALSE(is_range(""));
}

} // namespace
} // namespace tandem::dav
