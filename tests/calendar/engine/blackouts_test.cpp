// On which days nothing starts, for whom, and who says so.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/blackout.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

Blackout of(std::string_view first, std::string_view last, bool yearly = false, TextList teams = {}) {
    Blackout blackout;
    blackout.first_on = day(first);
    blackout.last_on = day(last);
    blackout.yearly = yearly;
    blackout.teams = std::move(teams);
    return blackout;
}

bool keeps(const Blackout& blackout, std::string_view on, Team team = Team::sales) {
    return is_blacked_out(blackout, team, day(on));
}

TEST(Blackout, HoldsFromItsFirstDayToItsLast) {
    const Blackout fair = of("2026-03-02", "2026-03-06");
    EXPECT_FALSE(keeps(fair, "2026-03-01"));
    EXPECT_TRUE(keeps(fair, "2026-03-02"));
    EXPECT_TRUE(keeps(fair, "2026-03-06"));
    EXPECT_FALSE(keeps(fair, "2026-03-07"));
    EXPECT_FALSE(keeps(fair, "2027-03-03")) << "once is once";
}

TEST(Blackout, OfATeamLeavesTheOthersAlone) {
    const Blackout fair = of("2026-03-02", "2026-03-06", false, {"sales"});
    EXPECT_TRUE(keeps(fair, "2026-03-03"));
    EXPECT_FALSE(keeps(fair, "2026-03-03", Team::marketing));
    EXPECT_TRUE(keeps(of("2026-03-02", "2026-03-06"), "2026-03-03", Team::other)) << "of nobody's is everyone's";
}

TEST(Blackout, YearlyComesAgainAcrossTheTurnOfTheYearAndNotBefore) {
    const Blackout rest = of("2026-12-24", "2027-01-02", true);
    EXPECT_FALSE(keeps(rest, "2026-01-01")) << "the year before it began";
    for (const char* on : {"2026-12-24", "2027-01-02", "2027-12-24", "2028-01-01", "2031-12-31"})
        EXPECT_TRUE(keeps(rest, on)) << on;
    for (const char* on : {"2026-12-23", "2027-01-03", "2027-12-23", "2028-01-03"}) EXPECT_FALSE(keeps(rest, on)) << on;
}

TEST(Blackout, OfALeapDayTakesTheLastOfFebruaryInOtherYears) {
    const Blackout leap = of("2028-02-29", "2028-02-29", true);
    EXPECT_TRUE(keeps(leap, "2029-02-28"));
    EXPECT_FALSE(keeps(leap, "2032-02-28"));
    EXPECT_TRUE(keeps(leap, "2032-02-29"));
}

struct BlackoutsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);

    Outcome make(Id by, std::string_view days) {
        return run(by, "blackout.create", fmt::format(R"({{"name":"Fair",{}}})", days));
    }
};

TEST_F(BlackoutsTest, LeadsSayThemAndEveryoneSeesThem) {
    const std::string_view days = R"("first_on":"2026-03-02","last_on":"2026-03-06","teams":["sales"])";
    EXPECT_EQ(refused(make(rob, days)).code, ErrorCode::forbidden);
    const Ack made = acked(make(mia, days));
    EXPECT_TRUE(snapshot(rob).contains("Fair"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", made.seq)));
    EXPECT_FALSE(snapshot(rob).contains("Fair"));
}

TEST_F(BlackoutsTest, DaysThatCannotBeAreRefusedByName) {
    const auto why_not = [&](std::string_view days) {
        const Error error = refused(make(mia, days));
        return error.field + ": " + error.message;
    };
    EXPECT_EQ(why_not(R"("first_on":"2026-03-02","last_on":"2026-03-01")"),
              "last_on: must not be before the first day");
    EXPECT_EQ(why_not(R"("first_on":"2026-03-02","last_on":"2027-03-04")"),
              "last_on: must be within a year of the first day");
    EXPECT_EQ(refused(make(mia, R"("first_on":"2026-03-02")")).field, "last_on");
    EXPECT_EQ(refused(make(mia, R"("first_on":"2026-03-02","last_on":"2026-03-02","teams":["other"])")).field, "teams");
}

} // namespace
} // namespace tandem
