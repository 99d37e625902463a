// What is said about the plan: who may say it, who sees it, who is told, and that all of it can be taken back.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "calendar/engine/project.hpp"
#include "calendar/engine/talk.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/talk/comment.hpp"
#include "calendar/talk/reaction.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct TalkTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id zoe = add_member("Zoe", Team::sales);
    Id eve = add_member("Eve", Team::other, Role::viewer);
    Id calendar = add_calendar("Plan");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Id entry = add_entry(mia, calendar, "Webinar");

    static std::string about(Id id, std::string_view more, std::string_view field = "entry_id") {
        return fmt::format(R"({{"{}":"{}",{}}})", field, to_text(id), more);
    }
    Ack say(Id author, std::string_view more, Id of) {
        clock.advance(std::chrono::seconds{1}); // ids are sorted by time
        return acked(run(author, "comment.create", about(of, more)));
    }
    Ack say(Id author, std::string_view more) { return say(author, more, entry); }
    static std::string naming(Id member, std::string_view text = "Look") {
        return fmt::format(R"("text":"{}","mention_ids":["{}"])", text, to_text(member));
    }
    Ack undo(Id author, const Ack& ack) { return acked(run(author, "undo", fmt::format(R"({{"seq":{}}})", ack.seq))); }

    // What lies in a member's inbox, the oldest first: "mention", "comment", "assigned".
    std::vector<std::string> inbox(Id member) {
        const Records::Parameter id[] = {to_text(member)};
        std::vector<std::string> kinds;
        for (const auto& one : Records(database).select(notification_type, "member_id = ? ORDER BY id", id))
            kinds.emplace_back(
                notification_kinds[static_cast<std::size_t>(static_cast<const Notification&>(*one).kind)]);
        return kinds;
    }
    using Inbox = std::vector<std::string>;
    Result<std::string> talk(Id member, Id id) {
        return talk_about(queries, *engine.directory(), member, entry_type, id);
    }
};

TEST_F(TalkTest, WhoeverSeesAnEntryMayTalkAboutItButViewersMayNot) {
    say(rob, R"("text":"Who calls them?")");
    EXPECT_TRUE(talk(eve, entry)->contains("Who calls them?"));
    EXPECT_EQ(refused(run(eve, "comment.create", about(entry, R"("text":"Me")"))).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(eve, "reaction.create", about(entry, R"("kind":"up")"))).code, ErrorCode::forbidden);
}

TEST_F(TalkTest, NothingIsSaidAboutWhatIsNotSeen) {
    const Id hidden = add_entry(mia, closed, "Hidden");
    say(mia, R"("text":"Secret")", hidden);
    EXPECT_EQ(refused(run(rob, "comment.create", about(hidden, R"("text":"?")"))).field, "entry_id");
    EXPECT_EQ(talk(rob, hidden).error().code, ErrorCode::not_found);
    EXPECT_TRUE(talk(mia, hidden)->contains("Secret"));
}

TEST_F(TalkTest, ACommentIsAboutOneThingAndSaysSomething) {
    const Id account = add_account(rob, "Plan AG");
    const auto both =
        fmt::format(R"({{"entry_id":"{}","account_id":"{}","text":"x"}})", to_text(entry), to_text(account));
    EXPECT_EQ(refused(run(rob, "comment.create", both)).field, "entry_id");
    EXPECT_EQ(refused(run(rob, "comment.create", R"({"text":"x"})")).field, "entry_id");
    EXPECT_EQ(refused(run(rob, "comment.create", about(entry, R"("text":" \n ")"))).field, "text");
    EXPECT_EQ(refused(run(rob, "comment.create", about(entry, R"("text":"")"))).field, "text");
}

TEST_F(TalkTest, OnlyItsAuthorChangesTheWordsAndLeadsMayDelete) {
    const Id id = say(rob, R"("text":"First")").id.value();
    const auto edit = fmt::format(R"({{"id":"{}","text":"Second"}})", to_text(id));
    const auto erase = fmt::format(R"({{"id":"{}"}})", to_text(id));
    EXPECT_EQ(refused(run(zoe, "comment.update", edit)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(mia, "comment.update", edit)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(zoe, "comment.delete", erase)).code, ErrorCode::forbidden);
    const auto edited = acked(run(rob, "comment.update", edit));
    EXPECT_EQ(load<Comment>(comment_type, id)->edited_at, clock.now());
    undo(rob, edited);
    EXPECT_EQ(load<Comment>(comment_type, id)->text, "First");
    EXPECT_FALSE(load<Comment>(comment_type, id)->edited_at);
    const auto gone = acked(run(mia, "comment.delete", erase));
    EXPECT_FALSE(load<Comment>(comment_type, id));
    undo(mia, gone);
    EXPECT_EQ(load<Comment>(comment_type, id)->created_by, rob);
}

