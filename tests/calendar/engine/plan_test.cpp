// The calendar as it stood on a past day: what is told of it, and what is not.
#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/entry.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct PlanTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id open = add_calendar("Open");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Instant then{};

    static std::string on_day(int day) {
        return fmt::format(R"(,"when":{{"starts_on":"2026-03-{:02}","ends_on":"2026-03-{:02}"}})", day, day + 1);
    }
    Id entry(std::string_view title, int day, std::string_view more = "") {
        return add_entry(mia, open, title, on_day(day) + std::string(more));
    }
    void edit(Id id, std::string_view fields) {
        acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}"{}}})", to_text(id), fields)));
    }
    void a_day_passes() {
        then = clock.now() + std::chrono::hours{1};
        clock.advance(std::chrono::hours{24});
    }
    boost::json::value plan(Id member) {
        const Window march = parse_window("2026-03-01", "2026-04-01").value();
        return boost::json::parse(queries.plan(*engine.directory(), member, then, march).value());
    }
    // "title day", sorted
    std::vector<std::string> stood(Id member) {
        std::vector<std::string> all;
        for (const auto& one : plan(member).at("entries").as_array()) {
            const auto* when = one.at("when").if_object();
            all.push_back(fmt::format("{} {}", std::string(one.at("title").as_string()),
                                      when ? std::string(when->at("starts_on").as_string()).substr(5) : "no date"));
        }
        std::ranges::sort(all);
        return all;
    }
};

using Lines = std::vector<std::string>;

TEST_F(PlanTest, WhatWasMovedRenamedDeletedOrMadeSinceStandsAsItDid) {
    const Id moved = entry("Moved", 2), renamed = entry("Old name", 3), deleted = entry("Deleted", 4);
    entry("Same", 5);
    a_day_passes();
    edit(moved, on_day(20));
    edit(moved, on_day(21));
    edit(renamed, R"(,"title":"New name")");
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(deleted))));
    entry("Made since", 6);
    EXPECT_EQ(stood(rob), (Lines{"Deleted 03-04", "Moved 03-02", "Old name 03-03", "Same 03-05"}));
}

TEST_F(PlanTest, WhatCameIntoTheWindowIsToldWhereItStoodAndWhatLeftItToo) {
    const Id came = add_entry(mia, open, "Came", R"(,"when":{"starts_on":"2026-07-01","ends_on":"2026-07-02"})");
    const Id left = entry("Left", 9), idea = add_entry(mia, open, "Idea");
    a_day_passes();
    edit(came, on_day(8));
    edit(left, R"(,"when":{"starts_on":"2026-07-01","ends_on":"2026-07-02"})");
    edit(idea, on_day(10) + R"(,"status":"planned")");
    EXPECT_EQ(stood(rob), (Lines{"Came 07-01", "Idea no date", "Left 03-09"}));
}

TEST_F(PlanTest, ASeriesStandsWithTheOccurrencesItHad) {
    const auto args = fmt::format(R"({{"calendar_id":"{}","kind":"review","title":"Weekly",)"
                                  R"("rrule":["FREQ=WEEKLY;COUNT=3"]{}}})",
                                  to_text(open), on_day(2));
    const Id series = acked(run(mia, "entry.create", args)).id.value();
    a_day_passes();
    edit(series, R"(,"rrule":["FREQ=WEEKLY;COUNT=2"])");
    const auto told = plan(rob).at("entries").at(0);
    EXPECT_EQ(told.at("occurrences").as_array().size(), 3U);
}

TEST_F(PlanTest, WhatIsNotOnesToSeeTodayIsNotTold) {
    const Id hidden = add_entry(mia, closed, "Closed", on_day(2)), now_private = entry("Private now", 3);
    a_day_passes();
    edit(hidden, on_day(4));
    edit(now_private, R"(,"private":true)" + on_day(5));
    EXPECT_EQ(stood(rob), Lines{});
    EXPECT_TRUE(plan(rob).at("untold").as_array().empty());
    EXPECT_EQ(stood(mia), (Lines{"Closed 03-02", "Private now 03-03"}));
}

// Shown later: how it stands is told, how it stood is not.
TEST_F(PlanTest, WhatCouldNotBeSeenThenIsNotTold) {
    const Id was_private = entry("Private then", 2, R"(,"private":true)");
    const Id was_closed = add_entry(mia, closed, "Closed then", on_day(3));
    const Id between = entry("Hidden between", 4);
    a_day_passes();
    edit(between, R"(,"private":true)" + on_day(5));
    for (const Id id : {was_private, between}) edit(id, R"(,"private":false)" + on_day(6));
    edit(was_closed, fmt::format(R"(,"calendar_id":"{}")", to_text(open)) + on_day(7));
    EXPECT_EQ(stood(rob), Lines{});
    EXPECT_EQ(plan(rob).at("untold").as_array().size(), 3U);
    EXPECT_EQ(stood(mia).size(), 3U);
}

TEST_F(PlanTest, ADeletedEntryThatWasHiddenBetweenStaysHidden) {
    const Id id = entry("Secret", 2, R"(,"private":true)");
    a_day_passes();
    edit(id, R"(,"private":false,"title":"Public")");
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(id))));
    EXPECT_EQ(stood(rob), Lines{});
    EXPECT_EQ(stood(mia), Lines{"Secret 03-02"});
}

TEST_F(PlanTest, WhatIsNamedAndHiddenIsNotNamed) {
    const Id campaign = add_entry(mia, closed, "Hers", R"(,"private":true)");
    const Id push = entry("Push", 2, fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    a_day_passes();
    edit(push, on_day(3));
    EXPECT_EQ(boost::json::serialize(plan(rob)).find(to_text(campaign)), std::string::npos);
    EXPECT_NE(boost::json::serialize(plan(mia)).find(to_text(campaign)), std::string::npos);
}

TEST_F(PlanTest, TheAnswerFitsItsSchema) {
    const Id gone = entry("Gone", 2), later_shown = entry("Shown", 3, R"(,"private":true)");
    a_day_passes();
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(gone))));
    edit(later_shown, R"(,"private":false)");
    const auto answer = plan(rob);
    EXPECT_EQ(answer.at("gone").as_array().size(), 1U);
    const auto fault = SchemaSet().find_fault("api/plan.json", answer);
    EXPECT_FALSE(fault) << fault->message;
}

TEST_F(PlanTest, BeforeAnythingWasNothingStood) {
    then = clock.now() - std::chrono::hours{1'000};
    entry("Later", 2);
    EXPECT_EQ(stood(rob), Lines{});
}

} // namespace
} // namespace tandem
