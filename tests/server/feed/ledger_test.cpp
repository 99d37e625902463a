// Who fetched a link, and what they have not seen yet: noted as feeds are served, told to the link's owner.
#include "tests/server/feed/ledger_fixture.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

TEST(FeedLedger, EachAppIsNotedAtMostOnceAMinute) {
    LedgerWorkspace work;
    const auto token = work.add_link();
    for (const char* agent : {"Google-Calendar-Importer", "Thunderbird/128.0", "Thunderbird/140.0"})
        work.get(token, {{"User-Agent", agent}});
    work.get(token, {{"User-Agent", "Nextcloud"}}, "HEAD");
    ASSERT_EQ(work.noted.size(), 2U);
    EXPECT_EQ(work.noted[0].link, work.link);
    EXPECT_EQ(work.noted[1].app, "Thunderbird");
    work.clock.advance(std::chrono::minutes{1});
    work.get(token, {{"User-Agent", "Thunder\nbird"}, {"If-None-Match", "*"}});
    EXPECT_EQ(work.noted.size(), 3U);
}

TEST(FeedLedger, AStrangerWhoInventsNamesWritesNoMoreThanTwenty) {
    LedgerWorkspace work;
    const auto token = work.add_link();
    for (int i = 0; i < 50; ++i) work.get(token, {{"User-Agent", fmt::format("App{}", i)}});
    EXPECT_EQ(work.noted.size(), 20U);
    for (int i = 50; i < 60; ++i) work.fetch(token, fmt::format("App{}", i).c_str());
    const auto fetches = work.fetches();
    ASSERT_EQ(fetches.size(), 20U);
    EXPECT_EQ(fetches[0].at("app"), "App59") << "the newest first; the oldest went";
}

TEST(FeedLedger, TheNewestFetchOfAnAppStands) {
    LedgerWorkspace work;
    const auto token = work.add_link();
    work.fetch(token, "iOS/18.1 (22B83) dataaccessd/1.0");
    work.fetch(token, "iOS/18.2 (22C152) dataaccessd/1.0");
    const auto fetches = work.fetches();
    ASSERT_EQ(fetches.size(), 1U);
    EXPECT_EQ(fetches[0].at("app"), "Apple Calendar on a phone");
    EXPECT_EQ(fetches[0].at("agent"), "iOS/18.2 (22C152) dataaccessd/1.0");
    EXPECT_EQ(fetches[0].at("fetched_at"), "2026-03-02T09:02:00.200Z");
    EXPECT_EQ(fetches[0].at("unseen"), 0);
}

TEST(FeedLedger, WhatChangedSinceIsTold) {
    LedgerWorkspace work;
    const Id changed = work.add_day("Webinar"), gone = work.add_day("Fair"), idea = work.add_day("Talk");
    work.add_day("Same");
    const auto token = work.add_link();
    work.fetch(token);
    EXPECT_EQ(work.unseen(), "");
    work.change(changed, R"(,"title":"Spring webinar")");
    work.change(gone, "", "entry.delete");
    work.change(idea, R"(,"status":"idea","when":null)");
    work.add_day("Launch");
    EXPECT_EQ(work.unseen(), "new Launch, gone Talk, gone Fair, changed Spring webinar");
    const json::value fetch = work.fetches().at(0);
    EXPECT_EQ(fetch.at("unseen"), 4);
    EXPECT_EQ(fetch.at("entries").at(3).at("id"), to_text(changed).c_str());
    EXPECT_EQ(json::serialize(fetch.at("entries").at(2).at("when")),
              R"({"starts_on":"2026-05-11","ends_on":"2026-05-12"})");
    work.fetch(token);
    EXPECT_EQ(work.unseen(), "");
}

TEST(FeedLedger, ANotModifiedHasSeenThePresentState) {
    LedgerWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link(R"(,"kinds":["campaign"])");
    const std::string etag(work.get(token).headers.get("ETag"));
    work.change(entry, R"(,"title":"Other")");
    work.change(entry, R"(,"title":"Webinar")"); // but its number has grown
    work.add_account(work.marketer, "Acme");
    work.clock.advance(std::chrono::minutes{1});
    const std::string tag(work.get(token, {{"User-Agent", "Thunderbird"}}).headers.get("ETag"));
    EXPECT_NE(tag, etag);
    work.add_account(work.marketer, "Else");
    work.clock.advance(std::chrono::minutes{1});
    EXPECT_EQ(work.get(token, {{"User-Agent", "Thunderbird"}, {"If-None-Match", tag}}).status, 304);
    EXPECT_EQ(work.noted.back().seen_seq, work.engine.last_seq());
}

