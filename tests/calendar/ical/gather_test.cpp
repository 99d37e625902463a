// Events that stand for single occurrences, or for one and all that follow (RFC 5545 3.8.4.4).
#include <gtest/gtest.h>

#include "calendar/ical/decode.hpp"

namespace tandem::ical {
namespace {

std::string event(const std::string& properties) { return "BEGIN:VEVENT\r\nUID:u\r\n" + properties + "END:VEVENT\r\n"; }

std::vector<Item> items(const std::string& events) {
    return decode("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n").value().items;
}

std::string starts_of(const Event& event) {
    std::string text;
    for (const auto& occurrence :
         expand(series_of(event), event.when.starts, LocalTime::max(), {20, 100'000}).occurrences)
        text += (text.empty() ? "" : " ") + to_text(occurrence.starts).substr(5, 11);
    return text;
}

const std::string weekly = event("DTSTART;TZID=Europe/Berlin:20260324T090000\r\nDURATION:PT1H\r\nSUMMARY:Weekly\r\n"
                                 "RRULE:FREQ=WEEKLY;COUNT=4\r\n");

TEST(Gather, AnOccurrenceIsNamedInTheFormOfItsSeries) {
    for (const char* id : {"RECURRENCE-ID:20260331T070000Z", "RECURRENCE-ID;TZID=Europe/London:20260331T080000",
                           "RECURRENCE-ID;TZID=Europe/Berlin:20260331T090000", "RECURRENCE-ID;VALUE=DATE:20260331"}) {
        // It may stand before its series.
        const auto found = items(event(std::string(id) + "\r\nDTSTART;TZID=Asia/Tokyo:20260401T090000\r\n") + weekly);
        const auto& one = found.at(0).event;
        ASSERT_TRUE(one.recurrence_id) << id;
        EXPECT_EQ(to_text(one.recurrence_id->starts), "2026-03-31T09:00:00") << id;
        EXPECT_EQ(one.recurrence_id->zone, "Europe/Berlin");
        EXPECT_EQ(one.when.zone, "Asia/Tokyo");
    }
}

TEST(Gather, AloneInTheFileItKeepsItsOwnForm) {
    const auto found = items(event("RECURRENCE-ID:20260331T070000Z\r\nDTSTART;TZID=Europe/Berlin:20260401T090000\r\n"));
    EXPECT_EQ(to_text(found.at(0).event.recurrence_id->starts), "2026-03-31T09:00:00");
    EXPECT_EQ(found.at(0).skipped, "");
}

TEST(Gather, ThisAndFollowingBecomesASeriesThatKeepsTheCount) {
    const auto found = items(weekly + event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260407T070000Z\r\nSUMMARY:Later\r\n"
                                            "DTSTART;TZID=Europe/Berlin:20260408T100000\r\nDURATION:PT2H\r\n"));
    EXPECT_EQ(starts_of(found.at(0).event), "03-24T09:00 03-31T09:00");
    const auto& rest = found.at(1).event;
    EXPECT_EQ(starts_of(rest), "04-08T10:00 04-15T10:00");
    EXPECT_EQ(rest.uid, "u-from-20260407T090000");
    EXPECT_EQ(rest.summary, "Later");
    EXPECT_EQ(rest.when.ends - rest.when.starts, std::chrono::hours{2});
    EXPECT_FALSE(rest.recurrence_id);
}

TEST(Gather, LaterOccurrencesGoWithTheSeriesThatFollows) {
    const auto found = items(weekly +
                             event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260331T070000Z\r\n"
                                   "DTSTART;TZID=Europe/Berlin:20260401T100000\r\n") +
                             event("RECURRENCE-ID:20260414T070000Z\r\nDTSTART:20260420T100000Z\r\nSUMMARY:One\r\n"));
    EXPECT_EQ(found.at(2).event.uid, found.at(1).event.uid);
    EXPECT_EQ(to_text(found.at(2).event.recurrence_id->starts), "2026-04-15T10:00:00");
}

TEST(Gather, ChangedFromItsFirstOnTheSeriesIsReplaced) {
    const auto found = items(weekly + event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260324T080000Z\r\n"
                                            "DTSTART;TZID=Europe/Berlin:20260324T110000\r\n"));
    EXPECT_EQ(found.at(0).skipped, "is changed as a whole by a later event of the file");
    EXPECT_EQ(found.at(1).event.uid, "u");
    EXPECT_EQ(starts_of(found.at(1).event), "03-24T11:00 03-31T11:00 04-07T11:00 04-14T11:00");
}

TEST(Gather, WhatCannotBeSplitChangesOneOccurrenceAndSaysSo) {
    for (const auto& events : {std::string(), weekly}) {
        const auto found = items(events + event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260325T070000Z\r\n"
                                                "DTSTART;TZID=Europe/Berlin:20260325T110000\r\n"));
        EXPECT_TRUE(found.back().event.recurrence_id);
        EXPECT_EQ(found.back().warnings,
                  std::vector<std::string>{"changes all that follow, too: taken for this one occurrence"});
    }
}

TEST(Gather, AnEventWithRulesIsASeriesUnlessThereIsOne) {
    const auto both =
        event("RECURRENCE-ID:20260331T070000Z\r\nDTSTART:20260331T070000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\n");
    const auto alone = items(both);
    EXPECT_FALSE(alone.at(0).event.recurrence_id);
    EXPECT_EQ(starts_of(alone.at(0).event), "03-31T07:00 04-01T07:00");
    const auto beside = items(both + weekly);
    EXPECT_TRUE(beside.at(0).event.recurrence_id);
    EXPECT_FALSE(repeats(beside.at(0).event));
}

TEST(Gather, ABadSeriesCostsItselfAlone) {
    const auto found = items(event("DTSTART:20260324T090000\r\nRRULE:FREQ=SECONDLY\r\n") +
                             event("RECURRENCE-ID:20260331T090000\r\nDTSTART:20260401T090000\r\n"));
    EXPECT_FALSE(found.at(0).skipped.empty());
    EXPECT_EQ(found.at(1).skipped, "");
}

} // namespace
} // namespace tandem::ical
