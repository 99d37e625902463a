// What belongs to an entry is seen as the entry is, on every side of every change, and goes and comes with it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/project.hpp"
#include "calendar/offers/talking_point.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/notification.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct PartsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id entry = add_entry(mia, calendar, "Webinar");
    Id point = acked(run(mia, "talking_point.create",
                         fmt::format(R"({{"entry_id":"{}","text":"Ask what they missed"}})", to_text(entry))))
                   .id.value();

    Ack edit(std::string_view more) {
        return acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(entry), more)));
    }
    bool sees(Id member) { return snapshot(member).contains(to_text(point)); }
    // What the newest change tells a member.
    std::string told(Id member) {
        const Change& change = *sink.changes.back();
        const auto key = projection_key(change, member);
        return key.empty() ? "" : encode_change(change, key);
    }
};

TEST_F(PartsTest, APartIsSeenByThoseWhoSeeItsEntry) {
    EXPECT_TRUE(sees(rob));
    edit(R"("private":true)");
    EXPECT_FALSE(sees(rob));
    EXPECT_TRUE(sees(mia));
    EXPECT_TRUE(told(rob).contains(fmt::format(R"("op":"remove","kind":"talking_point","id":"{}")", to_text(point))));
    edit(fmt::format(R"("backup_owner_id":"{}")", to_text(rob)));
    EXPECT_TRUE(sees(rob));
    EXPECT_TRUE(told(rob).contains("Ask what they missed"));
}

TEST_F(PartsTest, APartMovesWithItsEntryToAnotherCalendar) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const auto moved = edit(fmt::format(R"("calendar_id":"{}")", to_text(closed)));
    EXPECT_FALSE(sees(rob));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_TRUE(sees(rob));
}

TEST_F(PartsTest, APartOfAHiddenEntryIsNotSeenWhoeverMadeIt) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id hidden = add_entry(mia, closed, "Hidden");
    acked(run(mia, "talking_point.create", fmt::format(R"({{"entry_id":"{}","text":"Secret"}})", to_text(hidden))));
    EXPECT_FALSE(snapshot(rob).contains("Secret"));
    EXPECT_EQ(told(rob), "");
}

TEST_F(PartsTest, PartsGoAndComeBackWithTheirEntry) {
    const auto gone = acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))));
    EXPECT_EQ(load<TalkingPoint>(talking_point_type, point), nullptr);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    ASSERT_NE(load<TalkingPoint>(talking_point_type, point), nullptr);
    EXPECT_EQ(load<TalkingPoint>(talking_point_type, point)->text, "Ask what they missed");
    EXPECT_TRUE(sees(rob));
}

TEST_F(PartsTest, AnUndoOfWhatHidTheEntryAsksNoRightsOnWhatOthersHungOnIt) {
    acked(run(rob, "talking_point.create", fmt::format(R"({{"entry_id":"{}","text":"Mine"}})", to_text(entry))));
    const auto hid = edit(R"("private":true)");
    EXPECT_FALSE(snapshot(rob).contains("Mine"));
    acked(run(mia, "talking_point.create", fmt::format(R"({{"entry_id":"{}","text":"Since"}})", to_text(entry))));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", hid.seq)));
    EXPECT_TRUE(snapshot(rob).contains("Mine"));
    EXPECT_TRUE(snapshot(rob).contains("Since")) << "what was hung on it meanwhile follows, too";
}

// Rob may say any base_rev: the words of a time when he did not see the point are no answer to it.
TEST_F(PartsTest, WordsFromWhenThePartWasHiddenStayHidden) {
    edit(R"("private":true)");
    const auto say = [&](std::string_view text) {
        return fmt::format(R"({{"id":"{}","text":"{}"}})", to_text(point), text);
    };
    acked(run(mia, "talking_point.update", say("The secret price")));
    edit(R"("private":false)");
    acked(run(mia, "talking_point.update", say("The price")));
    const Outcome outcome = run(rob, "talking_point.update", say("Mine"), 1);
    const auto* conflict = std::get_if<Conflict>(&outcome);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(conflict->fields.at(0).base, "null");
    EXPECT_EQ(conflict->fields.at(0).theirs, R"("The price")");
}

TEST_F(PartsTest, WhatNamesARecordThatGoesNamesItNoMoreAndAgainWhenItComesBack) {
    const Id offer = acked(run(rob, "offer.create", R"({"name":"Pilot"})")).id.value();
    edit(fmt::format(R"("offer_ids":["{}"])", to_text(offer)));
    const auto gone = acked(run(rob, "offer.delete", fmt::format(R"({{"id":"{}"}})", to_text(offer))));
    EXPECT_TRUE(load<Entry>(entry_type, entry)->offer_ids.empty());
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_EQ(load<Entry>(entry_type, entry)->offer_ids, IdList{offer});
}

TEST_F(PartsTest, AnInboxIsItsMembersAlone) {
    const Id told =
        acked(run(by_system("notification.create", fmt::format(R"({{"member_id":"{}"}})", to_text(rob))))).id.value();
    EXPECT_TRUE(snapshot(rob).contains(to_text(told)));
    EXPECT_FALSE(snapshot(mia).contains(to_text(told)));
    const auto read = fmt::format(R"({{"id":"{}","read":true}})", to_text(told));
    EXPECT_EQ(refused(run(mia, "notification.update", read)).code, ErrorCode::not_found);
    acked(run(rob, "notification.update", read));
    EXPECT_TRUE(load<Notification>(notification_type, told)->is_read);
}

} // namespace
} // namespace tandem