TEST_F(TalkTest, WhoIsNamedIsToldOnceAlsoWhenAnEditNamesThem) {
    const Id id = say(mia, naming(rob)).id.value();
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
    const auto edit =
        fmt::format(R"({{"id":"{}","mention_ids":["{}","{}"]}})", to_text(id), to_text(rob), to_text(zoe));
    const auto edited = acked(run(mia, "comment.update", edit));
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
    EXPECT_EQ(inbox(zoe), Inbox{"mention"});
    undo(mia, edited);
    EXPECT_TRUE(inbox(zoe).empty());
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
}

TEST_F(TalkTest, NobodyIsToldOfWhatTheyMayNotSee) {
    const Id hidden = add_entry(mia, closed, "Hidden", fmt::format(R"(,"owner_id":"{}")", to_text(rob)));
    say(mia, naming(rob), hidden);
    EXPECT_TRUE(inbox(rob).empty());
    const Id own = add_entry(mia, calendar, "Idea", R"(,"private":true)");
    say(mia, naming(rob), own);
    EXPECT_TRUE(inbox(rob).empty());
    acked(run(by_system("member.update", fmt::format(R"({{"id":"{}","active":false}})", to_text(zoe)))));
    say(mia, naming(zoe));
    EXPECT_TRUE(inbox(zoe).empty());
}

TEST_F(TalkTest, OwnersAuthorsAndWhoTalkedBeforeAreToldOfComments) {
    say(rob, R"("text":"First")");
    EXPECT_EQ(inbox(mia), Inbox{"comment"}); // she made the entry
    EXPECT_TRUE(inbox(rob).empty());         // his own
    say(mia, R"("text":"Second")");
    EXPECT_EQ(inbox(rob), Inbox{"comment"});
    EXPECT_TRUE(inbox(zoe).empty());
    say(zoe, naming(rob, "Third"));
    EXPECT_EQ(inbox(rob), (Inbox{"comment", "mention"})); // not twice of one comment
    EXPECT_EQ(inbox(mia), (Inbox{"comment", "comment"}));
}

TEST_F(TalkTest, OwnersOfOffersAndAccountsAreTold) {
    const Id offer = acked(run(rob, "offer.create", R"({"name":"Pilot"})")).id.value();
    acked(run(zoe, "comment.create", about(offer, R"("text":"Too cheap")", "offer_id")));
    acked(run(zoe, "comment.create", about(add_account(rob, "Plan AG"), R"("text":"Old friends")", "account_id")));
    EXPECT_EQ(inbox(rob), (Inbox{"comment", "comment"}));
    const auto said = talk_about(queries, *engine.directory(), mia, offer_type, offer);
    EXPECT_TRUE(said->contains("Too cheap"));
    EXPECT_FALSE(said->contains("Old friends"));
}

TEST_F(TalkTest, WhoIsGivenAnEntryIsToldButNotOfTheirOwnDoingNorByAnUndo) {
    const auto own = [&](Id id, Id owner) {
        return fmt::format(R"({{"id":"{}","owner_id":"{}"}})", to_text(id), to_text(owner));
    };
    const auto given = acked(run(mia, "entry.update", own(entry, rob)));
    EXPECT_EQ(inbox(rob), Inbox{"assigned"});
    acked(run(rob, "entry.update", own(entry, zoe)));
    acked(run(zoe, "entry.update", own(entry, zoe)));
    EXPECT_EQ(inbox(zoe), Inbox{"assigned"});
    EXPECT_EQ(refused(run(mia, "undo", fmt::format(R"({{"seq":{}}})", given.seq))).code, ErrorCode::changed_since);
    const auto back = acked(run(mia, "entry.update", own(entry, mia)));
    undo(mia, back);
    EXPECT_EQ(inbox(zoe), Inbox{"assigned"});
    add_entry(mia, calendar, "Fair", fmt::format(R"(,"owner_id":"{}")", to_text(rob)));
    EXPECT_EQ(inbox(rob), (Inbox{"assigned", "assigned"}));
}

