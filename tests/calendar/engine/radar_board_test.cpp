// The page of the radar: accounts × days, worst first, told to each as they may see it, and the same from what it kept
// as from a new look at everything. Today is Monday, 2 March 2026.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/radar_board.hpp"
#include "calendar/engine/radar_cell.hpp"
#include "tests/calendar/engine/random_plans.hpp"
#include "tests/support/schema_check.hpp"

namespace tandem {
namespace {

namespace json = boost::json;
using std::chrono::days;

const Window march{parse_date("2026-03-02").value(), parse_date("2026-04-02").value()};

json::object parsed(std::string_view path, const std::string& text) {
    static const SchemaSet schemas;
    const auto fault = schemas.find_fault(path, text);
    EXPECT_FALSE(fault) << fault->field << ": " << fault->message;
    return json::parse(text).as_object();
}

struct RadarBoardTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id adler = add_account(mia, "Adler");
    Id biber = add_account(mia, "Biber");
    Id dachs = add_account(mia, "Dachs");
    RadarBoard board;

    Id audience(const std::vector<Id>& accounts) {
        std::string ids;
        for (const Id id : accounts) ids += fmt::format(R"({}"{}")", ids.empty() ? "" : ",", to_text(id));
        return acked(run(mia, "audience.create", fmt::format(R"({{"name":"A","account_ids":[{}]}})", ids))).id.value();
    }
    Id plan(Id by, std::string_view on, Id of, std::string_view more = "") {
        const Date day = parse_date(on).value();
        const auto args =
            fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"Push","status":"planned","audience_ids":["{}"],)"
                        R"("when":{{"starts_on":"{}","ends_on":"{}"}}{}}})",
                        to_text(calendar), to_text(of), on, to_text(day + days{1}), more);
        return acked(run(by, "entry.create", args)).id.value();
    }
    void log(Id by, Id account, std::string_view at, std::string_view outcome = "no_answer") {
        acked(run(
            by, "touch.create",
            fmt::format(R"({{"account_id":"{}","touched_at":"{}","outcome":"{}"}})", to_text(account), at, outcome)));
    }
    json::object ask(Id member, RadarBoardQuestion question = {march, {}, {}}) {
        const auto text = board.answer(queries, *engine.directory(), member, question, clock.now()).value();
        return parsed("api/radar_board.json", text);
    }
    // "Adler 1/3, Biber 0/1": broken and contacts, in order.
    std::string rows(Id member, RadarBoardQuestion question = {march, {}, {}}) {
        std::string all;
        for (const auto& row : ask(member, std::move(question)).at("rows").as_array())
            all += fmt::format("{}{} {}/{}", all.empty() ? "" : ", ", std::string_view(row.at("name").as_string()),
                               row.at("broken").to_number<int>(), row.at("touches").to_number<int>());
        return all;
    }
    // Of the first row and its first day.
    json::value first_day(Id member) { return ask(member).at("rows").at(0).at("days").at(0); }
};

TEST_F(RadarBoardTest, TheWorstComesFirstThenWhoHearsMost) {
    const Id everyone = audience({adler, biber, dachs}), two = audience({biber, dachs}), one = audience({dachs});
    plan(mia, "2026-03-10", everyone);
    plan(mia, "2026-03-11", two);
    EXPECT_EQ(rows(rob), "Biber 0/2, Dachs 0/2, Adler 0/1");
    plan(rob, "2026-03-12", one);
    EXPECT_EQ(rows(rob), "Dachs 3/3, Biber 0/2, Adler 0/1");
    EXPECT_EQ(rows(rob, {march, {}, {}, 1, 1}), "Biber 0/2");
    EXPECT_EQ(ask(rob, {march, {}, {}, 1, 1}).at("accounts").to_number<int>(), 3);
    EXPECT_EQ(rows(rob, {march, {}, {}, 5, 1}), "");
}

TEST_F(RadarBoardTest, WarmedItDoesNotReadTheAccountsAgain) {
    board.warm(queries, *engine.directory(), clock.now());
    database.execute("UPDATE account SET name = 'Read again' WHERE name = 'Adler'"); // the log knows nothing of it
    EXPECT_EQ(rows(rob), "Adler 0/0, Biber 0/0, Dachs 0/0");
    RadarBoard cold;
    const auto text = cold.answer(queries, *engine.directory(), rob, {march, {}, {}}, clock.now()).value();
    EXPECT_TRUE(text.contains("Read again"));
}

