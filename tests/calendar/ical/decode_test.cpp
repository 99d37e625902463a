#include "calendar/ical/decode.hpp"

#include <gtest/gtest.h>

#include "calendar/ical/encode.hpp"
#include "calendar/ical/scan.hpp"
#include "calendar/ical/zone_names.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

LocalTime local(const char* text) { return parse_local_time(text).value(); }
Date date(const char* text) { return parse_date(text).value(); }

std::string calendar_of(const std::string& inner) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + inner + "END:VCALENDAR\r\n";
}

std::string event_of(const std::string& properties) {
    return calendar_of("BEGIN:VEVENT\r\nUID:u@x\r\n" + properties + "END:VEVENT\r\n");
}

Item only_item(const std::string& text) {
    const auto decoded = decode(text);
    EXPECT_TRUE(decoded) << (decoded ? "" : decoded.error().message);
    if (!decoded || decoded->items.size() != 1) {
        ADD_FAILURE() << "not one item";
        return {};
    }
    return decoded->items[0];
}

struct WhenCase {
    const char* properties;
    When when;
    std::size_t warnings = 0;
};

void expect_whens(std::initializer_list<WhenCase> cases) {
    for (const auto& expected : cases) {
        const Item item = only_item(event_of(expected.properties));
        EXPECT_EQ(item.skipped, "") << expected.properties;
        EXPECT_EQ(item.event.when, expected.when) << expected.properties << to_text(item.event.when.ends);
        EXPECT_EQ(item.warnings.size(), expected.warnings) << expected.properties;
    }
}

TEST(Decode, EndsFollowRfc5545) {
    const auto nine = local("2026-05-12T09:00:00"), ten = local("2026-05-12T10:00:00");
    expect_whens({
        {"DTSTART;VALUE=DATE:20260512\r\n", all_day(date("2026-05-12"), date("2026-05-13"))},
        {"DTSTART:20260512T090000\r\n", floating(nine, nine)},
        {"DTSTART:20260512T090000Z\r\nDTEND:20260512T100000Z\r\n", zoned(nine, ten, "Etc/UTC")},
        {"DTSTART;TZID=Europe/Berlin:20260512T090000\r\nDURATION:PT1H\r\n", zoned(nine, ten, "Europe/Berlin")},
        {"DTSTART;VALUE=DATE:20260512\r\nDURATION:P2D\r\n", all_day(date("2026-05-12"), date("2026-05-14"))},
        {"DTSTART;VALUE=DATE:20260512\r\nDURATION:P1W\r\n", all_day(date("2026-05-12"), date("2026-05-19"))},
        {"DTSTART;TZID=Europe/Berlin:20260512T090000\r\nDTEND;TZID=Europe/London:20260512T090000\r\n",
         zoned(nine, ten, "Europe/Berlin")},
    });
}

// One day is nominal, 24 hours are exact (3.3.6): on the night Berlin springs forward they differ.
TEST(Decode, DurationsKeepDaysAndHoursApart) {
    const auto start = local("2026-03-28T12:00:00");
    expect_whens({
        {"DTSTART;TZID=Europe/Berlin:20260328T120000\r\nDURATION:P1D\r\n",
         zoned(start, local("2026-03-29T12:00:00"), "Europe/Berlin")},
        {"DTSTART;TZID=Europe/Berlin:20260328T120000\r\nDURATION:PT24H\r\n",
         zoned(start, local("2026-03-29T13:00:00"), "Europe/Berlin")},
    });
}

TEST(Decode, CommonMistakesAreMendedWithAWarning) {
    const auto nine = local("2026-05-12T09:00:00");
    expect_whens({
        {"DTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260512\r\n",
         all_day(date("2026-05-12"), date("2026-05-13"))},
        {"DTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260510\r\n",
         all_day(date("2026-05-12"), date("2026-05-13")), 1},
        {"DTSTART:20260512\r\n", all_day(date("2026-05-12"), date("2026-05-13"))},
        {"DTSTART;VALUE=DATE:20260512\r\nDTEND:20260513T100000\r\n", all_day(date("2026-05-12"), date("2026-05-14")),
         1},
        {"DTSTART:20260512T090000\r\nDTEND:20260512T080000\r\n", floating(nine, nine), 1},
        {"DTSTART:20260512T090000\r\nDURATION:-PT1H\r\n", floating(nine, nine), 1},
        {"DTSTART:20260512T090000\r\nDTSTART:20260513T090000\r\n", floating(nine, nine), 1},
        {"DTSTART;TZID=Mars/Olympus:20260512T090000\r\n", floating(nine, nine), 1},
        {"dtstart;tzid=\"Europe/Berlin\":20260512T090000\r\n", zoned(nine, nine, "Europe/Berlin")},
    });
}

