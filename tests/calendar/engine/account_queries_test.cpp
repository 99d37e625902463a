// Around accounts: fixed lists that change by a few, who uses an audience, lines that mean accounts, people, the
// journey.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/audience.hpp"
#include "calendar/engine/account_queries.hpp"
#include "calendar/engine/audience_change.hpp"
#include "calendar/engine/audience_queries.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct AccountQueriesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id eve = add_member("Eve", Team::other, Role::viewer);
    Id adler = add_account(mia, "Adler"), biber = add_account(mia, "Biber"), dachs = add_account(mia, "Dachs");

    static std::string listed(const std::vector<Id>& ids) {
        std::string text;
        for (const Id id : ids) text += (text.empty() ? "\"" : ",\"") + to_text(id) + '"';
        return '[' + text + ']';
    }
    Id list_of(const std::vector<Id>& ids) {
        return acked(run(mia, "audience.create", fmt::format(R"({{"name":"L","account_ids":{}}})", listed(ids))))
            .id.value();
    }
    Outcome change(Id by, Id list, const std::string& more) {
        return run(by, change_accounts_command, fmt::format(R"({{"id":"{}"{}}})", to_text(list), more));
    }
    IdList in(Id list) { return load<AudienceList>(audience_type, list)->account_ids; }
    Id prospect(Id account, std::string_view name, std::string_view more = "") {
        return acked(run(rob, "prospect.create",
                         fmt::format(R"({{"account_id":"{}","name":"{}"{}}})", to_text(account), name, more)))
            .id.value();
    }
    std::string board(const JourneyFilter& filter) {
        auto answer = journey(queries, *engine.directory(), rob, filter);
        return answer ? *answer : answer.error().field;
    }
    std::string users(Id member, Id audience) {
        auto answer = users_of_audience(queries, *engine.directory(), member, audience);
        return answer ? *answer : answer.error().message;
    }
};

TEST_F(AccountQueriesTest, TwoWhoAddToOneListBothHaveTheirWay) {
    const Id list = list_of({adler});
    acked(change(mia, list, R"(,"add_ids":)" + listed({biber})));
    acked(change(rob, list, R"(,"add_ids":)" + listed({dachs, adler}) + R"(,"remove_ids":)" + listed({adler})));
    EXPECT_EQ(in(list), (IdList{biber, dachs, adler}));
    const auto accounts = accounts_of_audience(queries, *engine.directory(), list, true);
    EXPECT_TRUE(accounts->contains(R"("accounts":3,)")) << *accounts;
}

TEST_F(AccountQueriesTest, OneUndoTakesBackAllThatWasAdded) {
    const Id list = list_of({adler});
    const Ack added = acked(change(rob, list, R"(,"add_ids":)" + listed({biber, dachs})));
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", added.seq)));
    EXPECT_EQ(in(list), IdList{adler});
}

TEST_F(AccountQueriesTest, WhatCannotBeAddedNamesItsField) {
    const Id list = list_of({adler});
    EXPECT_EQ(refused(change(rob, list, R"(,"add_ids":["7ZZZZZZZZZZZZZZZZZZZZZZZZZ"])")).field, "add_ids");
    EXPECT_EQ(refused(change(rob, list, R"(,"remove_ids":"all")")).field, "remove_ids");
    EXPECT_EQ(refused(change(rob, list, R"(,"accounts":[])")).code, ErrorCode::unknown_field);
    EXPECT_EQ(refused(change(eve, list, R"(,"add_ids":)" + listed({biber}))).code, ErrorCode::forbidden);
    const Id rule =
        acked(run(mia, "audience.create", R"({"name":"R","kind":"rule","conditions":["region is DACH"]})")).id.value();
    EXPECT_EQ(refused(change(rob, rule, R"(,"add_ids":)" + listed({biber}))).field, "id");
    EXPECT_EQ(in(list), IdList{adler});
}

TEST_F(AccountQueriesTest, WhoUsesAnAudienceIsNamedOrCounted) {
    const Id open = add_calendar("Open"), closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id list = list_of({adler});
    const std::string more = R"(,"audience_ids":)" + listed({list});
    add_entry(mia, open, "Calls", more);
    add_entry(mia, closed, "Secret letters", more);
    add_entry(mia, open, "Other");
    EXPECT_TRUE(users(rob, list).contains("Calls") && users(rob, list).ends_with(R"("hidden":1})")) << users(rob, list);
    EXPECT_FALSE(users(rob, list).contains("Secret") || users(rob, list).contains("Other"));
    EXPECT_TRUE(users(mia, list).contains("Secret") && users(mia, list).ends_with(R"("hidden":0})"));
}

