// What was worked out from a hidden entry (a distance to it, who was asked about it and the day it collides on) is told
// to those who see that entry in full, on every path; and nobody finds it out by trying. Today is 2 March 2026.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/radar_ask.hpp"
#include "calendar/engine/project.hpp"
#include "calendar/engine/radar.hpp"
#include "calendar/entries/entry.hpp"
#include "tests/support/page_model.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct DerivedTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id max = add_member("Max", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id closed = add_calendar("Marketing", R"(,"team":"marketing")");
    Id webinar = add_entry(mia, closed, "Webinar", on("2026-05-20"));
    Id draft = add_entry(mia, calendar, "Draft", follows(webinar, -14));

    static std::string on(std::string_view day) {
        const Date date = parse_date(day).value();
        return fmt::format(R"(,"when":{{"starts_on":"{}","ends_on":"{}"}})", day, to_text(date + std::chrono::days{1}));
    }
    static std::string follows(Id id, int days) {
        return fmt::format(R"(,"follows_id":"{}","offset_days":{})", to_text(id), days);
    }
    Outcome edit(Id by, std::string_view kind, Id id, std::string_view more, std::optional<std::int64_t> base = {}) {
        return run(by, fmt::format("{}.update", kind), fmt::format(R"({{"id":"{}"{}}})", to_text(id), more), base);
    }
    Id make(Id by, std::string_view kind, std::string_view args) {
        return acked(run(by, fmt::format("{}.create", kind), fmt::format("{{{}}}", args))).id.value();
    }
    std::string frame(Id member) {
        const auto key = projection_key(*sink.changes.back(), member);
        return key.empty() ? "" : encode_change(*sink.changes.back(), key);
    }
    // All that is answered about an entry, and all that was ever sent.
    std::string every_path(Id member, Id entry) {
        const auto directory = engine.directory();
        std::int64_t seq = 0;
        std::string all = snapshot(member) + queries.catch_up(*directory, member, 0, seq).value_or("") +
                          queries.activity(*directory, member, {}, 100, {}) +
                          queries.entry(*directory, member, entry).value_or("") +
                          queries.history(*directory, member, entry).value_or("") +
                          radar_of_entry(queries, *directory, member, entry, {}, clock.now()).value_or("");
        for (const ChangePtr& change : sink.changes)
            if (const auto key = projection_key(*change, member); !key.empty()) all += encode_change(*change, key);
        return all;
    }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
};

TEST_F(DerivedTest, TheDistanceToAHiddenEntryIsToldToWhoSeesThat) {
    acked(edit(mia, "entry", draft, R"(,"offset_days":-21)"));
    acked(edit(mia, "entry", webinar, on("2026-05-27")));
    for (const auto* told : {R"("offset_days":-14)", R"("offset_days":-21)"}) {
        EXPECT_TRUE(every_path(mia, draft).contains(told)) << told;
        EXPECT_FALSE(every_path(rob, draft).contains(told)) << told;
    }
    EXPECT_TRUE(every_path(rob, draft).contains("2026-05-06")) << "its own day is no secret";
}

TEST_F(DerivedTest, TheDistanceComesWithTheSightOfWhatIsFollowedAndGoesWithIt) {
    const Id other = add_entry(mia, calendar, "Fair", on("2026-05-20"));
    PageModel page = PageModel::from_snapshot(snapshot(rob));
    for (const Id followed : {other, webinar}) { // at the same distance, so that the field itself does not change
        acked(edit(mia, "entry", draft, fmt::format(R"(,"follows_id":"{}")", to_text(followed))));
        page.apply(frame(rob));
        EXPECT_EQ(PageModel::differences(page, PageModel::from_snapshot(snapshot(rob))), "");
        EXPECT_EQ(frame(rob).contains(R"("offset_days":-14)"), followed == other);
    }
    acked(edit(mia, "entry", webinar, fmt::format(R"(,"calendar_id":"{}")", to_text(calendar))));
    page.apply(frame(rob));
    EXPECT_EQ(PageModel::differences(page, PageModel::from_snapshot(snapshot(rob))), "");
    EXPECT_TRUE(snapshot(rob).contains(R"("offset_days":-14)"));
}

