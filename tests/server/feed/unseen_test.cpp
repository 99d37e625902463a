// What an app has not seen where rights, filters and old changes come in.
#include "tests/server/feed/ledger_fixture.hpp"

namespace tandem {
namespace {

struct UnseenTest : testing::Test, LedgerWorkspace {
    Id ben = add_member("ben", Team::sales);
    Id eva = add_member("eva", Team::sales, Role::admin);

    void change_by(Id member, Id entry, std::string_view fields, std::string_view name = "entry.update") {
        acked(run(member, name, fmt::format(R"({{"id":"{}"{}}})", to_text(entry), fields)));
    }
    void system(std::string_view name, Id id, std::string_view fields) {
        acked(run(by_system(name, fmt::format(R"({{"id":"{}"{}}})", to_text(id), fields))));
    }
    Id add_for(Id author, Id place, std::string_view title, std::string_view more = "") {
        return add_entry(author, place, title,
                         fmt::format(R"(,"status":"planned","when":{{"starts_on":"2026-05-11",)"
                                     R"("ends_on":"2026-05-12"}}{})",
                                     more));
    }
};

TEST_F(UnseenTest, WhatAProgramCallsItselfIsKeptPlainAndShort) {
    const auto token = add_link();
    fetch(token);
    engine.note_fetch({link, std::string(50, 'a') + "\n", "b\x01" + std::string(300, 'b'), clock.now(), 1});
    const auto fetches = this->fetches();
    ASSERT_EQ(fetches.size(), 2U);
    const auto& stranger = fetches.at(fetches.at(0).at("app") == "Google Calendar" ? 1 : 0);
    EXPECT_EQ(stranger.at("app"), std::string(40, 'a').c_str());
    EXPECT_EQ(stranger.at("agent"), std::string(200, 'b').c_str());
}

TEST_F(UnseenTest, AnAppIsComparedWithWhatItWasGivenAndNotWithTheNext) {
    const Id entry = add_day("Webinar");
    const auto token = add_link();
    fetch(token, "Thunderbird");
    change(entry, R"(,"location":"Hall")");
    fetch(token, "Google-Calendar-Importer");
    change(entry, R"(,"location":"")");
    const auto fetches = this->fetches();
    EXPECT_EQ(fetches.at(0).at("unseen"), 1) << "has the hall still";
    EXPECT_EQ(fetches.at(1).at("unseen"), 0) << "there and back";
}

TEST_F(UnseenTest, TheOrderOfFetchesIsNotThatOfWhatWasGiven) {
    const auto token = add_link();
    fetch(token, "Thunderbird");
    const auto old = engine.last_seq();
    add_day("Launch");
    fetch(token, "Google-Calendar-Importer");
    clock.advance(std::chrono::minutes{1});
    engine.note_fetch({link, "Thunderbird", "Thunderbird", clock.now(), old}); // of old bytes
    const auto fetches = this->fetches();
    EXPECT_EQ(fetches.at(0).at("unseen"), 1);
    EXPECT_EQ(fetches.at(1).at("unseen"), 0);
}

TEST_F(UnseenTest, BeyondWhatIsWalkedThereMayBeMore) {
    const auto token = add_link();
    fetch(token);
    add_account(marketer, "Nordlicht");
    EXPECT_EQ(unseen(), "");
    database.execute("INSERT INTO change_item (seq, ordinal, kind, record_id, rev, op, old, new) "
                     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
                     "SELECT seq, ordinal + i, kind, record_id, rev, op, old, new FROM change_item, n "
                     "WHERE seq = (SELECT max(seq) FROM change)");
    add_day("Launch");
    EXPECT_EQ(unseen(), "new Launch +");
}

TEST_F(UnseenTest, WhatIsBusyForTheOwnerIsBusyForAnAdmin) {
    const auto token = add_link();
    fetch(token);
    add_for(eva, calendar, "SECRET", R"(,"private":true)");
    EXPECT_EQ(unseen(eva), "new Busy");
}

// Rights that came later do not tell of what was deleted before.
TEST_F(UnseenTest, AnotherTeamIsNotToldOfWhatIsGone) {
    const Id closed = add_calendar("Board", R"(,"rights":["marketing:none","sales:write"])");
    const Id entry = add_for(ben, closed, "SECRET");
    const auto token = add_link();
    fetch(token);
    change_by(ben, entry, "", "entry.delete");
    system("member.update", marketer, R"(,"team":"sales")");
    EXPECT_EQ(unseen(), " +");
}

TEST_F(UnseenTest, AnAdminWhoChangedTeamsIsNotToldOfWhatWasGoneBefore) {
    const Id closed = add_calendar("Plan", R"(,"team":"marketing","rights":["sales:none"])");
    const Id entry = add_for(marketer, closed, "SECRET");
    const auto token = add_link();
    fetch(token);
    change(entry, "", "entry.delete");
    system("member.update", eva, R"(,"team":"marketing")");
    EXPECT_EQ(unseen(eva), "");
    EXPECT_EQ(unseen(), "gone SECRET");
}

TEST_F(UnseenTest, SomeoneElsesTeamCountsWhereTheLinkAsksForTeams) {
    const auto token = add_link();
    fetch(token);
    system("member.update", ben, R"(,"team":"marketing")");
    EXPECT_EQ(unseen(), "");
    const auto by_team = add_link(R"(,"teams":["sales"])");
    fetch(by_team);
    system("member.update", ben, R"(,"team":"sales")");
    EXPECT_EQ(unseen(), " +");
}

TEST_F(UnseenTest, AnotherLinkIsNoneOfIts) {
    add_link();
    const Id other = link;
    const auto token = add_link();
    fetch(token);
    change(other, R"(,"kinds":["push"])", "feed_link.update");
    EXPECT_EQ(unseen(), "");
}

TEST_F(UnseenTest, ADeletedPrivateEntryIsNamedToItsAuthor) {
    const Id entry = add_day("Mine", "2026-05-11", R"(,"private":true)");
    const auto token = add_link();
    fetch(token);
    change(entry, "", "entry.delete");
    EXPECT_EQ(unseen(), "gone Mine");
    EXPECT_EQ(unseen(eva), "gone Busy");
}

TEST_F(UnseenTest, WhatWasCalledOffIsGoneOnlyWhileItWasShown) {
    const Id recent = add_day("Recent"), old = add_day("Old");
    change(old, R"(,"status":"cancelled")");
    clock.advance(std::chrono::days{40});
    change(recent, R"(,"status":"cancelled")");
    const auto token = add_link();
    fetch(token);
    clock.advance(std::chrono::days{1});
    change(recent, "", "entry.delete");
    change(old, "", "entry.delete");
    EXPECT_EQ(unseen(), "gone Recent");
}

TEST_F(UnseenTest, HolidaysThatCameOrMovedMayNotHaveBeenSeen) {
    const auto plain = add_link();
    fetch(plain);
    system("feed_link.update", link, R"(,"days_off":true)");
    EXPECT_EQ(unseen(), " +") << "the link began to carry them";
    fetch(plain);
    EXPECT_EQ(unseen(), "");
    const Id day =
        acked(run(by_system("blackout.create", R"({"name":"Fair","first_on":"2026-05-11","last_on":"2026-05-12"})")))
            .id.value();
    EXPECT_EQ(unseen(), " +");
    fetch(plain);
    system("blackout.update", day, R"(,"last_on":"2026-05-13")");
    EXPECT_EQ(unseen(), " +");
    fetch(plain);
    system("feed_link.update", link, R"(,"days_off":false)");
    fetch(plain);
    system("blackout.delete", day, "");
    EXPECT_EQ(unseen(), "") << "it carries none";
}

TEST_F(UnseenTest, AnOccurrenceThatIsTakenOutIsGone) {
    const Id series = add_day("Daily", "2026-05-11", R"(,"kind":"review","rrule":["FREQ=DAILY;COUNT=5"])");
    const Id own = acked(run(marketer, "entry.update",
                             fmt::format(R"({{"id":"{}","occurrence":"2026-05-13","scope":"this","title":"Own"}})",
                                         to_text(series))))
                       .id.value();
    const auto token = add_link();
    fetch(token);
    change(own, "", "entry.delete");
    EXPECT_TRUE(unseen().contains("gone Own")) << unseen();
}

} // namespace
} // namespace tandem
