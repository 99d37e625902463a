#include "calendar/mail/schedule.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

using namespace std::chrono_literals;

Date day(std::string_view text) { return parse_date(text).value(); }
const auto no_day_off = [](Date) { return false; };

// 2026-03-02 is a Monday.
std::optional<DueMail> at(std::string_view instant, const MailWishes& wishes = {}, std::string_view zone = "Etc/UTC",
                          const std::function<bool(Date)>& is_day_off = no_day_off) {
    return due_mail(wishes, zone, parse_instant(instant).value(), is_day_off);
}

TEST(Schedule, ComesAtItsHourOfTheMembersZoneAndNotLaterThanTheMorning) {
    EXPECT_FALSE(at("2026-03-03T06:59:59Z"));
    EXPECT_EQ(at("2026-03-03T07:00:00Z"), (DueMail{MailKind::morning, day("2026-03-03")}));
    EXPECT_TRUE(at("2026-03-03T10:59:59Z"));
    EXPECT_FALSE(at("2026-03-03T11:00:00Z"));
    EXPECT_EQ(at("2026-03-02T19:30:00Z", {}, "Pacific/Auckland"), (DueMail{MailKind::morning, day("2026-03-03")}));
    EXPECT_FALSE(at("2026-03-03T07:00:00Z", {}, "America/New_York"));
}

TEST(Schedule, TheWeekTakesThePlaceOfItsFirstMorning) {
    EXPECT_EQ(at("2026-03-02T07:00:00Z"), (DueMail{MailKind::week, day("2026-03-02")}));
    EXPECT_EQ(at("2026-03-02T07:00:00Z", {.week = false}), (DueMail{MailKind::morning, day("2026-03-02")}));
    EXPECT_FALSE(at("2026-03-03T07:00:00Z", {.morning = false}));
    EXPECT_FALSE(at("2026-03-02T07:00:00Z", {.morning = false, .week = false}));
}

TEST(Schedule, NothingComesOnWeekendsAndDaysOffAndTheWeekThenBeginsLater) {
    EXPECT_FALSE(at("2026-03-07T08:00:00Z"));
    EXPECT_FALSE(at("2026-03-08T08:00:00Z"));
    const auto monday_off = [](Date on) { return on == day("2026-03-02"); };
    EXPECT_FALSE(at("2026-03-02T08:00:00Z", {}, "Etc/UTC", monday_off));
    EXPECT_EQ(at("2026-03-03T08:00:00Z", {}, "Etc/UTC", monday_off), (DueMail{MailKind::week, day("2026-03-03")}));
    EXPECT_EQ(at("2026-03-04T08:00:00Z", {}, "Etc/UTC", monday_off)->kind, MailKind::morning);
}

TEST(Schedule, AnHourThatTheClockJumpsOverComesAsSoonAsItHasJumped) {
    const auto night = [](std::string_view instant) {
        return due_mail({.hour = 0}, "Africa/Cairo", parse_instant(instant).value(), no_day_off);
    };
    // Cairo's clocks jump from 00:00 to 01:00 on Friday 24 April 2026.
    EXPECT_FALSE(night("2026-04-23T21:59:59Z")->on == day("2026-04-24"));
    EXPECT_EQ(night("2026-04-23T22:00:00Z"), (DueMail{MailKind::morning, day("2026-04-24")}));
}

} // namespace
} // namespace tandem
