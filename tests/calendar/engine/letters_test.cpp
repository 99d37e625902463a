// What is said by mail: only what its reader may see at that moment, in words for people, on their clock.
#include "calendar/engine/letters.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/people/notification.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct LettersTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Id entry = add_entry(mia, calendar, "Webinar");

    void name(Id member, Id of, std::string_view text) {
        clock.advance(std::chrono::seconds{1});
        acked(run(mia, "comment.create",
                  fmt::format(R"({{"entry_id":"{}","text":"{}","mention_ids":["{}"]}})", to_text(of), text,
                              to_text(member))));
    }
    LetterFor to(Id member) {
        LetterFor reader{member, {}, "https://plan.example"};
        const Records::Parameter id[] = {to_text(member)};
        for (const auto& one : Records(database).select(notification_type, "member_id = ? ORDER BY id", id))
            reader.notifications.push_back(one->id);
        return reader;
    }
    Letter notices(Id member) { return notices_letter(queries, *engine.directory(), to(member)); }
    Letter plan(Id member, std::string_view on, MailKind kind = MailKind::morning) {
        return plan_letter(queries, *engine.directory(), {member, {}, "https://plan.example"},
                           {kind, parse_date(on).value()});
    }
    Id plan_entry(Id owner, std::string_view title, std::string_view when, Id on) {
        return add_entry(
            mia, on, title,
            fmt::format(R"(,"kind":"push","status":"planned","owner_id":"{}","when":{{{}}})", to_text(owner), when));
    }
    static std::string day(std::string_view from, std::string_view to) {
        return fmt::format(R"("starts_on":"{}","ends_on":"{}")", from, to);
    }
};

TEST_F(LettersTest, ANoticeSaysWhoDidWhatAndWhereItIs) {
    name(rob, entry, "Who calls\\nthem?");
    const Letter letter = notices(rob);
    EXPECT_EQ(letter.subject, "Mia named you in a comment on “Webinar”");
    EXPECT_TRUE(letter.text.starts_with(letter.subject + "\n    > Who calls\n    > them?\n"));
    EXPECT_TRUE(letter.text.contains("https://plan.example/?entry=" + to_text(entry)));
    EXPECT_TRUE(letter.text.contains("https://plan.example/settings/profile"));
    name(rob, entry, "Second");
    EXPECT_EQ(notices(rob).subject, "2 things for you");
}

TEST_F(LettersTest, EveryKindOfNoticeHasItsWords) {
    name(rob, entry, "x");
    const auto one = to(rob).notifications.front();
    for (const auto kind : notification_kinds) {
        database.execute(fmt::format("UPDATE notification SET kind = '{}' WHERE id = '{}'", kind, to_text(one)));
        EXPECT_TRUE(notices(rob).subject.starts_with("Mia ")) << kind;
    }
}

TEST_F(LettersTest, WhatIsReadMutedHiddenOrGoneIsNotSaid) {
    name(rob, entry, "x");
    acked(run(rob, "notification.read_all", "{}"));
    EXPECT_EQ(notices(rob).text, "");
    name(rob, entry, "y");
    EXPECT_NE(notices(rob).text, "");
    const auto preference = acked(run(rob, "preference.create", R"({"muted_kinds":["mention"]})")).id.value();
    EXPECT_EQ(notices(rob).text, "");
    acked(run(rob, "preference.update", fmt::format(R"({{"id":"{}","muted_kinds":[]}})", to_text(preference))));
    EXPECT_NE(notices(rob).text, "");
    acked(
        run(mia, "entry.update", fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(entry), to_text(closed))));
    EXPECT_EQ(notices(rob).text, "");
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))));
    EXPECT_EQ(notices(rob).text, "");
}

TEST_F(LettersTest, TheDayHoldsOnesOwnThenWhatOthersBeginAndNothingHidden) {
    acked(run(rob, "member.update", fmt::format(R"({{"id":"{}","zone":"Europe/London"}})", to_text(rob))));
    plan_entry(rob, "Call round",
               R"("starts_at":"2026-03-05T09:00:00","ends_at":"2026-03-05T10:30:00",)"
               R"("zone":"Europe/Berlin")",
               calendar);
    plan_entry(mia, "Product day", day("2026-03-05", "2026-03-06"), calendar);
    plan_entry(mia, "Long running", day("2026-03-01", "2026-03-20"), calendar);
    plan_entry(mia, "Secret", day("2026-03-05", "2026-03-06"), closed);
    const Letter letter = plan(rob, "2026-03-05");
    EXPECT_EQ(letter.subject, "Thursday 5 March: one entry of yours");
    EXPECT_TRUE(letter.text.contains("YOURS TODAY\n\n08:00–09:30  Call round (push, planned)\n")) << letter.text;
    EXPECT_TRUE(letter.text.contains("WHAT OTHERS BEGIN TODAY\n\nAll day  Product day (push, planned, Mia)\n"))
        << letter.text;
    EXPECT_FALSE(letter.text.contains("Secret") || letter.text.contains("Long running"));
    EXPECT_EQ(plan(rob, "2026-03-06").text, "");
}

TEST_F(LettersTest, TheWeekReachesToItsSundayAndSaysTheDays) {
    plan_entry(mia, "Sunday fair", day("2026-03-08", "2026-03-09"), calendar);
    plan_entry(mia, "Next week", day("2026-03-09", "2026-03-10"), calendar);
    plan_entry(rob, "Two days", day("2026-03-03", "2026-03-05"), calendar);
    const Letter letter = plan(rob, "2026-03-02", MailKind::week);
    EXPECT_EQ(letter.subject, "Your week from Monday 2 March: one entry of yours");
    EXPECT_TRUE(letter.text.contains("Tue 3 Mar – Wed 4 Mar  Two days")) << letter.text;
    EXPECT_TRUE(letter.text.contains("Sun 8 Mar  Sunday fair")) << letter.text;
    EXPECT_FALSE(letter.text.contains("Next week"));
}

TEST_F(LettersTest, WhatRepeatsIsThereOnItsDays) {
    add_entry(
        mia, calendar, "Weekly",
        fmt::format(R"(,"kind":"review","status":"planned","owner_id":"{}","rrule":["FREQ=WEEKLY"],"when":{{{}}})",
                    to_text(rob), day("2026-02-05", "2026-02-06")));
    EXPECT_TRUE(plan(rob, "2026-03-05").text.contains("All day  Weekly (review"));
    EXPECT_EQ(plan(rob, "2026-03-06").text, "");
}

TEST_F(LettersTest, CancelledDoneAndIdeasAreNoPlan) {
    for (const auto* status : {"cancelled", "done", "idea"})
        add_entry(mia, calendar, status,
                  fmt::format(R"(,"kind":"push","status":"{}","owner_id":"{}","when":{{{}}})", status, to_text(rob),
                              day("2026-03-05", "2026-03-06")));
    EXPECT_EQ(plan(rob, "2026-03-05").text, "");
}

} // namespace
} // namespace tandem
