#include "calendar/ical/vtimezone.hpp"

#include <gtest/gtest.h>
#include <libical/ical.h> // the second, independent reader of our zone text

#include <memory>

#include "calendar/ical/listed_zone.hpp"
#include "calendar/time/zone.hpp"
#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

struct FreeZone {
    void operator()(icaltimezone* zone) const { icaltimezone_free(zone, 1); }
};
using ZoneHandle = std::unique_ptr<icaltimezone, FreeZone>;

ZoneHandle read_by_libical(const std::string& text) {
    ZoneHandle zone{icaltimezone_new()};
    icaltimezone_set_component(zone.get(), icalcomponent_new_from_string(text.c_str())); // takes it over
    return zone;
}

seconds libical_offset(icaltimezone* zone, sys_seconds at) {
    icaltimetype time =
        icaltime_from_timet_with_zone(at.time_since_epoch().count(), 0, icaltimezone_get_utc_timezone());
    int is_daylight = 0;
    return seconds{icaltimezone_get_utc_offset_of_utc_time(zone, &time, &is_daylight)};
}

std::vector<sys_seconds> around_switches(const ZoneRule& rule, int first_year, int last_year) {
    std::vector<sys_seconds> instants;
    for (int y = first_year; y <= last_year; ++y) {
        const std::chrono::year year{y};
        instants.push_back(std::chrono::sys_days{year / 1 / 15});
        instants.push_back(std::chrono::sys_days{year / 7 / 15});
        if (!rule.switches) continue;
        const auto begin = switch_time(rule.to_daylight, year).time_since_epoch() - rule.standard_offset;
        const auto end = switch_time(rule.to_standard, year).time_since_epoch() - rule.daylight_offset;
        for (const auto at : {begin, end})
            for (const seconds shift : {seconds{-1}, seconds{0}}) instants.push_back(sys_seconds{at + shift});
    }
    return instants;
}

TEST(Vtimezone, EveryZoneHasATextThatLibicalReadsLikeItsRule) {
    for (const auto& name : zone_names()) {
        const auto rule = zone_rule(name);
        ASSERT_TRUE(rule) << name;
        const auto text = encode_zone(name);
        ASSERT_FALSE(text.empty()) << name;
        if (text.find("TZNAME:UTC+") != std::string::npos || text.find("TZNAME:UTC-") != std::string::npos)
            continue; // told switch by switch
        ASSERT_TRUE(text.find("BEGIN:STANDARD") != std::string::npos) << name;
        const auto zone = read_by_libical(text);
        for (const auto at : around_switches(*rule, 2020, 2040))
            ASSERT_EQ(libical_offset(zone.get(), at), offset_at(*rule, at))
                << name << " " << to_text(Instant{at}) << "\n"
                << text;
    }
}

// Another reader of our text sees what tzdata says, in all zones.
TEST(Vtimezone, AllZonesOfTheSystemComeBackForTheYearsToCome) {
    std::size_t listed = 0;
    for (const auto& name : zone_names()) {
        const auto zone = read_by_libical(encode_zone(name));
        for (sys_seconds at = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}; at < listed_to;
             at += std::chrono::hours{24 * 11 + 5})
            ASSERT_EQ(libical_offset(zone.get(), at), utc_offset(Instant{at.time_since_epoch()}, name))
                << name << " " << to_text(Instant{at});
        if (rule_holds(name, zone_rule(name).value())) continue;
        ++listed;
        for (const auto& one : switches_of(name))
            for (const seconds shift : {seconds{-1}, seconds{0}})
                ASSERT_EQ(libical_offset(zone.get(), one.at + shift),
                          utc_offset(Instant{(one.at + shift).time_since_epoch()}, name))
                    << name << " " << to_text(Instant{one.at});
    }
    EXPECT_GE(listed, 4U); // Casablanca, El Aaiun, Gaza, Hebron
}

TEST(Vtimezone, WhatRepeatsWhereNoRuleTellsKeepsItsZone) {
    for (const char* name : {"Africa/Cairo", "Africa/Casablanca"}) {
        const auto text = encode_zone(name);
        EXPECT_NE(text.find("BEGIN:STANDARD"), std::string::npos) << name;
        EXPECT_EQ(text.find("RRULE"), std::string::npos) << name;
        const auto at = [&](const char* start) {
            const auto time = parse_local_time(start).value();
            return zone_text_holds(zoned(time, time, name));
        };
        EXPECT_TRUE(at("2026-03-01T12:00:00") && at("2026-08-01T12:00:00")) << name;
        EXPECT_FALSE(at("2001-03-01T12:00:00")) << name;
    }
}

TEST(Vtimezone, RulesMeetTheZoneDatabaseFrom2020To2040) {
    for (const char* name : {"Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns",
                             "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham",
                             "Asia/Kolkata", "Asia/Jerusalem", "Asia/Kathmandu", "Etc/GMT+5"}) {
        const auto zone = read_by_libical(encode_zone(name));
        for (const auto at : around_switches(zone_rule(name).value(), 2020, 2040))
            ASSERT_EQ(libical_offset(zone.get(), at), utc_offset(at, name)) << name << " " << to_text(Instant{at});
    }
}

TEST(Vtimezone, WritesThePairThatAppsExpect) {
    EXPECT_EQ(encode_zone("Europe/Berlin"),
              "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
              "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
              "DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
              "END:DAYLIGHT\r\n"
              "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
              "DTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
              "END:STANDARD\r\nEND:VTIMEZONE\r\n");
    const auto kolkata = encode_zone("Asia/Kolkata");
    EXPECT_EQ(kolkata.find("RRULE"), std::string::npos);
    EXPECT_NE(kolkata.find("TZOFFSETTO:+0530"), std::string::npos);
}

TEST(Vtimezone, AllTextsAreStrictAndWithoutRdate) {
    for (const auto& name : zone_names()) {
        const auto text = encode_zone(name);
        if (text.empty()) continue;
        EXPECT_EQ(line_fault("BEGIN:VCALENDAR\r\n" + text + "END:VCALENDAR\r\n"), "") << name;
        EXPECT_EQ(text.find("RDATE"), std::string::npos);
        EXPECT_EQ(text.find("LMT"), std::string::npos);
    }
    EXPECT_EQ(encode_zone("Mars/Olympus"), "");
}

TEST(Vtimezone, HoldsOnlyWhereTodaysRuleHeld) {
    const auto at = [](const char* day, const char* zone) {
        const auto start = parse_local_time(std::string(day) + "T12:00:00").value();
        return zone_text_holds(zoned(start, start + std::chrono::hours{1}, zone));
    };
    EXPECT_TRUE(at("2026-07-01", "Europe/Berlin"));
    EXPECT_TRUE(at("2150-07-01", "Europe/Berlin"));
    EXPECT_FALSE(at("1975-07-01", "Europe/Berlin")); // no summer time yet
    EXPECT_FALSE(at("2006-03-20", "America/New_York") && at("2006-10-30", "America/New_York"));
    EXPECT_FALSE(at("2021-07-01", "America/Mexico_City"));
}

} // namespace
} // namespace tandem::ical