TEST_F(TalkTest, AnOccurrenceOrTheRestOfASeriesAssignsNobodyAnew) {
    const auto weekly = fmt::format(
        R"({{"calendar_id":"{}","kind":"review","title":"Weekly","owner_id":"{}","rrule":["FREQ=WEEKLY"],)"
        R"("when":{{"starts_at":"2026-03-30T09:00:00","ends_at":"2026-03-30T10:00:00","zone":"Europe/Berlin"}}}})",
        to_text(calendar), to_text(rob));
    const Id series = acked(run(mia, "entry.create", weekly)).id.value();
    ASSERT_EQ(inbox(rob), Inbox{"assigned"});
    const auto part = [&](std::string_view scope, std::string_view at, std::string_view change) {
        return fmt::format(R"({{"id":"{}","scope":"{}","occurrence":"{}T09:00:00",{}}})", to_text(series), scope, at,
                           change);
    };
    acked(run(mia, "entry.update", part("this", "2026-04-06", R"("title":"Other")")));
    acked(run(mia, "entry.update", part("following", "2026-04-13", R"("title":"Rest")")));
    EXPECT_EQ(inbox(rob), Inbox{"assigned"});
    acked(run(mia, "entry.update", part("this", "2026-03-30", fmt::format(R"("owner_id":"{}")", to_text(zoe)))));
    EXPECT_EQ(inbox(zoe), Inbox{"assigned"});
}

TEST_F(TalkTest, MutedKindsDoNotCome) {
    const Id own = acked(run(rob, "preference.create", R"({"muted_kinds":["assigned"]})")).id.value();
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","owner_id":"{}"}})", to_text(entry), to_text(rob))));
    EXPECT_TRUE(inbox(rob).empty());
    say(mia, naming(rob));
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
    EXPECT_TRUE(snapshot(rob).contains(to_text(own)));
    EXPECT_FALSE(snapshot(mia).contains(to_text(own)));
    EXPECT_EQ(refused(run(rob, "preference.create", "{}")).field, "id");
}

TEST_F(TalkTest, AllOfOnesOwnInboxIsReadAtOnceAndThatIsNotTakenBack) {
    for (const auto* text : {"One", "Two"}) {
        say(mia, naming(rob, text));
        say(mia, naming(zoe, text));
    }
    const auto unread = [&](Id member) {
        const Records::Parameter id[] = {to_text(member)};
        return Records(database).select(notification_type, "member_id = ? AND read = 0", id).size();
    };
    const auto read = acked(run(rob, "notification.read_all", "{}"));
    EXPECT_EQ(unread(rob), 0U);
    EXPECT_EQ(unread(zoe), 2U);
    EXPECT_EQ(refused(run(rob, "undo", fmt::format(R"({{"seq":{}}})", read.seq))).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(rob, "notification.read_all", R"({"x":1})")).field, "x");
    acked(run(rob, "notification.read_all", "{}")); // nothing to do is no error
}

TEST_F(TalkTest, AnUndoneCommentIsToldNoMore) {
    const auto said = say(mia, naming(rob));
    const auto back = undo(mia, said);
    EXPECT_TRUE(inbox(rob).empty());
    EXPECT_FALSE(load<Comment>(comment_type, said.id.value()));
    undo(mia, back);
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
    EXPECT_EQ(load<Comment>(comment_type, said.id.value())->mention_ids, IdList{rob});
}

TEST_F(TalkTest, ADeletedCommentTakesItsReactionsAndNoticesAndBringsThemBack) {
    const Id id = say(mia, naming(rob)).id.value();
    const Id sign = acked(run(rob, "reaction.create", about(id, R"("kind":"heart")", "comment_id"))).id.value();
    EXPECT_EQ(load<Reaction>(reaction_type, sign)->entry_id, entry);
    const auto gone = acked(run(mia, "comment.delete", fmt::format(R"({{"id":"{}"}})", to_text(id))));
    EXPECT_TRUE(inbox(rob).empty());
    EXPECT_FALSE(load<Reaction>(reaction_type, sign));
    undo(mia, gone);
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
    EXPECT_EQ(load<Reaction>(reaction_type, sign)->comment_id, id);
}

TEST_F(TalkTest, ANoticeThatGoesWithWhatIsOutOfSightDoesNotTellWhoDidThat) {
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","owner_id":"{}"}})", to_text(entry), to_text(rob))));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","owner_id":null,"private":true}})", to_text(entry))));
    EXPECT_FALSE(snapshot(rob).contains(to_text(entry)));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))));
    const Change& change = *sink.changes.back();
    const auto told = encode_change(change, projection_key(change, rob));
    EXPECT_TRUE(told.contains(R"("op":"remove","kind":"notification")"));
    EXPECT_FALSE(told.contains(to_text(mia)));
    EXPECT_FALSE(told.contains(to_text(entry)));
}