// Old bytes from a busy server, and a second look within the minute, may be told as not seen for too long.
TEST(FeedLedger, NothingIsSeenTooEarly) {
    LedgerWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    work.fetch(token);
    work.change(entry, R"(,"title":"Moved")");
    work.get(token, {{"User-Agent", "Google-Calendar-Importer"}}); // within the minute
    EXPECT_EQ(work.unseen(), "changed Moved");
    work.fetch(token);
    EXPECT_EQ(work.unseen(), "");
    work.change(entry, R"(,"title":"Moved again")");
    work.clock.advance(std::chrono::minutes{1});
    EXPECT_EQ(work.get_when_busy(token, {{"User-Agent", "Google-Calendar-Importer"}}), 200); // the old bytes
    EXPECT_EQ(work.unseen(), "changed Moved again");
}

TEST(FeedLedger, OnlyWhatShowsInTheFeedCounts) {
    LedgerWorkspace work;
    const Id entry = work.add_day("Webinar"), old = work.add_day("Old", "2025-06-01");
    const Id other = work.add_day("Else", "2026-05-11", R"(,"tags":["us"])");
    const auto token = work.add_link(R"(,"detail":"titles","tags":["eu"])");
    work.change(entry, R"(,"tags":["eu"])");
    work.fetch(token);
    work.change(entry, R"(,"talking_points":"More","audience":"All")");
    work.change(old, R"(,"title":"Older","tags":["eu"])");
    work.change(other, R"(,"title":"Elsewhere")");
    EXPECT_EQ(work.unseen(), "");
    work.change(other, R"(,"tags":["eu"])");
    work.change(entry, R"(,"tags":["us"])");
    EXPECT_EQ(work.unseen(), "gone Webinar, new Elsewhere");
    work.change(entry, R"(,"tags":["eu"])"); // there and back is nothing
    EXPECT_EQ(work.unseen(), "new Elsewhere");
}

TEST(FeedLedger, AnotherReminderCountsWhereRemindersGoAlong) {
    LedgerWorkspace work;
    const Id entry = work.add_day("Webinar");
    for (const bool alarms : {false, true}) {
        const auto token = work.add_link(fmt::format(R"(,"alarms":{})", alarms));
        work.fetch(token);
        work.change(entry,
                    fmt::format(R"(,"ical_lines":["BEGIN:VALARM","ACTION:DISPLAY","TRIGGER:-PT{}M","END:VALARM"])",
                                alarms ? 5 : 9));
        EXPECT_EQ(work.unseen(), alarms ? "changed Webinar" : "");
    }
}

TEST(FeedLedger, EachAppIsToldWhatItHasNotSeenItself) {
    LedgerWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    work.fetch(token, "Thunderbird");
    work.change(entry, R"(,"title":"Moved")");
    work.fetch(token, "Google-Calendar-Importer");
    work.add_day("Launch");
    const auto fetches = work.fetches();
    ASSERT_EQ(fetches.size(), 2U);
    EXPECT_EQ(fetches[0].at("unseen"), 1);
    EXPECT_EQ(fetches[1].at("unseen"), 2);
}

TEST(FeedLedger, ALongListIsCutAndCounted) {
    LedgerWorkspace work;
    const auto token = work.add_link();
    work.fetch(token);
    for (int i = 0; i < 105; ++i) work.add_day(fmt::format("Entry {}", i));
    const json::value fetch = work.fetches().at(0);
    EXPECT_EQ(fetch.at("unseen"), 105);
    EXPECT_EQ(fetch.at("entries").as_array().size(), 100U);
    EXPECT_TRUE(fetch.at("cut").as_bool());
}

TEST(FeedLedger, AnotherFilterOrOtherRightsSayThatThereMayBeMore) {
    LedgerWorkspace work;
    work.add_day("Webinar");
    const auto token = work.add_link();
    work.fetch(token);
    work.change(work.link, R"(,"name":"Renamed")", "feed_link.update");
    EXPECT_EQ(work.unseen(), "");
    work.change(work.link, R"(,"kinds":["push"])", "feed_link.update");
    EXPECT_EQ(work.unseen(), " +");
}

