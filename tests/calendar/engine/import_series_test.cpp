// What repeats, imported: series and their occurrences by UID and RECURRENCE-ID, again and again.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/repeat.hpp"
#include "tests/calendar/engine/import_fixture.hpp"

namespace tandem {
namespace {

std::string starts_of(const Entry& entry) {
    std::string text;
    const auto from = entry.when->starts;
    for (const auto& at : occurrences_of(entry, from, from + std::chrono::days{30}).occurrences)
        text += (text.empty() ? "" : " ") + to_text(at.starts).substr(5, 11);
    return text;
}

std::string imported(ImportWorkspace& work, const std::string& events) { return counts(work.import(events)); }

std::string event(std::string_view more, std::string_view uid = "a") {
    return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\n{}END:VEVENT\r\n", uid, more);
}

const std::string weekly = event("SUMMARY:Weekly\r\nDTSTART;TZID=Europe/Berlin:20260303T090000\r\nDURATION:PT1H\r\n"
                                 "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20260310T080000Z\r\n");
const std::string moved = event("SUMMARY:Moved\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260317T090000\r\n"
                                "DTSTART;TZID=Europe/Berlin:20260318T110000\r\nDURATION:PT1H\r\n");
constexpr const char* moved_start = "2026-03-17T09:00:00";

TEST(ImportSeries, ASeriesAndItsOccurrenceBelongTogether) {
    ImportWorkspace work;
    EXPECT_EQ(imported(work, moved + weekly), "2 new 0 changed 0 unchanged 0 skipped"); // whatever their order
    const auto series = work.find("a"), one = work.find("a", moved_start);
    ASSERT_TRUE(series && one);
    EXPECT_EQ(one->series_id, series->id);
    EXPECT_EQ(one->title, "Moved");
    EXPECT_EQ(series->overrides, TextList{moved_start});
    EXPECT_EQ(starts_of(*series), "03-03T09:00 03-24T09:00");
    EXPECT_EQ(imported(work, weekly + moved), "0 new 0 changed 2 unchanged 0 skipped");
    EXPECT_EQ(work.count(), 2U);
}

TEST(ImportSeries, EachIsUpdatedByItsOwnName) {
    ImportWorkspace work;
    work.import(weekly + moved);
    EXPECT_EQ(imported(work, weekly + event("SUMMARY:Again\r\nRECURRENCE-ID:20260317T080000Z\r\n"
                                            "DTSTART;TZID=Europe/Berlin:20260318T110000\r\nDURATION:PT1H\r\n")),
              "0 new 1 changed 1 unchanged 0 skipped");
    EXPECT_EQ(work.find("a", moved_start)->title, "Again");
}

// `when` alone would move days, dates and UNTIL along.
TEST(ImportSeries, ANewStartIsTakenAsTheFileSaysIt) {
    ImportWorkspace work;
    work.import(weekly);
    work.import(event("SUMMARY:Weekly\r\nDTSTART;TZID=Europe/Berlin:20260304T100000\r\nDURATION:PT1H\r\n"
                      "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20260310T080000Z\r\n"));
    EXPECT_EQ(work.find("a")->exdate, TextList{"2026-03-10T09:00:00"});
    EXPECT_EQ(starts_of(*work.find("a")), "03-04T10:00 03-11T10:00 03-18T10:00 03-25T10:00");
}

TEST(ImportSeries, AnOccurrenceFindsASeriesThatIsHere) {
    ImportWorkspace work;
    work.import(weekly);
    EXPECT_EQ(imported(work, moved), "1 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(work.find("a", moved_start)->series_id, work.find("a")->id);
    EXPECT_EQ(work.find("a")->overrides, TextList{moved_start});
}

TEST(ImportSeries, AnOccurrenceAloneWaitsForItsSeries) {
    ImportWorkspace work;
    EXPECT_EQ(imported(work, moved), "1 new 0 changed 0 unchanged 0 skipped");
    EXPECT_FALSE(work.find("a", moved_start)->series_id);
    EXPECT_EQ(imported(work, moved), "0 new 0 changed 1 unchanged 0 skipped");
    EXPECT_EQ(imported(work, weekly), "1 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(work.find("a", moved_start)->series_id, work.find("a")->id);
    EXPECT_EQ(work.find("a")->overrides, TextList{moved_start});
}

TEST(ImportSeries, WhatWasChangedHereStaysUntilTheFileLeavesItOut) {
    ImportWorkspace work;
    work.import(weekly + moved);
    EXPECT_EQ(imported(work, weekly), "0 new 0 changed 1 unchanged 0 skipped");
    EXPECT_TRUE(work.find("a", moved_start));
    work.import(event("SUMMARY:Weekly\r\nDTSTART;TZID=Europe/Berlin:20260303T090000\r\nDURATION:PT1H\r\n"
                      "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20260317T080000Z\r\n"));
    EXPECT_FALSE(work.find("a", moved_start));
    EXPECT_EQ(work.find("a")->overrides, TextList{});
    EXPECT_EQ(starts_of(*work.find("a")), "03-03T09:00 03-10T09:00 03-24T09:00");
}

TEST(ImportSeries, WhatNoLongerRepeatsLosesItsOccurrences) {
    ImportWorkspace work;
    work.import(weekly + moved);
    work.import(event("SUMMARY:Once\r\nDTSTART;TZID=Europe/Berlin:20260303T090000\r\nDURATION:PT1H\r\n"));
    EXPECT_EQ(work.count(), 1U);
    EXPECT_FALSE(repeats(*work.find("a")));
}

TEST(ImportSeries, OccurrencesFollowASeriesToAnotherZone) {
    ImportWorkspace work;
    work.import(weekly + moved);
    work.import(event("SUMMARY:Weekly\r\nDTSTART;TZID=America/New_York:20260303T030000\r\nDURATION:PT1H\r\n"
                      "RRULE:FREQ=WEEKLY;COUNT=4\r\n"));
    EXPECT_EQ(work.find("a")->overrides, TextList{"2026-03-17T04:00:00"});
    EXPECT_TRUE(work.find("a", "2026-03-17T04:00:00"));
}

TEST(ImportSeries, ARefusedOccurrenceLeavesItsSeriesWhole) {
    ImportWorkspace work;
    auto plan = work.plan(weekly + moved);
    plan.steps.at(1).args = parse_json_object(R"({"nonsense":1})").value();
    EXPECT_EQ(counts(work.carry_out(std::move(plan))), "1 new 0 changed 0 unchanged 1 skipped");
    EXPECT_EQ(work.find("a")->overrides, TextList{});
    EXPECT_EQ(starts_of(*work.find("a")), "03-03T09:00 03-17T09:00 03-24T09:00");
}

// As Apple writes them: without a title.
TEST(ImportSeries, WhatTheFileDoesNotSayOfAnOccurrenceIsAsItsSeriesHasIt) {
    ImportWorkspace work;
    const Id mia = work.add_member("Mia", Team::marketing), parent = work.add_entry(mia, work.calendar, "Spring");
    work.import(weekly);
    acked(work.run(
        work.by_system("entry.update", fmt::format(R"({{"id":"{}","owner_id":"{}","parent_id":"{}","offer":"10 %"}})",
                                                   to_text(work.find("a")->id), to_text(mia), to_text(parent)))));
    std::string untitled = moved;
    untitled.erase(untitled.find("SUMMARY"), std::string_view("SUMMARY:Moved\r\n").size());
    work.import(weekly + untitled);
    const auto one = work.find("a", moved_start);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->title, "Weekly");
    EXPECT_EQ(one->owner_id, mia);
    EXPECT_EQ(one->parent_id, parent);
    EXPECT_EQ(one->offer, "10 %");
}

TEST(ImportSeries, ARefusedRemovalIsToldBesideItsSeries) {
    ImportWorkspace work;
    work.import(weekly + moved);
    auto plan = work.plan(event("SUMMARY:Once\r\nDTSTART;TZID=Europe/Berlin:20260303T090000\r\nDURATION:PT1H\r\n"));
    ASSERT_EQ(plan.steps.back().command, "entry.delete");
    plan.steps.back().args = parse_json_object(R"({"nonsense":1})").value();
    EXPECT_EQ(counts(work.carry_out(std::move(plan))), "0 new 1 changed 0 unchanged 1 skipped");
}

TEST(ImportSeries, AnOccurrenceIsNotTakenForAnEventThatLooksTheSame) {
    ImportWorkspace work;
    work.import(weekly + moved);
    EXPECT_EQ(imported(work, event("SUMMARY:Moved\r\nDTSTART;TZID=Europe/Berlin:20260318T110000\r\n"
                                   "DURATION:PT1H\r\n",
                                   "alone")),
              "1 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(work.count(), 3U);
}

TEST(ImportSeries, ASeriesHasAThousandOccurrencesOfItsOwnAtMost) {
    ImportWorkspace work;
    std::string events = event("SUMMARY:Daily\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n");
    for (int i = 0; i <= 1'000; ++i) {
        const std::string day = to_text(parse_date("2026-01-01").value() + std::chrono::days{i});
        const std::string compact = day.substr(0, 4) + day.substr(5, 2) + day.substr(8);
        events +=
            event(fmt::format("SUMMARY:Own\r\nRECURRENCE-ID;VALUE=DATE:{0}\r\nDTSTART;VALUE=DATE:{0}\r\n", compact));
    }
    const auto plan = work.plan(events);
    EXPECT_EQ(counts(plan), "1001 new 0 changed 0 unchanged 1 skipped");
    EXPECT_EQ(plan.items.back().reason, "is beyond 1000 changed occurrences");
}

TEST(ImportSeries, APrivateSeriesHidesItsOccurrences) {
    ImportWorkspace work;
    std::string hidden = weekly;
    hidden.insert(hidden.find("RRULE"), "CLASS:PRIVATE\r\n");
    ASSERT_EQ(imported(work, hidden + moved), "2 new 0 changed 0 unchanged 0 skipped");
    EXPECT_TRUE(work.find("a", moved_start)->is_private);
}

// feeds.md D-8: Office 365 gives each export new UIDs.
TEST(ImportSeries, WhatLooksTheSameIsTheSameUnderANewUid) {
    ImportWorkspace work;
    const auto named = [](std::string events, std::string_view uid) {
        for (auto at = events.find("UID:a"); at != std::string::npos; at = events.find("UID:a"))
            events.replace(at, 5, "UID:" + std::string(uid));
        return events;
    };
    work.import(weekly + moved + event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\n", "fair"));
    EXPECT_EQ(imported(work, named(weekly + moved, "b") +
                                 event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\nLOCATION:Hall\r\n", "fair2")),
              "0 new 1 changed 2 unchanged 0 skipped");
    EXPECT_EQ(work.find("fair")->location, "Hall");
    // Two that look alike in one file are two.
    EXPECT_EQ(imported(work, event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\n", "fair") +
                                 event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\n", "fair3")),
              "1 new 0 changed 1 unchanged 0 skipped");
    EXPECT_EQ(imported(work, event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\n", "x1") +
                                 event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\n", "x2") +
                                 event("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260511\r\n", "x3")),
              "1 new 0 changed 2 unchanged 0 skipped");
}

TEST(ImportSeries, ThisAndFollowingIsFoundAgain) {
    ImportWorkspace work;
    const auto events = weekly + event("SUMMARY:Later\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260317T080000Z\r\n"
                                       "DTSTART;TZID=Europe/Berlin:20260318T110000\r\nDURATION:PT1H\r\n");
    EXPECT_EQ(imported(work, events), "2 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(imported(work, events), "0 new 0 changed 2 unchanged 0 skipped");
    EXPECT_EQ(starts_of(*work.find("a-from-20260317T090000")), "03-18T11:00 03-25T11:00");
}

} // namespace
} // namespace tandem
