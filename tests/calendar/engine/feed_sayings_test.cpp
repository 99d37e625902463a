// What a feed says of an entry: what may be said on its day, as the link's owner may know it, and current.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/feed_source.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct FeedSayingsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Date today = parse_date("2026-11-22").value();
    Id push =
        add_entry(mia, calendar, "Calls",
                  R"(,"kind":"push","status":"planned","when":{"starts_on":"2026-11-24","ends_on":"2026-11-26"})");
    FeedSource source{reader, engine.directory()};
    std::size_t delivered = sink.changes.size();

    std::string card(Id owner, std::string_view on = "2026-11-22") {
        source.deliver({sink.changes.begin() + static_cast<std::ptrdiff_t>(delivered), sink.changes.end()});
        delivered = sink.changes.size();
        const Date date = parse_date(on).value();
        source.catch_up(date);
        FeedLink link;
        link.created_by = owner;
        for (const FeedItem& item : source.items(link, feed_window(date)))
            if (item.entry->id == push) return item.card;
        return "not in the feed";
    }
    void say(Id entry, std::string_view text, std::string_view more = "") {
        acked(run(mia, "talking_point.create",
                  fmt::format(R"({{"entry_id":"{}","text":"{}"{}}})", to_text(entry), text, more)));
    }
    void change(std::string_view more) {
        acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(push), more)));
    }
};

TEST_F(FeedSayingsTest, WhatIsApprovedStandsFirstAndTheRestSaysThatItIsNot) {
    say(push, "Ask first");
    say(push, "One price", fmt::format(R"(,"approved_by_id":"{}")", to_text(mia)));
    EXPECT_EQ(card(rob), "Talking points:\n- One price\n- Ask first (not approved)");
}

TEST_F(FeedSayingsTest, FollowsChangesOfPointsAndOffersWithoutReadingAnew) {
    EXPECT_EQ(card(rob), "");
    const auto made = acked(run(mia, "offer.create", R"({"name":"Pilot","valid_until":"2026-12-15"})"));
    change(fmt::format(R"("offer_ids":["{}"])", to_text(*made.id)));
    EXPECT_EQ(card(rob), "Offer: Pilot (until 2026-12-15)");
    acked(run(mia, "offer.update", fmt::format(R"({{"id":"{}","summary":"Two for one"}})", to_text(*made.id))));
    EXPECT_EQ(card(rob), "Offer: Two for one (until 2026-12-15)");
    acked(run(mia, "offer.delete", fmt::format(R"({{"id":"{}"}})", to_text(*made.id))));
    EXPECT_EQ(card(rob), "");
}

TEST_F(FeedSayingsTest, APushTellsWhatItsAccountsGotInTheLastTwoWeeks) {
    clock.set(parse_instant("2026-11-22T09:00:00Z").value());
    const Id adler = add_account(mia, "Adler"), biber = add_account(mia, "Biber");
    const auto audience =
        acked(run(mia, "audience.create",
                  fmt::format(R"({{"name":"A","account_ids":["{}","{}"]}})", to_text(adler), to_text(biber))))
            .id.value();
    const auto letter = [&](Id in, std::string_view title, std::string_view on, std::string_view after,
                            std::string_view more = "") {
        add_entry(
            mia, in, title,
            fmt::format(
                R"(,"kind":"release","status":"planned","audience_ids":["{}"],"when":{{"starts_on":"{}","ends_on":"{}"}}{})",
                to_text(audience), on, after, more));
    };
    EXPECT_EQ(card(rob), "");
    change(fmt::format(R"("audience_ids":["{}"])", to_text(audience)));
    EXPECT_EQ(card(rob), "Last 14 days: nothing from us to its 2 accounts");
    letter(calendar, "Newsletter", "2026-11-09", "2026-11-10",
           fmt::format(R"(,"excluded_account_ids":["{}"])", to_text(biber)));
    letter(calendar, "Too long ago", "2026-11-08", "2026-11-09");
    letter(calendar, "Tomorrow", "2026-11-23", "2026-11-24");
    letter(closed, "Secret", "2026-11-20", "2026-11-21");
    acked(run(rob, "touch.create",
              fmt::format(R"({{"account_id":"{}","outcome":"reached","touched_at":"2026-11-20T10:00:00.000Z"}})",
                          to_text(biber))));
    say(push, "Docks");
    const std::string told = "Talking points:\n- Docks (not approved)\nLast 14 days, its 2 accounts got:\n";
    EXPECT_EQ(card(rob), told + "- Newsletter (2026-11-09): 1 account\n- 1 more entry\n- 1 contact with 1 account");
    EXPECT_EQ(
        card(mia),
        told + "- Secret (2026-11-20): 2 accounts\n- Newsletter (2026-11-09): 1 account\n- 1 contact with 1 account");
    EXPECT_EQ(card(rob, "2026-11-10").find("Last 14 days"), std::string::npos); // it begins in two weeks
}

TEST_F(FeedSayingsTest, WhatIsUnderEmbargoOnTheDayIsCountedAndNotTold) {
    say(push, "Secret until launch", R"(,"embargo_until":"2026-11-25")");
    EXPECT_EQ(card(rob), "Not before 2026-11-25: 1 more, under embargo");
    EXPECT_EQ(card(rob, "2026-11-24"), "Not before 2026-11-25: 1 more, under embargo");
    EXPECT_EQ(card(rob, "2026-11-25"), "Talking points:\n- Secret until launch (not approved)");
}

TEST_F(FeedSayingsTest, SaysWhatTheCampaignSaysToThoseWhoSeeIt) {
    const Id campaign = add_entry(mia, closed, "Secret launch");
    say(campaign, "Of the campaign");
    change(fmt::format(R"("parent_id":"{}")", to_text(campaign)));
    EXPECT_EQ(card(mia), "Talking points:\n- Of the campaign (not approved)");
    EXPECT_EQ(card(rob), "");
    EXPECT_EQ(card(mia, "2026-11-23"), "Talking points:\n- Of the campaign (not approved)") << "read anew";
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(campaign))));
    EXPECT_EQ(card(mia), "") << "what is private is busy in every feed, also for its owner";
}

} // namespace
} // namespace tandem