TEST(Decode, SaysWhyAnEventIsSkipped) {
    const std::pair<const char*, const char*> cases[] = {
        {"SUMMARY:no start\r\n", "has no readable DTSTART"},
        {"DTSTART:20260230T090000\r\n", "has no readable DTSTART"},
        {"DTSTART:20260512T250000\r\n", "has no readable DTSTART"},
        {"DTSTART:18990101T090000\r\n", "lies outside the years 1900 to 2200"},
        {"DTSTART:20260512T090000\r\nDURATION:P99999999W\r\n", "lies outside the years 1900 to 2200"},
        {"DTSTART:20260512T090000\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n",
         "has a rule that cannot be taken: must not repeat more often than hourly"},
        {"DTSTART:20260512T090000\r\nRRULE:FREQ=MINUTELY\r\n",
         "has a rule that cannot be taken: must not repeat more often than hourly"},
        {"DTSTART:20260512T090000\r\nRRULE:FREQ=DAILY;COUNT=3501\r\n",
         "has a rule that cannot be taken: must have a COUNT of at most 3500"},
        {"DTSTART:20260512T090000\r\nrrule:COUNT=3\r\n", "has a rule that cannot be taken: FREQ is missing"},
        {"DTSTART:20260512T090000\r\nRECURRENCE-ID:yesterday\r\n", "has no readable RECURRENCE-ID"},
    };
    for (const auto& [properties, reason] : cases)
        EXPECT_EQ(only_item(event_of(properties)).skipped, reason) << properties;
    EXPECT_EQ(only_item(calendar_of("BEGIN:VTODO\r\nSUMMARY:t\r\nEND:VTODO\r\n")).skipped, "is a to-do, not an event");
}

TEST(Decode, OneBadComponentCostsItselfAlone) {
    const auto decoded = decode(calendar_of("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260512\r\n" // never closed
                                            "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260512\r\nEND:VEVENT\r\n"
                                            "BEGIN:VEVENT\r\nUID:c\r\nDTSTART:nonsense\r\nEND:VEVENT\r\n"
                                            "BEGIN:VEVENT\r\nUID:d\r\nDTSTART:20260512\r\nEND:VEVENT\r\n"));
    ASSERT_TRUE(decoded);
    ASSERT_EQ(decoded->items.size(), 4u);
    EXPECT_EQ(decoded->items[0].skipped, "is not closed by END");
    EXPECT_EQ(decoded->items[1].skipped, "");
    EXPECT_EQ(decoded->items[2].skipped, "has no readable DTSTART");
    EXPECT_EQ(decoded->items[3].event.uid, "d");
}

TEST(Decode, ReadsWhatRealFilesDo) {
    const Item item = only_item("\xef\xbb\xbf"
                                "BEGIN:VCALENDAR\nVERSION:2.0\n\nBEGIN:VEVENT\nUID:u\n"
                                "SUMMARY;LANGUAGE=ar:\xd9\n \x85\\, rest\x01\nDTSTART:20260512\n"
                                "X-NOTE;A=\"b:c\":kept\nBEGIN:VALARM\nSUMMARY:alarm\nTRIGGER:-PT5M\nEND:VALARM\n"
                                "CATEGORIES:One,Two\\,x\nCATEGORIES:Three\nend:vevent\nEND:VCALENDAR");
    EXPECT_EQ(item.skipped, "");
    EXPECT_EQ(item.event.summary, "م, rest"); // folded inside a code point
    EXPECT_EQ(item.event.categories, (std::vector<std::string>{"One", "Two,x", "Three"}));
    EXPECT_EQ(item.event.other_lines.front(), "X-NOTE;A=\"b:c\":kept");
    EXPECT_EQ(item.event.other_lines.size(), 5u); // and the alarm
}

TEST(Decode, ForeignZoneNamesFindTheirZone) {
    const std::pair<const char*, const char*> cases[] = {
        {"W. Europe Standard Time", "Europe/Berlin"},
        {"/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"},
        {"/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
        {"europe/berlin  ", "Europe/Berlin"},
        {"UTC", "Etc/UTC"},
        {"Pacific Standard Time", "America/Los_Angeles"},
        {"US-Eastern", "US/Eastern"},
    };
    for (const auto& [tzid, zone] : cases) EXPECT_EQ(resolve_zone(tzid).value_or(""), zone);
    for (const char* tzid : {"", "Customized Time Zone", "../../etc/passwd", "/", "//", "Mars/Olympus", "localtime"})
        EXPECT_FALSE(resolve_zone(tzid)) << tzid;
}

TEST(Decode, AForeignVtimezoneMayNameItsZoneButNeverRedefineOne) {
    const char* zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nX-LIC-LOCATION:Asia/Tokyo\r\nBEGIN:STANDARD\r\n"
                       "DTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
                       "END:STANDARD\r\nEND:VTIMEZONE\r\n"
                       "BEGIN:VTIMEZONE\r\nTZID:Custom\r\nX-LIC-LOCATION:Asia/Tokyo\r\nEND:VTIMEZONE\r\n";
    const auto event = [&](const char* tzid) {
        return only_item(calendar_of(std::string(zone) + "BEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=" + tzid +
                                     ":20260512T090000\r\nEND:VEVENT\r\n"));
    };
    EXPECT_EQ(event("Europe/Berlin").event.when.zone, "Europe/Berlin");
    EXPECT_EQ(event("Custom").event.when.zone, "Asia/Tokyo");
}

TEST(Decode, EveryWindowsZoneIsKnownHere) {
    for (const char* name : {"AUS Eastern Standard Time", "India Standard Time", "UTC+13", "Nepal Standard Time",
                             "Greenland Standard Time", "Kamchatka Standard Time", "Yukon Standard Time"})
        EXPECT_TRUE(is_known_zone(windows_zone(name))) << name;
    EXPECT_EQ(windows_zone("No Standard Time"), "");
}

} // namespace
} // namespace tandem::ical