TEST_F(TalkTest, WhatIsSaidGoesAndComesBackWithItsEntry) {
    const Id id = say(mia, naming(rob)).id.value();
    const Id sign = acked(run(rob, "reaction.create", about(id, R"("kind":"heart")", "comment_id"))).id.value();
    const auto gone = acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))));
    EXPECT_TRUE(inbox(rob).empty());
    undo(mia, gone);
    EXPECT_EQ(inbox(rob), Inbox{"mention"});
    EXPECT_EQ(load<Reaction>(reaction_type, sign)->comment_id, id);
    const Records::Parameter none[] = {to_text(id)};
    EXPECT_EQ(Records(database).select(notification_type, "comment_id = ?", none).size(), 1U);
}

TEST_F(TalkTest, WhatIsSaidGoesAndComesBackWithAnOfferOrAnAccount) {
    const Id offer = acked(run(rob, "offer.create", R"({"name":"Pilot"})")).id.value();
    const Id account = add_account(rob, "Plan AG");
    for (const auto& [name, id] : {std::pair{"offer", offer}, {"account", account}}) {
        const auto field = fmt::format("{}_id", name);
        const Id said = acked(run(zoe, "comment.create", about(id, R"("text":"Hm")", field))).id.value();
        acked(run(mia, "reaction.create", about(said, R"("kind":"eyes")", "comment_id")));
        const auto gone = acked(run(rob, fmt::format("{}.delete", name), fmt::format(R"({{"id":"{}"}})", to_text(id))));
        EXPECT_FALSE(load<Comment>(comment_type, said)) << name;
        EXPECT_TRUE(inbox(rob).empty()) << name;
        undo(rob, gone);
        EXPECT_TRUE(load<Comment>(comment_type, said)) << name;
        EXPECT_EQ(inbox(rob), Inbox{"comment"}) << name;
        acked(run(mia, "comment.delete", fmt::format(R"({{"id":"{}"}})", to_text(said))));
    }
}

TEST_F(TalkTest, AMemberGivesEachSignOnceAndTakesOnlyTheirOwnBack) {
    const Id sign = acked(run(rob, "reaction.create", about(entry, R"("kind":"up")"))).id.value();
    EXPECT_EQ(refused(run(rob, "reaction.create", about(entry, R"("kind":"up")"))).field, "kind");
    acked(run(rob, "reaction.create", about(entry, R"("kind":"heart")")));
    acked(run(zoe, "reaction.create", about(entry, R"("kind":"up")")));
    const Id said = say(mia, R"("text":"Vote")").id.value();
    acked(run(rob, "reaction.create", about(said, R"("kind":"up")", "comment_id"))); // another thing
    const auto erase = fmt::format(R"({{"id":"{}"}})", to_text(sign));
    EXPECT_EQ(refused(run(zoe, "reaction.delete", erase)).code, ErrorCode::forbidden);
    acked(run(rob, "reaction.delete", erase));
    acked(run(rob, "reaction.create", about(entry, R"("kind":"up")")));
}

TEST_F(TalkTest, VotesForIdeasAreInTheSnapshotOtherSignsAreAskedFor) {
    const Id idea = add_entry(mia, calendar, "Idea");
    const Id dated = add_entry(mia, calendar, "Fair", R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-03-31"})");
    const Id vote = acked(run(rob, "reaction.create", about(idea, R"("kind":"up")"))).id.value();
    const Id sign = acked(run(rob, "reaction.create", about(dated, R"("kind":"up")"))).id.value();
    EXPECT_TRUE(snapshot(zoe).contains(to_text(vote)));
    EXPECT_FALSE(snapshot(zoe).contains(to_text(sign)));
    EXPECT_TRUE(talk(zoe, dated)->contains(to_text(sign)));
}

TEST_F(TalkTest, GivingAnEntryAwayCanBeUndoneAfterSomeoneCommented) {
    const auto given =
        acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","owner_id":"{}"}})", to_text(entry), to_text(rob))));
    say(zoe, R"("text":"Good choice")");
    undo(mia, given);
    EXPECT_FALSE(load<Entry>(entry_type, entry)->owner_id);
    EXPECT_TRUE(talk(zoe, entry)->contains("Good choice"));
}

TEST_F(TalkTest, AnEntryThatOthersTalkedAboutIsNotUndoneAway) {
    const auto made = acked(run(
        mia, "entry.create", fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"New"}})", to_text(calendar))));
    say(rob, R"("text":"Nice")", made.id.value());
    EXPECT_EQ(refused(run(mia, "undo", fmt::format(R"({{"seq":{}}})", made.seq))).code, ErrorCode::changed_since);
}

} // namespace
} // namespace tandem
