#include "tests/calendar/engine/import_fixture.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

std::string event(std::string_view uid, std::string_view summary, std::string_view more = "") {
    return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:{}\r\nDTSTART;VALUE=DATE:20260511\r\n{}END:VEVENT\r\n", uid,
                       summary, more);
}

TEST(Import, TheSecondTimeNothingIsDoubled) {
    ImportWorkspace work;
    const auto events = event("a", "Webinar") + event("b", "Fair") + event("", "No UID");
    EXPECT_EQ(counts(work.import(events)), "3 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(counts(work.import(events)), "0 new 0 changed 3 unchanged 0 skipped");
    EXPECT_EQ(counts(work.import(event("a", "Webinar moved") + event("b", "Fair"))),
              "0 new 1 changed 1 unchanged 0 skipped");
    EXPECT_EQ(work.find("a")->title, "Webinar moved");
}

TEST(Import, WhatTheFileDoesNotSayStays) {
    ImportWorkspace work;
    work.import(event("a", "Webinar", "STATUS:CONFIRMED\r\n"));
    const auto id = to_text(work.find("a")->id);
    acked(work.run(work.by_system("entry.update",
                                  fmt::format(R"({{"id":"{}","status":"live","summary":"ours","tags":["x"]}})", id))));
    EXPECT_EQ(counts(work.import(event("a", "Webinar", "STATUS:CONFIRMED\r\n"))),
              "0 new 0 changed 1 unchanged 0 skipped");
    work.import(event("a", "Webinar", "STATUS:CANCELLED\r\n"));
    EXPECT_EQ(work.find("a")->status, EntryStatus::cancelled);
    EXPECT_EQ(work.find("a")->summary, "ours");
}

TEST(Import, SaysWhatIsSkippedAndWhy) {
    ImportWorkspace work;
    const auto plan = work.import(event("a", "Weekly", "RRULE:FREQ=SECONDLY\r\n") +
                                  event("b", "Old", "SEQUENCE:1\r\n") + event("b", "New", "SEQUENCE:2\r\n"));
    ASSERT_EQ(counts(plan), "1 new 0 changed 0 unchanged 2 skipped");
    EXPECT_EQ(plan.items[0].title, "Weekly");
    EXPECT_EQ(plan.items[0].reason, "has a rule that cannot be taken: must not repeat more often than hourly");
    EXPECT_EQ(plan.items[1].title, "Old");
    EXPECT_EQ(plan.items[1].reason, "has the same UID as another event of the file");
    EXPECT_EQ(work.find("b")->title, "New");
}

TEST(Import, OurOwnFeedComesBackAsItWas) {
    ImportWorkspace work;
    work.import(
        event("a", "[Push] Call them", "CATEGORIES:Push,Direct mail,Awareness,eu\\, de\r\nURL:https://x.example/\r\n"));
    const auto entry = work.find("a");
    EXPECT_EQ(entry->title, "Call them");
    EXPECT_EQ(entry->kind, EntryKind::push);
    EXPECT_EQ(entry->channel, Channel::direct_mail);
    EXPECT_EQ(entry->journey_stage, JourneyStage::awareness);
    EXPECT_EQ(entry->tags, TextList{"eu, de"});
    EXPECT_EQ(entry->links, TextList{"https://x.example/"});
    EXPECT_EQ(entry->when, all_day(parse_date("2026-05-11").value(), parse_date("2026-05-12").value()));
}

TEST(Import, LongTextsAreCutBetweenCharactersAndSaySo) {
    ImportWorkspace work;
    std::string title;
    for (int i = 0; i < 300; ++i) title += "é";
    const auto plan = work.import(event("a", title, "URL:javascript:alert(1)\r\nCLASS:PRIVATE\r\n"));
    EXPECT_EQ(work.find("a")->title.size(), 400u);
    EXPECT_EQ(plan.items.at(0).warnings, std::vector<std::string>{"title was cut to 200 characters"});
    EXPECT_TRUE(work.find("a")->links.empty());
    EXPECT_TRUE(work.find("a")->is_private);
}

TEST(Import, StatusAndClassAreTakenAsTheFileSaysThem) {
    ImportWorkspace work;
    work.import(event("a", "Maybe", "STATUS:TENTATIVE\r\nCLASS:CONFIDENTIAL\r\n") + event("b", "Sure"));
    EXPECT_EQ(work.find("a")->status, EntryStatus::planned);
    EXPECT_TRUE(work.find("a")->is_private);
    EXPECT_EQ(work.find("b")->status, EntryStatus::confirmed);
    EXPECT_FALSE(work.find("b")->is_private);
}

TEST(Import, ACampaignThatRepeatsIsAnEventAndTooManyTagsAreCutAndBothAreSaid) {
    ImportWorkspace work;
    std::string tags = "CATEGORIES:tag0";
    for (int i = 1; i <= 20; ++i) tags += fmt::format(",tag{}", i);
    const auto plan = work.import(event("a", "[Campaign] Weekly", "RRULE:FREQ=WEEKLY;COUNT=3\r\n") +
                                  event("b", "Many", tags + "\r\n"));
    ASSERT_TRUE(work.find("a") && work.find("b"));
    EXPECT_EQ(work.find("a")->kind, EntryKind::event);
    EXPECT_EQ(plan.items.at(0).warnings, std::vector<std::string>{"campaigns do not repeat: taken as an event"});
    EXPECT_EQ(work.find("b")->tags.size(), 20U);
    EXPECT_EQ(plan.items.at(1).warnings, std::vector<std::string>{"only the first 20 categories were kept as tags"});
}

TEST(Import, ALinkIsAddedOnce) {
    ImportWorkspace work;
    work.import(event("a", "Fair", "URL:https://x.example/\r\n"));
    EXPECT_EQ(counts(work.import(event("a", "Fair", "URL:https://x.example/\r\n"))),
              "0 new 0 changed 1 unchanged 0 skipped");
    work.import(event("a", "Fair", "URL:https://y.example/\r\n"));
    EXPECT_EQ(work.find("a")->links, (TextList{"https://x.example/", "https://y.example/"}));
}

TEST(Import, OfTwoWithOneNumberTheFirstIsTakenAndAUidMayBeTooLong) {
    ImportWorkspace work;
    const std::string most(500, 'u');
    const auto plan =
        work.import(event("a", "First") + event("a", "Second") + event(most, "Fits") + event(most + "u", "Too long"));
    EXPECT_EQ(counts(plan), "2 new 0 changed 0 unchanged 2 skipped");
    EXPECT_EQ(work.find("a")->title, "First");
    EXPECT_EQ(plan.items.at(3).reason, "has a UID that is too long");
}

TEST(Import, WhatHasTheSameUidOrLooksInAnotherCalendarIsLeftAlone) {
    ImportWorkspace work;
    work.import(event("a", "Fair"));
    const Id first = work.find("a")->id;
    work.calendar = work.add_calendar("Other");
    EXPECT_EQ(counts(work.import(event("a", "Fair moved"))), "1 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(counts(work.import(event("b", "Fair"))), "1 new 0 changed 0 unchanged 0 skipped");
    EXPECT_EQ(work.load<Entry>(entry_type, first)->title, "Fair");
    EXPECT_EQ(work.load<Entry>(entry_type, first)->rev, 1);
}

TEST(Import, WhatLooksTheSameHasTheSamePlaceAndRules) {
    ImportWorkspace work;
    work.import(event("a", "Fair", "LOCATION:Hall 1\r\n") + event("b", "Call"));
    EXPECT_EQ(counts(work.import(event("c", "Fair", "LOCATION:Hall 2\r\n") +
                                 event("d", "Call", "RRULE:FREQ=DAILY;COUNT=2\r\n"))),
              "2 new 0 changed 0 unchanged 0 skipped");
}

// What no page shows has no name in a preview; that something changes is said.
TEST(Import, APreviewNamesOnlyFieldsThatPeopleKnow) {
    ImportWorkspace work;
    const std::string weekly = "RRULE:FREQ=DAILY;COUNT=5\r\n";
    work.import(event("a", "Weekly", weekly));
    const auto own = event("a", "Own", "RECURRENCE-ID;VALUE=DATE:20260513\r\n");
    const auto plan = work.plan(event("a", "Weekly", weekly + "X-APP:1\r\n") + own);
    EXPECT_EQ(counts(plan), "1 new 1 changed 0 unchanged 0 skipped");
    EXPECT_EQ(plan.items.at(0).fields, std::vector<std::string_view>{});
}

TEST(Import, WhatWasChangedBetweenPlanAndWritingIsSkippedAndSaysSo) {
    ImportWorkspace work;
    work.import(event("a", "Fair"));
    auto plan = work.plan(event("a", "Fair of the file"));
    acked(work.run(work.by_system(
        "entry.update", fmt::format(R"({{"id":"{}","title":"Fair of ours"}})", to_text(work.find("a")->id)))));
    plan = work.carry_out(std::move(plan));
    EXPECT_EQ(counts(plan), "0 new 0 changed 0 unchanged 1 skipped");
    EXPECT_EQ(plan.items.at(0).reason, "was changed here at the same time");
    EXPECT_TRUE(plan.items.at(0).fields.empty());
    EXPECT_EQ(work.find("a")->title, "Fair of ours");
}

} // namespace
} // namespace tandem
