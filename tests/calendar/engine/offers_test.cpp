// Who approves what may be offered and said, what that approval stands for, and how the texts of the first version
// became records.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/check.hpp"
#include "calendar/engine/move_texts.hpp"
#include "calendar/engine/say_query.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/offers/talking_point.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct OffersTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id lea = add_member("Lea", Team::sales, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id offer = acked(run(rob, "offer.create", R"({"name":"Pilot","summary":"Two for one"})")).id.value();

    Outcome change(Id author, std::string_view more) {
        return run(author, "offer.update", fmt::format(R"({{"id":"{}",{}}})", to_text(offer), more));
    }
    Outcome approve(Id author) { return change(author, fmt::format(R"("approved_by_id":"{}")", to_text(author))); }
    std::optional<Id> approved_by() { return load<Offer>(offer_type, offer)->approved_by_id; }
    void take_back(Id author, const Ack& ack) { acked(run(author, "undo", fmt::format(R"({{"seq":{}}})", ack.seq))); }

    Id add_point(Id author, Id entry, std::string_view text, std::string_view more = "") {
        const auto args = fmt::format(R"({{"entry_id":"{}","text":"{}"{}}})", to_text(entry), text, more);
        return acked(run(author, "talking_point.create", args)).id.value();
    }
    std::string said(Id member, Id entry, std::string_view on = "2026-11-22") {
        const auto answer = say_of_entry(queries, *engine.directory(), member, entry, parse_date(on).value());
        return answer ? *answer : answer.error().message;
    }
    std::size_t count_points() { return Records(database).select(talking_point_type, "true ORDER BY id").size(); }
};