TEST_F(AccountQueriesTest, ALineMeansTheAccountsOfThatNameOrDomain) {
    acked(run(mia, "account.create", R"({"name":"Hanse","domain":"hanse.de"})"));
    acked(run(mia, "account.create", R"({"name":"hanse","domain":"other.de"})"));
    const std::vector<std::string> lines{" HANSE.de ", "Hanse", "Nobody", ""};
    const std::string found = *accounts_named(queries, *engine.directory(), lines);
    const auto json = boost::json::parse(found);
    const auto number = [&](std::size_t i) { return json.at("lines").at(i).at("accounts").as_array().size(); };
    EXPECT_EQ(number(0), 1U);
    EXPECT_EQ(number(1), 2U);
    EXPECT_EQ(number(2) + number(3), 0U);
}

TEST_F(AccountQueriesTest, TheJourneyCountsEachStageAndShowsTheNewestFirst) {
    prospect(adler, "Ida", R"(,"stage":"interest","value":500)");
    clock.advance(std::chrono::seconds{1});
    prospect(biber, "Jan", R"(,"stage":"interest","value":20)");
    prospect(biber, "Kim");
    const std::string all = board({});
    EXPECT_TRUE(all.contains(R"({"stage":"interest","prospects":2,"value":520})")) << all;
    EXPECT_LT(all.find("Jan"), all.find("Ida"));
    JourneyFilter filter;
    filter.text = "adl";
    EXPECT_TRUE(board(filter).contains("Ida") && !board(filter).contains("Jan")) << board(filter);
    filter = {.owner = rob, .text = {}, .stage = {}, .offset = 0};
    EXPECT_TRUE(board(filter).contains(R"({"stage":"interest","prospects":0,"value":0})"));
    EXPECT_FALSE(board({.owner = {}, .text = {}, .stage = "interest", .offset = 1}).contains("Jan"));
    EXPECT_EQ(board({.owner = {}, .text = {}, .stage = "later", .offset = 0}), "stage");
}

TEST_F(AccountQueriesTest, AProspectNamesItsSourceToThoseWhoSeeThat) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id fair = add_entry(mia, closed, "Fair");
    acked(run(
        mia, "prospect.create",
        fmt::format(R"({{"account_id":"{}","name":"Ida","source_entry_id":"{}"}})", to_text(adler), to_text(fair))));
    EXPECT_TRUE(prospects_of_account(queries, *engine.directory(), mia, adler)->contains(to_text(fair)));
    const std::string his = *prospects_of_account(queries, *engine.directory(), rob, adler);
    EXPECT_TRUE(his.contains("Ida") && !his.contains(to_text(fair))) << his;
    EXPECT_FALSE(journey(queries, *engine.directory(), rob, {})->contains(to_text(fair)));
}

TEST_F(AccountQueriesTest, AnAccountAloneIsToldToWhoeverIsHereAndNobodyElse) {
    const auto told = [&](Id member, Id account) {
        return account_alone(queries, *engine.directory(), member, account);
    };
    const std::string answer = told(eve, biber).value();
    EXPECT_FALSE(SchemaSet().find_fault("records/account.json", boost::json::parse(answer)));
    EXPECT_TRUE(answer.contains(R"("name":"Biber")"));
    EXPECT_EQ(told(eve, list_of({})).error().code, ErrorCode::not_found);
    acked(run(add_member("Ada", Team::other, Role::admin), "member.update",
              fmt::format(R"({{"id":"{}","active":false}})", to_text(rob))));
    EXPECT_EQ(told(rob, biber).error().code, ErrorCode::not_found);
}

TEST_F(AccountQueriesTest, AnswersFitTheirSchemas) {
    const SchemaSet schemas;
    const auto fits = [&](std::string_view path, const std::string& answer) {
        const auto fault = schemas.find_fault(path, boost::json::parse(answer));
        EXPECT_FALSE(fault) << path << " " << fault->message << "\n" << answer;
    };
    prospect(adler, "Ida", R"(,"stage":"loyalty")");
    const Id list = list_of({adler});
    add_entry(mia, add_calendar("Open"), "Calls", R"(,"audience_ids":)" + listed({list}));
    fits("api/audience_entries.json", users(rob, list));
    const std::vector<std::string> lines{"Adler"};
    fits("api/accounts_found.json", *accounts_named(queries, *engine.directory(), lines));
    fits("api/prospects.json", *prospects_of_account(queries, *engine.directory(), rob, adler));
    fits("api/journey.json", board({}));
}

} // namespace
} // namespace tandem