TEST_F(DerivedTest, NobodyFindsTheDistanceOutByTrying) {
    for (const int days : {-14, -13}) {
        acked(edit(rob, "entry", draft, fmt::format(R"(,"offset_days":{})", days)));
        EXPECT_EQ(entry(draft)->offset_days, -14) << "the same for the right and a wrong one";
    }
    acked(edit(rob, "entry", draft, R"(,"title":"Text","offset_days":null)"));
    EXPECT_EQ(entry(draft)->offset_days, -14) << "the null that they were shown clears nothing";
    acked(edit(rob, "entry", draft, on("2186-01-01")));
    EXPECT_EQ(entry(draft)->follows_id, webinar) << "no day is too far away, which would tell from what";
}

TEST_F(DerivedTest, AConflictTellsNoDistanceToAHiddenEntry) {
    const Id other = add_entry(mia, calendar, "Fair", on("2026-05-20"));
    acked(edit(mia, "entry", draft, R"(,"offset_days":-21)"));
    const Outcome outcome = edit(rob, "entry", draft, follows(other, 3), 1);
    const auto* conflict = std::get_if<Conflict>(&outcome);
    ASSERT_TRUE(conflict);
    ASSERT_EQ(conflict->fields.size(), 1U);
    EXPECT_EQ(conflict->fields.front().base + conflict->fields.front().theirs, "nullnull");
    const Outcome seen = edit(max, "entry", draft, follows(other, 3), 1);
    EXPECT_EQ(std::get<Conflict>(seen).fields.front().theirs, "-21");
}

struct AskedTest : DerivedTest {
    Id adler = add_account(mia, "Adler");
    Id audience = make(mia, "audience", fmt::format(R"("name":"A","account_ids":["{}"])", to_text(adler)));
    Id hidden = push(closed, "2026-03-10", max), also = push(closed, "2026-03-11", mia);
    Id shown = push(calendar, "2026-03-12", mia);
    Id ask =
        make(mia, "radar_ask",
             fmt::format(R"("entry_id":"{}","other_entry_id":"{}","note":"Both?")", to_text(shown), to_text(hidden)));
    std::string asked_max = fmt::format(R"("asked_id":"{}")", to_text(max)),
                by_max = fmt::format(R"("by":"{}")", to_text(max));

    Id push(Id of, std::string_view day, Id owner) {
        return add_entry(mia, of, "Push",
                         on(day) +
                             fmt::format(R"(,"kind":"push","status":"planned","audience_ids":["{}"],"owner_id":"{}")",
                                         to_text(audience), to_text(owner)));
    }
};

TEST_F(AskedTest, WhoIsAskedAboutAHiddenEntryAndForWhichDayIsToldToWhoSeesThat) {
    EXPECT_TRUE(every_path(rob, shown).contains(R"("note":"Both?")"));
    for (const std::string& told : {asked_max, std::string(R"("collides_on":"2026-03-10")")}) {
        EXPECT_FALSE(every_path(rob, shown).contains(told)) << told;
        EXPECT_TRUE(every_path(mia, shown).contains(told)) << "who asks";
        EXPECT_TRUE(every_path(max, shown).contains(told)) << "who is asked";
    }
}

TEST_F(AskedTest, WhoAnswersIsToldToNobodyElse) {
    acked(edit(max, "radar_ask", ask, R"(,"status":"declined","answer":"No")"));
    EXPECT_TRUE(frame(rob).contains(R"("answer":"No")"));
    EXPECT_FALSE(every_path(rob, shown).contains(by_max));
    EXPECT_TRUE(frame(mia).contains(by_max));
    EXPECT_TRUE(queries.activity(*engine.directory(), mia, {}, 1, {}).contains(by_max));
}

TEST_F(AskedTest, OnceTheOtherEntryIsGoneNobodyIsTold) {
    PageModel page = PageModel::from_snapshot(snapshot(mia));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(hidden))));
    page.apply(frame(mia));
    EXPECT_EQ(PageModel::differences(page, PageModel::from_snapshot(snapshot(mia))), "");
    EXPECT_FALSE(snapshot(rob).contains(asked_max));
    EXPECT_EQ(load<RadarAsk>(radar_ask_type, ask)->asked_id, max) << "the store keeps it";
}

} // namespace
} // namespace tandem