TEST_F(RadarBoardTest, MoreContactsThanFitIntoMemoryAreRefusedWithTheField) {
    plan(mia, "2026-03-10", audience({adler, biber, dachs}));
    log(rob, adler, "2026-03-02T09:00:00.000Z");
    const auto sheet_of = [&](std::size_t most) {
        RadarLedger ledger;
        return radar_sheet(ledger, queries, *engine.directory(), RadarRules{}, march, march.from, most);
    };
    EXPECT_EQ(sheet_of(4).value().contacts.size(), 4U);
    const auto refused = sheet_of(3);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field + ": " + refused.error().message,
              "to: would hold more than 3 contacts; ask for fewer days");
}

TEST_F(RadarBoardTest, EachTeamHasItsOwnNumbers) {
    plan(mia, "2026-03-10", audience({adler}));
    plan(rob, "2026-03-10", audience({adler}));
    log(rob, biber, "2026-03-02T09:00:00.000Z");
    const auto day = first_day(rob);
    EXPECT_EQ(json::serialize(day.at("planned")), R"({"marketing":1,"sales":1,"other":0})");
    EXPECT_EQ(json::serialize(day.at("logged")), R"({"marketing":0,"sales":0,"other":0})");
    EXPECT_EQ(rows(mia, {march, Team::marketing, {}}), "Adler 0/1");
    EXPECT_EQ(rows(mia, {march, Team::sales, {}}), "Adler 0/1, Biber 0/1");
    EXPECT_EQ(ask(mia).at("reached").to_number<int>(), 2);
}

TEST_F(RadarBoardTest, ATeamHasItsOwnDaysAndTheRulesStillCountBoth) {
    const Id both = audience({adler});
    plan(rob, "2026-03-10", both);
    plan(rob, "2026-03-11", both);
    plan(mia, "2026-03-11", both);
    plan(mia, "2026-03-30", audience({biber}));
    const auto of_marketing = ask(mia, {march, Team::marketing, {}}).at("rows");
    EXPECT_EQ(rows(mia, {march, Team::marketing, {}}), "Adler 1/1, Biber 0/1");
    const auto& days = of_marketing.at(0).at("days").as_array();
    ASSERT_EQ(days.size(), 1U) << "the day of sales alone is not among them";
    EXPECT_EQ(days.at(0).at("on"), json::value("2026-03-11"));
    EXPECT_EQ(json::serialize(days.at(0).at("planned")), R"({"marketing":1,"sales":0,"other":0})");
    EXPECT_EQ(json::serialize(days.at(0).at("broken")), R"(["too_often"])");
    EXPECT_EQ(rows(mia, {march, Team::sales, {}}), "Adler 2/2");
}

TEST_F(RadarBoardTest, ADayTellsWhichRulesItBreaks) {
    const auto broken = [&](Id account, std::string_view on) {
        const auto text =
            radar_cell(queries, *engine.directory(), mia, account, parse_date(on).value(), clock.now()).value();
        return json::serialize(parsed("api/radar_cell.json", text).at("broken"));
    };
    log(rob, adler, "2026-03-02T09:00:00.000Z", "meeting");
    plan(mia, "2026-03-04", audience({adler}));
    EXPECT_EQ(broken(adler, "2026-03-02"), "[]") << "a conversation breaks nothing itself";
    EXPECT_EQ(broken(adler, "2026-03-04"), R"(["cool_down"])");
    plan(mia, "2026-03-05", audience({biber}));
    EXPECT_EQ(broken(biber, "2026-03-05"), "[]");
    acked(run(mia, "account.update",
              fmt::format(R"({{"id":"{}","do_not_contact":true,"open_opportunity":true}})", to_text(biber))));
    EXPECT_EQ(broken(biber, "2026-03-05"), R"(["do_not_contact","open_opportunity"])");
    plan(mia, "2026-03-01", audience({biber}));
    EXPECT_EQ(broken(biber, "2026-03-01"), "[]") << "what is over is over";
    EXPECT_EQ(rows(mia), "Biber 2/1, Adler 1/2, Dachs 0/0");
}

TEST_F(RadarBoardTest, WhatOneMayNotSeeCountsWithoutNameAndTeam) {
    const Id secret = plan(mia, "2026-03-10", audience({adler}), R"(,"private":true)");
    EXPECT_EQ(json::serialize(first_day(mia).at("planned")), R"({"marketing":1,"sales":0,"other":0})");
    EXPECT_EQ(json::serialize(first_day(rob).at("planned")), R"({"marketing":0,"sales":0,"other":0})");
    EXPECT_EQ(first_day(rob).at("hidden").to_number<int>(), 1);
    EXPECT_EQ(rows(rob, {march, Team::marketing, {}}), "");
    const auto cell = [&](Id member) {
        const auto on = parse_date("2026-03-10").value();
        return radar_cell(queries, *engine.directory(), member, adler, on, clock.now()).value();
    };
    EXPECT_TRUE(cell(mia).contains(to_text(secret)));
    EXPECT_FALSE(cell(rob).contains(to_text(secret)));
    EXPECT_TRUE(cell(rob).contains(R"("hidden":1)"));
}

