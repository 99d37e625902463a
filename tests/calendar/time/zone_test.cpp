#include "calendar/time/zone.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <vector>

namespace tandem {
namespace {

LocalTime local(const char* text) { return parse_local_time(text).value(); }
Instant instant(const char* text) { return parse_instant(text).value(); }

struct Case {
    const char* zone;
    const char* local;
    const char* utc;
};

void expect_instants(std::initializer_list<Case> cases) {
    for (const auto& [zone, time, utc] : cases)
        EXPECT_EQ(to_text(to_instant(local(time), zone)), to_text(instant(utc))) << zone << " " << time;
}

TEST(Zone, GapIsReadWithTheOffsetBeforeIt) {
    expect_instants({
        {"Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z"},
        {"Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00Z"},
        {"Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z"}, // shown as 03:30 CEST
        {"Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"},
        {"America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00Z"},
        {"America/New_York", "2026-03-08T03:00:00", "2026-03-08T07:00:00Z"},
        {"Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z"}, // the gap is half an hour
        {"Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00Z"},
        {"America/Santiago", "2026-09-06T00:30:00", "2026-09-06T04:30:00Z"}, // midnight does not exist there
    });
    EXPECT_EQ(to_text(to_local(to_instant(local("2026-03-29T02:30:00"), "Europe/Berlin"), "Europe/Berlin")),
              "2026-03-29T03:30:00");
}

TEST(Zone, FoldIsTheFirstOfTheTwo) {
    expect_instants({
        {"Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z"},
        {"Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z"},
        {"Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"},
        {"America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z"},
        {"America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00Z"},
        {"Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z"}, // the fold is half an hour
        {"Australia/Lord_Howe", "2026-04-05T02:00:00", "2026-04-04T15:30:00Z"},
    });
}

TEST(Zone, BothHalvesOfAFoldShowTheSameWallClock) {
    for (const char* utc : {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"})
        EXPECT_EQ(to_text(to_local(instant(utc), "Europe/Berlin")), "2026-10-25T02:30:00");
}

TEST(Zone, ZonesThatNeverSwitchAndSouthernZones) {
    expect_instants({
        {"Asia/Kolkata", "2026-03-29T02:30:00", "2026-03-28T21:00:00Z"},
        {"Asia/Kolkata", "2026-10-25T02:30:00", "2026-10-24T21:00:00Z"},
        {"Etc/UTC", "2026-03-29T02:30:00", "2026-03-29T02:30:00Z"},
        {"Australia/Sydney", "2026-01-15T09:00:00", "2026-01-14T22:00:00Z"},
        {"Australia/Sydney", "2026-07-15T09:00:00", "2026-07-14T23:00:00Z"},
        {"Pacific/Auckland", "2026-12-31T23:59:59", "2026-12-31T10:59:59Z"},
    });
}

// tzdata files list switches up to 2037 only; the rule behind them holds on.
TEST(Zone, DaylightTimeGoesOnAfterTheLastListedSwitch) {
    expect_instants({
        {"Europe/Berlin", "2040-07-01T12:00:00", "2040-07-01T10:00:00Z"},
        {"Europe/Berlin", "2040-12-01T12:00:00", "2040-12-01T11:00:00Z"},
        {"Europe/Berlin", "2040-03-25T02:30:00", "2040-03-25T01:30:00Z"},
        {"America/New_York", "2199-07-01T12:00:00", "2199-07-01T16:00:00Z"},
        {"Australia/Sydney", "2100-01-01T00:00:00", "2099-12-31T13:00:00Z"},
        {"Australia/Lord_Howe", "2045-07-01T12:00:00", "2045-07-01T01:30:00Z"},
    });
}

TEST(Zone, EveryHourOfEveryZoneSurvivesTheWayThereAndBack) {
    for (const auto& zone : zone_names())
        for (Instant at = instant("2026-01-01T00:30:00Z"); at < instant("2027-01-01T00:00:00Z");
             at += std::chrono::hours{13}) {
            const auto shown = to_local(at, zone);
            const auto back = to_instant(shown, zone);
            ASSERT_TRUE(back == at || (back < at && to_local(back, zone) == shown)) << zone << " " << to_text(at);
        }
}

TEST(Zone, ANameIsNeverAPath) {
    for (const char* name : {"", "/etc/passwd", "../zoneinfo/Europe/Berlin", "Europe/../Europe/Berlin", "Europe",
                             "posix/Europe/Berlin", "right/Europe/Berlin", "localtime", "Factory", "tzdata.zi",
                             "europe/berlin", "Europe/Berlin ", "Europe/Berlin/"})
        EXPECT_FALSE(is_known_zone(name)) << name;
    EXPECT_FALSE(is_known_zone(std::string_view("Europe/Berlin\0", 14)));
    for (const char* name : {"Europe/Berlin", "Etc/UTC", "UTC", "America/Argentina/Buenos_Aires"})
        EXPECT_TRUE(is_known_zone(name)) << name;
}

TEST(Zone, UnknownZoneCountsAsUtc) {
    EXPECT_EQ(to_instant(local("2026-07-01T12:00:00"), "Mars/Olympus"), instant("2026-07-01T12:00:00Z"));
    EXPECT_EQ(to_local(instant("2026-07-01T12:00:00.999Z"), "Mars/Olympus"), local("2026-07-01T12:00:00"));
}

TEST(Zone, NamesAreSortedAndTheVersionIsKnown) {
    EXPECT_TRUE(std::ranges::is_sorted(zone_names()));
    EXPECT_GT(zone_names().size(), 300u);
    EXPECT_TRUE(zone_version().starts_with("20")) << zone_version();
}

TEST(Zone, ManyThreadsMayAskAtOnce) {
    const auto ask = [] {
        std::int64_t sum = 0;
        for (const auto& zone : zone_names())
            sum += to_instant(local("2050-07-01T12:00:00"), zone).time_since_epoch().count();
        return sum;
    };
    std::vector<std::future<std::int64_t>> answers;
    for (int i = 0; i < 4; ++i) answers.push_back(std::async(std::launch::async, ask));
    const auto expected = ask();
    for (auto& answer : answers) EXPECT_EQ(answer.get(), expected);
}

TEST(ZoneRule, ReadsTheShapesOfCurrentZones) {
    const auto berlin = parse_zone_rule("CET-1CEST,M3.5.0,M10.5.0/3").value();
    EXPECT_EQ(berlin.standard_offset, std::chrono::hours{1});
    EXPECT_EQ(berlin.daylight_name, "CEST");
    EXPECT_EQ(to_text(switch_time(berlin.to_daylight, std::chrono::year{2026})), "2026-03-29T02:00:00");
    const auto gaza = parse_zone_rule("EET-2EEST,M3.4.4/50,M10.4.4/50").value();
    EXPECT_EQ(to_text(switch_time(gaza.to_daylight, std::chrono::year{2026})), "2026-03-28T02:00:00");
    const auto nuuk = parse_zone_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0").value();
    EXPECT_EQ(to_text(switch_time(nuuk.to_daylight, std::chrono::year{2026})), "2026-03-28T23:00:00");
    const auto lord_howe = parse_zone_rule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").value();
    EXPECT_EQ(lord_howe.daylight_offset - lord_howe.standard_offset, std::chrono::minutes{30});
    EXPECT_FALSE(parse_zone_rule("IST-5:30").value().switches);
}

TEST(ZoneRule, RefusesWhatIsNoRule) {
    for (const char* text : {"", "CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,J60,J300",
                             "CET-1CEST,M3.5.0,M10.5.0/3x", "<CET-1", "C-1", "CET-999"})
        EXPECT_FALSE(parse_zone_rule(text)) << text;
}

} // namespace
} // namespace tandem
