// What may be said to an account: by what reaches it, lately, now and next.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/account_say.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct AccountSayTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id open = add_calendar("Open"), closed = add_calendar("Closed", R"(,"team":"marketing")");
    Id adler = add_account(mia, "Adler"), biber = add_account(mia, "Biber");
    Id audience =
        acked(run(mia, "audience.create", fmt::format(R"({{"name":"A","account_ids":["{}"]}})", to_text(adler))))
            .id.value();

    Id entry(Id calendar, std::string_view title, std::string_view from, std::string_view to,
             std::string_view more = "") {
        return add_entry(
            mia, calendar, title,
            fmt::format(
                R"(,"kind":"push","status":"planned","when":{{"starts_on":"{}","ends_on":"{}"}},"audience_ids":["{}"]{})",
                from, to, to_text(audience), more));
    }
    void point(Id entry, std::string_view text, std::string_view more = "") {
        acked(run(mia, "talking_point.create",
                  fmt::format(R"({{"entry_id":"{}","text":"{}"{}}})", to_text(entry), text, more)));
    }
    boost::json::object said(Id member, Id account, std::string_view on = "2026-11-22") {
        const auto answer = say_to_account(queries, *engine.directory(), member, account, parse_date(on).value());
        return boost::json::parse(*answer).as_object();
    }
    static std::string texts(const boost::json::object& said, std::string_view list, std::string_view key) {
        std::string all;
        for (const auto& one : said.at(list).as_array()) all += std::string(one.at(key).as_string()) + "|";
        return all;
    }
};

TEST_F(AccountSayTest, WhatRunsComesFirstThenWhatWasThenWhatComes) {
    entry(open, "Next week", "2026-11-26", "2026-11-27");
    entry(open, "Last week", "2026-11-12", "2026-11-13");
    entry(open, "Now", "2026-11-20", "2026-11-25");
    const auto all = said(rob, adler);
    EXPECT_EQ(texts(all, "entries", "title"), "Now|Last week|Next week|");
    EXPECT_EQ(texts(all, "entries", "around"), "now|lately|soon|");
    EXPECT_EQ(texts(said(rob, biber), "entries", "title"), "");
}

TEST_F(AccountSayTest, JustInsideAndJustOutsideItsDays) {
    entry(open, "Day 14 before", "2026-11-08", "2026-11-09");
    entry(open, "Day 15 before", "2026-11-07", "2026-11-08");
    entry(open, "Day 7 after", "2026-11-29", "2026-11-30");
    entry(open, "Day 8 after", "2026-11-30", "2026-12-01");
    EXPECT_EQ(texts(said(rob, adler), "entries", "title"), "Day 14 before|Day 7 after|");
}

TEST_F(AccountSayTest, WhatHasNotBegunIsNamedButItsMessagesAreNotTold) {
    point(entry(open, "Soon", "2026-11-24", "2026-11-25"), "Half price");
    point(entry(open, "Now", "2026-11-22", "2026-11-23"), "Ask about docks");
    EXPECT_EQ(texts(said(rob, adler), "points", "text"), "Ask about docks|");
    EXPECT_EQ(texts(said(rob, adler, "2026-11-24"), "points", "text"), "Half price|Ask about docks|");
}

TEST_F(AccountSayTest, WhatMayBeToldIsFirstAndTheSameWordsAreSaidOnce) {
    const Id now = entry(open, "Now", "2026-11-22", "2026-11-23"), was = entry(open, "Was", "2026-11-19", "2026-11-20");
    point(now, "Not yet", R"(,"embargo_until":"2026-12-01")");
    point(now, "Same words");
    point(was, "Same words");
    point(was, "Docks");
    const auto all = said(rob, adler);
    EXPECT_EQ(texts(all, "points", "text"), "Same words|Docks|Not yet|");
    EXPECT_EQ(texts(all, "points", "telling"), "now|now|embargo|");
}

TEST_F(AccountSayTest, WhatTheMemberMayNotSeeIsCountedAndSaysNothing) {
    point(entry(closed, "Secret", "2026-11-22", "2026-11-23"), "Hush");
    const auto his = said(rob, adler);
    EXPECT_EQ(his.at("hidden").as_int64(), 1);
    EXPECT_EQ(texts(his, "entries", "title") + texts(his, "points", "text"), "");
    EXPECT_EQ(texts(said(mia, adler), "points", "text"), "Hush|");
}

TEST_F(AccountSayTest, AnAccountThatIsLeftOutAndAnEntryThatIsCancelledDoNotCount) {
    entry(open, "Without", "2026-11-22", "2026-11-23",
          fmt::format(R"(,"excluded_account_ids":["{}"])", to_text(adler)));
    const Id off = entry(open, "Off", "2026-11-22", "2026-11-23");
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","status":"cancelled"}})", to_text(off))));
    EXPECT_EQ(texts(said(rob, adler), "entries", "title"), "");
}

TEST_F(AccountSayTest, OfWhatRepeatsTheNearestDayCounts) {
    entry(open, "Weekly", "2026-10-06", "2026-10-07", R"(,"rrule":["FREQ=WEEKLY"])"); // Tuesdays
    const auto all = said(rob, adler);
    EXPECT_EQ(texts(all, "entries", "from"), "2026-11-17|");
    EXPECT_EQ(texts(said(rob, adler, "2026-11-24"), "entries", "around"), "now|");
}

TEST_F(AccountSayTest, TheAnswerFitsItsSchema) {
    const Id now = entry(open, "Now \\\"quoted\\\"", "2026-11-22", "2026-11-23");
    point(now, "Docks");
    const auto answer = say_to_account(queries, *engine.directory(), rob, adler, parse_date("2026-11-22").value());
    const auto fault = SchemaSet().find_fault("api/account_say.json", boost::json::parse(*answer));
    EXPECT_FALSE(fault) << fault->message << "\n" << *answer;
    EXPECT_EQ(
        say_to_account(queries, *engine.directory(), rob, Id{1, 2}, parse_date("2026-11-22").value()).error().code,
        ErrorCode::not_found);
}

} // namespace
} // namespace tandem