TEST_F(OffersTest, OnlyALeadApprovesAndInTheirOwnName) {
    EXPECT_EQ(refused(approve(rob)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(change(mia, fmt::format(R"("approved_by_id":"{}")", to_text(lea)))).field, "approved_by_id");
    acked(approve(mia));
    EXPECT_EQ(approved_by(), mia);
    EXPECT_TRUE(load<Offer>(offer_type, offer)->approved_at);
    EXPECT_EQ(refused(change(rob, R"("approved_by_id":null)")).code, ErrorCode::forbidden);
    acked(change(lea, R"("approved_by_id":null)"));
    EXPECT_EQ(approved_by(), std::nullopt);
    EXPECT_FALSE(load<Offer>(offer_type, offer)->approved_at);
}

TEST_F(OffersTest, AChangeOfTheWordsByOthersWithdrawsTheApproval) {
    for (const std::string_view words : {R"("name":"Trial")", R"("summary":"Three")", R"("valid_until":"2026-12-15")",
                                         R"("embargo_until":"2026-11-30")", R"("terms_link":"https://a.example/t")"}) {
        acked(approve(mia));
        acked(change(lea, words));
        EXPECT_EQ(approved_by(), std::nullopt) << words;
    }
    acked(approve(mia));
    acked(change(rob, fmt::format(R"("owner_id":"{}")", to_text(rob))));
    EXPECT_EQ(approved_by(), mia) << "who owns it is none of the words";
    acked(change(mia, R"("summary":"Four")"));
    EXPECT_EQ(approved_by(), mia) << "its author has read what they write";
}

TEST_F(OffersTest, AnApprovalComesBackWithTheWordsThatItStoodFor) {
    acked(approve(mia));
    const auto edit = acked(change(rob, R"("summary":"Three")"));
    EXPECT_EQ(approved_by(), std::nullopt);
    take_back(rob, edit);
    EXPECT_EQ(approved_by(), mia);
    EXPECT_EQ(load<Offer>(offer_type, offer)->summary, "Two for one");
}

TEST_F(OffersTest, AnApprovalDoesNotComeBackForWordsThatNobodyRead) {
    acked(approve(mia));
    const auto edit = acked(change(rob, R"("summary":"Three")"));
    acked(change(rob, R"("name":"Anything")"));
    EXPECT_EQ(refused(run(rob, "undo", fmt::format(R"({{"seq":{}}})", edit.seq))).code, ErrorCode::forbidden);
    EXPECT_EQ(approved_by(), std::nullopt);
}

TEST_F(OffersTest, AnApprovalThatALeadWithdrewIsNotBroughtBackByOthers) {
    acked(approve(mia));
    const auto withdrawn = acked(change(lea, R"("approved_by_id":null)"));
    EXPECT_EQ(refused(change(rob, fmt::format(R"("approved_by_id":"{}")", to_text(mia)))).code, ErrorCode::forbidden);
    take_back(lea, withdrawn);
    EXPECT_EQ(approved_by(), mia);
}

TEST_F(OffersTest, ADeletedOfferComesBackWithItsApprovalAndPoints) {
    acked(approve(mia));
    acked(run(rob, "talking_point.create", fmt::format(R"({{"offer_id":"{}","text":"Ask"}})", to_text(offer))));
    take_back(rob, acked(run(rob, "offer.delete", fmt::format(R"({{"id":"{}"}})", to_text(offer)))));
    EXPECT_EQ(approved_by(), mia);
    EXPECT_EQ(count_points(), 1U);
}

TEST_F(OffersTest, AnApprovalCanBeTakenBack) {
    take_back(mia, acked(approve(mia)));
    EXPECT_EQ(approved_by(), std::nullopt);
    EXPECT_FALSE(load<Offer>(offer_type, offer)->approved_at);
}

TEST_F(OffersTest, AnApprovalOfOtherWordsThanWereReadIsAConflict) {
    const auto read = load<Offer>(offer_type, offer)->rev;
    acked(change(rob, R"("summary":"Everything free")"));
    const auto args =
        fmt::format(R"({{"id":"{}","approved_by_id":"{}","summary":"Two for one"}})", to_text(offer), to_text(mia));
    EXPECT_TRUE(std::holds_alternative<Conflict>(run(mia, "offer.update", args, read)));
    EXPECT_EQ(approved_by(), std::nullopt);
}

TEST_F(OffersTest, TheSameHoldsForATalkingPoint) {
    const Id entry = add_entry(mia, calendar, "Calls");
    const Id point = add_point(mia, entry, "Ask first", fmt::format(R"(,"approved_by_id":"{}")", to_text(mia)));
    const auto args = [&](std::string_view more) { return fmt::format(R"({{"id":"{}",{}}})", to_text(point), more); };
    acked(run(rob, "talking_point.update", args(R"("position":4)")));
    EXPECT_EQ(load<TalkingPoint>(talking_point_type, point)->approved_by_id, mia);
    acked(run(rob, "talking_point.update", args(R"("text":"Ask last")")));
    EXPECT_EQ(load<TalkingPoint>(talking_point_type, point)->approved_by_id, std::nullopt);
}

TEST_F(OffersTest, ItsLastDayIsNotBeforeItsFirstAndItsTermsAreAWebAddress) {
    EXPECT_EQ(refused(change(rob, R"("valid_from":"2026-12-02","valid_until":"2026-12-01")")).field, "valid_until");
    EXPECT_EQ(refused(change(rob, R"("terms_link":"javascript:alert")")).field, "terms_link");
}

TEST_F(OffersTest, WhatTheReaderDoesNotSeeIsNotSaid) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id campaign = add_entry(mia, closed, "Secret", fmt::format(R"(,"offer_ids":["{}"])", to_text(offer)));
    add_point(mia, campaign, "Not for sales");
    const Id push = add_entry(mia, calendar, "Calls", fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    add_point(mia, push, "For all");
    EXPECT_TRUE(said(mia, push).contains("Not for sales"));
    EXPECT_TRUE(said(mia, push).contains("Pilot"));
    EXPECT_TRUE(said(rob, push).contains("For all"));
    EXPECT_FALSE(said(rob, push).contains("Not for sales"));
    EXPECT_FALSE(said(rob, push).contains("Pilot")) << "that the campaign offers it is the campaign's to tell";
    EXPECT_FALSE(said(rob, push).contains(to_text(campaign)));
    EXPECT_EQ(said(rob, campaign), "no such entry");
}

TEST_F(OffersTest, APointTakesThePlaceOfTheLineThatSaysTheSame) {
    const Id push = add_entry(mia, calendar, "Calls", R"(,"talking_points":"One price\nNo surcharge")");
    const auto made = acked(
        run(rob, "talking_point.create", fmt::format(R"({{"entry_id":"{}","text":"One price"}})", to_text(push))));
    EXPECT_EQ(load<Entry>(entry_type, push)->talking_points, "No surcharge");
    take_back(rob, made);
    EXPECT_EQ(load<Entry>(entry_type, push)->talking_points, "One price\nNo surcharge");
    EXPECT_EQ(count_points(), 0U);
}

TEST_F(OffersTest, ASeriesThatIsCutInTwoKeepsItsPointsOnBothSides) {
    const Id push = add_entry(mia, calendar, "Calls",
                              R"(,"kind":"push","rrule":["FREQ=WEEKLY"],"when":{"starts_at":"2026-03-02T09:00:00",)"
                              R"("ends_at":"2026-03-02T10:00:00","zone":"Europe/Berlin"})");
    add_point(mia, push, "Ask first", fmt::format(R"(,"approved_by_id":"{}")", to_text(mia)));
    const auto cut = acked(run(rob, "entry.update",
                               fmt::format(R"({{"id":"{}","occurrence":"2026-03-16T09:00:00",)"
                                           R"("scope":"following","title":"Other calls"}})",
                                           to_text(push))));
    EXPECT_TRUE(said(rob, *cut.id).contains("Ask first"));
    EXPECT_TRUE(said(rob, push).contains("Ask first"));
    take_back(rob, cut);
    EXPECT_EQ(count_points(), 1U);
}

TEST_F(OffersTest, AnOccurrenceOfItsOwnSaysWhatItsSeriesSays) {
    const Id push = add_entry(mia, calendar, "Calls",
                              R"(,"kind":"push","rrule":["FREQ=WEEKLY"],"when":{"starts_at":"2026-03-02T09:00:00",)"
                              R"("ends_at":"2026-03-02T10:00:00","zone":"Europe/Berlin"})");
    add_point(mia, push, "Ask first");
    const auto one = acked(run(rob, "entry.update",
                               fmt::format(R"({{"id":"{}","occurrence":"2026-03-16T09:00:00",)"
                                           R"("scope":"this","title":"Other calls"}})",
                                           to_text(push))));
    EXPECT_TRUE(said(rob, *one.id).contains(R"("source":"series")"));
}

TEST_F(OffersTest, HistoryOfAnOfferSaysWhoChangedWhat) {
    acked(approve(mia));
    const auto told = history_of_offer(queries, *engine.directory(), rob, offer).value();
    EXPECT_TRUE(told.contains(fmt::format(R"("approved_by_id":"{}")", to_text(mia))));
    EXPECT_TRUE(told.contains(R"("op":"create")"));
    EXPECT_EQ(history_of_offer(queries, *engine.directory(), rob, Id{1, 1}).error().code, ErrorCode::not_found);
}

struct MoveTextsTest : OffersTest {
    Id push =
        add_entry(mia, calendar, "Calls",
                  R"(,"talking_points":" One price \n\nNo surcharge\nOne price","offer":"Month free\nuntil May")");
    Id other = add_entry(mia, calendar, "Letters", R"(,"offer":"Month free\nuntil May")");
    Id hers = add_entry(mia, calendar, "Hers", R"(,"private":true,"talking_points":"Quietly","offer":"For one only")");
    Id lengthy =
        add_entry(mia, calendar, "Long", fmt::format(R"(,"talking_points":"{}\nShort")", std::string(600, 'x')));

    MoveTextsTest() { move_texts(database, clock); }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
};

TEST_F(MoveTextsTest, LinesBecomePointsInTheirOrderAndTheTextIsEmpty) {
    EXPECT_EQ(entry(push)->talking_points, "");
    const auto points = Records(database).select(talking_point_type, "entry_id = ? ORDER BY position",
                                                 std::vector<Records::Parameter>{to_text(push)});
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(static_cast<const TalkingPoint&>(*points[0]).text, "One price");
    EXPECT_EQ(static_cast<const TalkingPoint&>(*points[1]).text, "No surcharge");
}

TEST_F(MoveTextsTest, EntriesThatOfferedTheSameNameOneOffer) {
    ASSERT_EQ(entry(push)->offer_ids.size(), 1U);
    EXPECT_EQ(entry(push)->offer_ids, entry(other)->offer_ids);
    EXPECT_EQ(entry(push)->offer, "");
    const auto made = load<Offer>(offer_type, entry(push)->offer_ids[0]);
    EXPECT_EQ(made->name, "Month free");
    EXPECT_EQ(made->summary, "Month free\nuntil May");
}

TEST_F(MoveTextsTest, WhatIsNotForAllDoesNotBecomeAnOfferThatAllSee) {
    EXPECT_EQ(entry(hers)->offer, "For one only");
    EXPECT_TRUE(said(mia, hers).contains("For one only"));
    EXPECT_TRUE(said(mia, hers).contains("Quietly"));
    EXPECT_FALSE(snapshot(rob).contains("For one only"));
    EXPECT_FALSE(snapshot(rob).contains("Quietly"));
}

TEST_F(MoveTextsTest, WhatIsTooLongForAPointStaysAndIsStillSaid) {
    EXPECT_EQ(entry(lengthy)->talking_points, std::string(600, 'x'));
    EXPECT_TRUE(said(rob, lengthy).contains(std::string(600, 'x')));
    EXPECT_TRUE(said(rob, lengthy).contains("Short"));
}

TEST_F(MoveTextsTest, IsDoneOnceAndLeavesASoundWorkspace) {
    database.execute("UPDATE entry SET talking_points = 'Brought by an app' WHERE id = '" + to_text(other) + "'");
    move_texts(database, clock);
    EXPECT_EQ(entry(other)->talking_points, "Brought by an app");
    EXPECT_EQ(check_workspace(database, folder.path() / "scratch.db").findings, std::vector<std::string>{});
}

} // namespace
} // namespace tandem