TEST(FeedLedger, AnOccurrenceThatMovesHasChanged) {
    LedgerWorkspace work;
    const Id series = acked(work.run(work.marketer, "entry.create",
                                     fmt::format(R"({{"calendar_id":"{}","kind":"review","title":"Weekly",)"
                                                 R"("status":"planned","rrule":["FREQ=WEEKLY"],"when":{{)"
                                                 R"("starts_on":"2026-03-03","ends_on":"2026-03-04"}}}})",
                                                 to_text(work.calendar))))
                          .id.value();
    const auto token = work.add_link();
    work.fetch(token);
    const auto ack = acked(work.run(
        work.marketer, "entry.update",
        fmt::format(R"({{"id":"{}","occurrence":"2026-03-17","scope":"this","title":"Moved"}})", to_text(series))));
    EXPECT_EQ(work.unseen(), "changed Moved");
    work.fetch(token);
    acked(work.run(work.marketer, "undo", fmt::format(R"({{"seq":{}}})", ack.seq)));
    EXPECT_EQ(work.unseen(), "changed Moved") << "its old place is there again";
    work.fetch(token);
    work.change(series, R"(,"occurrence":"2026-03-24","scope":"this")", "entry.delete");
    EXPECT_EQ(work.unseen(), "changed Weekly");
}

TEST(FeedLedger, OnlyTheOwnerAndAnAdminMayAsk) {
    LedgerWorkspace work;
    const Id other = work.add_member("ben", Team::marketing);
    const Id admin = work.add_member("eva", Team::sales, Role::admin);
    const auto token = work.add_link();
    work.fetch(token);
    const Date today = parse_date("2026-03-02").value();
    const auto refusal = work.queries.feed_fetches(*work.engine.directory(), other, work.link, today);
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().code, ErrorCode::not_found);
    EXPECT_EQ(work.unseen(admin), "");
}

TEST(FeedLedger, WhatTheOwnerMayNotSeeIsBusyOrNotThere) {
    LedgerWorkspace work;
    const Id ben = work.add_member("ben", Team::sales);
    const Id hidden = work.add_calendar("Board", R"(,"rights":["marketing:none","sales:write"])");
    const auto token = work.add_link();
    work.fetch(token);
    const Id secret = work.add_entry(
        ben, work.calendar, "SECRET",
        R"(,"status":"planned","private":true,"when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"})");
    work.add_entry(ben, hidden, "SECRET",
                   R"(,"status":"planned","when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"})");
    EXPECT_EQ(work.unseen(), "new Busy");
    EXPECT_EQ(work.answer().find(to_text(secret)), std::string::npos);
    work.fetch(token);
    acked(work.run(ben, "entry.update", fmt::format(R"({{"id":"{}","title":"SECRET two"}})", to_text(secret))));
    EXPECT_EQ(work.unseen(), "") << "who sees busy is not told of a title";
    acked(work.run(ben, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(secret))));
    EXPECT_EQ(work.unseen(), "gone Busy");
}

TEST(FeedLedger, WhatIsMadePrivateIsNotNamedByItsNewTitle) {
    LedgerWorkspace work;
    const Id ben = work.add_member("ben", Team::sales);
    const Id entry = work.add_entry(ben, work.calendar, "Fair",
                                    R"(,"status":"planned","when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"})");
    const auto token = work.add_link();
    work.fetch(token);
    acked(
        work.run(ben, "entry.update", fmt::format(R"({{"id":"{}","title":"SECRET","private":true}})", to_text(entry))));
    EXPECT_EQ(work.unseen(), "changed Busy");
}

// Rights that came later do not tell of what was deleted before.
TEST(FeedLedger, WhatWasDeletedBeforeTheRightsCameIsNotNamed) {
    LedgerWorkspace work;
    const Id ben = work.add_member("ben", Team::sales);
    const Id hidden = work.add_calendar("Board", R"(,"rights":["marketing:none","sales:write"])");
    const Id entry = work.add_entry(ben, hidden, "SECRET",
                                    R"(,"status":"planned","when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"})");
    const auto token = work.add_link();
    work.fetch(token);
    acked(work.run(ben, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))));
    acked(work.run(
        work.by_system("calendar.update",
                       fmt::format(R"({{"id":"{}","rights":["marketing:write","sales:write"]}})", to_text(hidden)))));
    EXPECT_EQ(work.unseen(), " +");
}

TEST(FeedLedger, AnAdminIsToldOnlyWhatBothMaySee) {
    LedgerWorkspace work;
    const Id admin = work.add_member("eva", Team::sales, Role::admin);
    const auto token = work.add_link();
    work.fetch(token);
    work.add_day("SECRET", "2026-05-11", R"(,"private":true)");
    EXPECT_EQ(work.unseen(), "new SECRET");
    EXPECT_EQ(work.unseen(admin), "new Busy");
}

} // namespace
} // namespace tandem