TEST_F(RadarBoardTest, ASearchLooksIntoNameAndDomain) {
    acked(run(mia, "account.update", fmt::format(R"({{"id":"{}","domain":"burrow.example"}})", to_text(dachs))));
    EXPECT_EQ(rows(mia, {march, {}, "ADL"}), "Adler 0/0");
    EXPECT_EQ(rows(mia, {march, {}, "burrow"}), "Dachs 0/0");
    EXPECT_EQ(rows(mia, {march, {}, "zz"}), "");
}

TEST_F(RadarBoardTest, OverridesOfLateAreToldToWhoSeesTheirEntries) {
    const Id of = audience({adler});
    plan(mia, "2026-03-10", of);
    plan(mia, "2026-03-10", of);
    const Id push = plan(mia, "2026-03-11", of);
    acked(
        run(mia, "radar_override.create", fmt::format(R"({{"entry_id":"{}","reason":"They asked"}})", to_text(push))));
    const auto told = [&](Id member, Instant since) {
        const auto text = radar_overrides(queries, *engine.directory(), member, since);
        return parsed("api/radar_overrides.json", text).at("overrides").as_array();
    };
    ASSERT_EQ(told(rob, clock.now()).size(), 1U);
    EXPECT_EQ(told(rob, clock.now()).at(0).at("override").at("reason"), "They asked");
    EXPECT_EQ(told(rob, clock.now()).at(0).at("entry").at("id"), json::value(to_text(push)));
    EXPECT_TRUE(told(rob, clock.now() + std::chrono::seconds{1}).empty());
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(push))));
    EXPECT_TRUE(told(rob, clock.now()).empty());
    EXPECT_EQ(told(mia, clock.now()).size(), 1U);
}

// What the board says of each day of an account is what the cell, which looks it up by itself, says.
void expect_cells(RandomPlans& world, const json::value& row, const Window& window) {
    const Id account = parse_id(std::string_view(row.at("id").as_string())).value();
    const auto& days_told = row.at("days").as_array();
    for (Date day = window.from; day < window.to; day += days{1}) {
        const auto cell = json::parse(
            radar_cell(world.queries, *world.engine.directory(), world.rob, account, day, world.clock.now()).value());
        const auto told = std::ranges::find_if(
            days_told, [&](const json::value& one) { return one.at("on") == json::value(to_text(day)); });
        const auto sum = [&](const char* name) {
            int all = 0;
            if (told != days_told.end())
                for (const auto& [team, count] : told->at(name).as_object()) all += count.to_number<int>();
            return all;
        };
        ASSERT_EQ(sum("planned"), static_cast<int>(cell.at("entries").as_array().size()));
        ASSERT_EQ(sum("logged"), static_cast<int>(cell.at("touches").as_array().size()));
        ASSERT_EQ(told == days_told.end() ? json::array{} : told->at("broken").as_array(),
                  cell.at("broken").as_array());
        ASSERT_EQ(told == days_told.end() ? 0 : told->at("hidden").to_number<int>(),
                  cell.at("hidden").to_number<int>());
    }
}

TEST(RadarBoardProperty, WhatIsKeptAnswersAsALookAtEverything) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        RandomPlans world(seed);
        RadarBoard kept;
        for (int step = 0; step < 80; ++step) {
            world.step();
            if (world.below(3) == 0) continue; // several changes at once
            const Date from = world.today - days{10} + days{world.below(20)};
            const RadarBoardQuestion question{{from, from + days{1 + world.below(14)}}, {}, {}, 0, 200};
            const auto answer = [&](RadarBoard& board) {
                return board.answer(world.queries, *world.engine.directory(), world.rob, question, world.clock.now())
                    .value();
            };
            RadarBoard fresh;
            const std::string text = answer(kept);
            ASSERT_EQ(text, answer(fresh)) << "seed " << seed << ", step " << step;
            const auto rows = json::parse(text).at("rows").as_array();
            if (rows.empty() || step % 8 != 0) continue;
            ASSERT_NO_FATAL_FAILURE(
                expect_cells(world, rows[world.below(static_cast<unsigned>(rows.size()))], question.window))
                << "seed " << seed << ", step " << step;
            ASSERT_NO_FATAL_FAILURE(expect_cells(world, rows.front(), question.window))
                << "seed " << seed << ", step " << step;
        }
    }
}

} // namespace
} // namespace tandem
