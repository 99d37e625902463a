// Who is in which audience is kept in the change that changes accounts or audiences, and read without a look at all.
#include <random>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/audience_index.hpp"
#include "calendar/engine/audience_queries.hpp"
#include "calendar/engine/entities.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct AudiencesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);

    Ack edit(std::string_view command, Id id, std::string_view more) {
        return acked(run(mia, command, fmt::format(R"({{"id":"{}"{}}})", to_text(id), more)));
    }
    Id rule(std::string_view conditions) {
        return acked(run(mia, "audience.create",
                         fmt::format(R"({{"name":"Rule","kind":"rule","conditions":[{}]}})", conditions)))
            .id.value();
    }
    Id list_of(const std::vector<Id>& ids) {
        std::string text;
        for (const Id id : ids) text += (text.empty() ? "\"" : ",\"") + to_text(id) + '"';
        return acked(run(mia, "audience.create", fmt::format(R"({{"name":"List","account_ids":[{}]}})", text)))
            .id.value();
    }
    std::string accounts_in(Id audience) {
        auto answer = accounts_of_audience(queries, *engine.directory(), audience, true);
        return answer ? *answer : answer.error().message;
    }
    bool holds(Id audience, Id account) { return accounts_in(audience).contains(to_text(account)); }
    bool counts(Id audience, int accounts) {
        return accounts_in(audience).contains(fmt::format(R"("accounts":{},)", accounts)) &&
               audience_sizes(queries, *engine.directory())
                   .contains(fmt::format(R"({{"id":"{}","accounts":{}}})", to_text(audience), accounts));
    }
    // By looking at every account.
    std::set<Id> brute_force(const AudienceList& audience) {
        std::set<Id> found(audience.account_ids.begin(), audience.account_ids.end());
        if (audience.kind == AudienceKind::list) return found;
        const auto conditions = parse_conditions(audience.conditions).value();
        for (const auto& record : Records(reader).select(account_type, "true"))
            if (match(conditions, static_cast<const Account&>(*record))) found.insert(record->id);
        return found;
    }
    std::set<Id> kept(Id audience) {
        std::set<Id> found;
        Statement row = reader.prepare("SELECT account.id FROM audience_account JOIN account ON row = account "
                                       "JOIN audience_size ON number = audience WHERE audience_id = ?");
        row.bind(1, to_text(audience));
        while (row.step()) found.insert(parse_id(row.text(0)).value());
        return found;
    }
};

TEST_F(AudiencesTest, ARuleFollowsTheAccountsThatChange) {
    const Id dach = rule(R"("region is DACH","employee_count >= 200")");
    const Id adler = add_account(mia, "Adler");
    EXPECT_TRUE(counts(dach, 0));
    edit("account.update", adler, R"(,"region":"DACH","employee_count":200)");
    EXPECT_TRUE(counts(dach, 1) && holds(dach, adler));
    const Ack shrunk = edit("account.update", adler, R"(,"employee_count":199)");
    EXPECT_TRUE(counts(dach, 0));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", shrunk.seq)));
    EXPECT_TRUE(counts(dach, 1));
    const Ack gone = edit("account.delete", adler, "");
    EXPECT_TRUE(counts(dach, 0));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_TRUE(counts(dach, 1) && holds(dach, adler));
}

TEST_F(AudiencesTest, ARuleIsReadAnewWhenItChanges) {
    const Id adler = add_account(mia, "Adler"), biber = add_account(mia, "Biber");
    const Id named = rule(R"("name is Adler")");
    EXPECT_TRUE(counts(named, 1) && holds(named, adler));
    edit("audience.update", named, R"(,"conditions":["name is Biber"])");
    EXPECT_TRUE(counts(named, 1) && holds(named, biber));
    add_account(mia, "biber");
    EXPECT_TRUE(counts(named, 2));
    edit("audience.update", named, R"(,"conditions":[])");
    EXPECT_TRUE(counts(named, 0));
}

TEST_F(AudiencesTest, AListLosesWhatIsDeletedAndGetsItBack) {
    const Id adler = add_account(mia, "Adler"), biber = add_account(mia, "Biber");
    const Id list = list_of({adler, biber});
    EXPECT_TRUE(counts(list, 2));
    const Ack gone = edit("account.delete", adler, "");
    EXPECT_TRUE(counts(list, 1) && !holds(list, adler));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_TRUE(counts(list, 2) && holds(list, adler));
    edit("audience.update", list, fmt::format(R"(,"account_ids":["{}"])", to_text(biber)));
    EXPECT_TRUE(counts(list, 1) && holds(list, biber));
}

TEST_F(AudiencesTest, AnAudienceThatIsDeletedHoldsNobodyAndComesBackWhole) {
    add_account(mia, "Adler");
    const Id named = rule(R"("name contains adl")");
    const Ack gone = edit("audience.delete", named, "");
    EXPECT_EQ(accounts_in(named), "no such audience");
    add_account(mia, "Adlon");
    EXPECT_EQ(reader.query_integer("SELECT count(*) FROM audience_account"), 0);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_TRUE(counts(named, 2));
}

TEST_F(AudiencesTest, ARuleThatCannotBeReadIsRefusedAndNothingIsLeft) {
    const auto error = refused(
        run(mia, "audience.create", R"({"name":"Bad","kind":"rule","conditions":["region is DACH","size > 5"]})"));
    EXPECT_EQ(error.field, "conditions");
    EXPECT_EQ(error.message, "condition 2 at character 1: needs a field of accounts, such as region or employee_count");
    EXPECT_EQ(reader.query_integer("SELECT count(*) FROM audience_size"), 0);
}

TEST_F(AudiencesTest, TryingARuleTellsWhomItWouldHold) {
    const Id adler = add_account(mia, "Adler");
    add_account(mia, "Biber");
    const auto answer = accounts_of_rule(queries, *engine.directory(), {"name is adler"});
    ASSERT_TRUE(answer);
    EXPECT_TRUE(
        answer->contains(fmt::format(R"("accounts":1,"first":[{{"id":"{}","name":"Adler"}}])", to_text(adler))));
    EXPECT_EQ(accounts_of_rule(queries, *engine.directory(), {"name is"}).error().field, "conditions");
    EXPECT_TRUE(accounts_of_rule(queries, *engine.directory(), {})->contains(R"("accounts":0)"));
}

TEST_F(AudiencesTest, AnswersFitTheirSchemas) {
    const SchemaSet schemas;
    add_account(mia, R"(Adler \"One\")");
    const Id named = rule(R"("name contains adl")");
    const auto fits = [&](std::string_view path, const std::string& answer) {
        const auto fault = schemas.find_fault(path, boost::json::parse(answer));
        EXPECT_FALSE(fault) << path << " " << fault->message << "\n" << answer;
    };
    fits("api/audiences.json", audience_sizes(queries, *engine.directory()));
    fits("api/audience_accounts.json", accounts_in(named));
}

TEST_F(AudiencesTest, AStoreThatNeverKeptThemIsFilledWhenItsEngineBegins) {
    const Id adler = add_account(mia, "Adler");
    const Id named = rule(R"("name is adler")"), list = list_of({adler});
    database.execute("DELETE FROM audience_account; DELETE FROM audience_size; DELETE FROM meta WHERE name = "
                     "'audience_reading'");
    const Engine again(database, clock, sink);
    EXPECT_TRUE(counts(named, 1) && counts(list, 1));
}

struct RandomAudiencesTest : AudiencesTest {
    std::size_t below(std::size_t n) { return random() % n; }
    std::string fields() {
        const char* regions[] = {"DACH", "dach", "Iberia", ""};
        return fmt::format(R"("name":"A{}","region":"{}","employee_count":{},"rating":"{}","open_opportunity":{})",
                           below(30), regions[below(4)], below(3) == 0 ? "null" : std::to_string(below(400)),
                           account_ratings[below(5)], below(2) == 0);
    }
    std::string ids() {
        std::string text;
        for (const Id id : accounts)
            if (below(3) == 0) text += (text.empty() ? "\"" : ",\"") + to_text(id) + '"';
        return text;
    }
    std::string rules() {
        const char* conditions[] = {
            "region is DACH",   "region is not DACH or Iberia", "employee_count >= 200", "employee_count <= 50",
            "name contains 1",  "open_opportunity is yes",      "rating is a or b",      "employee_count is empty",
            "industry is empty"};
        return fmt::format(R"("{}","{}")", conditions[below(9)], conditions[below(9)]);
    }
    Id any(const std::vector<Id>& of) { return of.empty() ? Id{9, 9} : of[below(of.size())]; }
    std::string named(const std::vector<Id>& of) { return fmt::format(R"("id":"{}")", to_text(any(of))); }
    Outcome send(std::string_view name, const std::string& args) { return run(mia, name, '{' + args + '}'); }

    Outcome change_audience() {
        const Id id = any(audiences);
        const auto audience = load<AudienceList>(audience_type, id);
        const bool is_rule = audience && audience->kind == AudienceKind::rule;
        return send("audience.update",
                    fmt::format(R"("id":"{}",{}:[{}])", to_text(id), is_rule ? R"("conditions")" : R"("account_ids")",
                                is_rule ? rules() : ids()));
    }
    Outcome step() {
        switch (below(10)) {
        case 0:
        case 1:
        case 2: return send("account.create", fields());
        case 3:
        case 4: return send("account.update", named(accounts) + ',' + fields());
        case 5: return send("account.delete", named(accounts));
        case 6: return send("audience.create", fmt::format(R"("name":"R","kind":"rule","conditions":[{}])", rules()));
        case 7: return send("audience.create", fmt::format(R"("name":"L","account_ids":[{}])", ids()));
        case 8: return below(4) ? change_audience() : send("audience.delete", named(audiences));
        default: return send("undo", fmt::format(R"("seq":{})", engine.last_seq() - static_cast<int>(below(4))));
        }
    }
    void look(const EntityType& type, std::vector<Id>& found) {
        found.clear();
        for (const auto& record : Records(reader).select(type, "true ORDER BY id")) found.push_back(record->id);
    }

    std::mt19937 random{20261122};
    std::vector<Id> accounts, audiences;
};

// Random accounts, lists and rules come, change, go and come back; after each change what is kept is what a look at all
// accounts finds.
TEST_F(RandomAudiencesTest, WhatIsKeptIsWhatALookAtAllAccountsFinds) {
    for (int i = 0; i < 600; ++i) {
        step();
        look(account_type, accounts);
        look(audience_type, audiences);
        for (const Id id : audiences) {
            const auto expected = brute_force(*load<AudienceList>(audience_type, id));
            ASSERT_EQ(kept(id), expected) << "after step " << i;
            ASSERT_TRUE(counts(id, static_cast<int>(expected.size()))) << "after step " << i;
        }
        ASSERT_EQ(reader.query_integer("SELECT count(*) FROM audience_size"), std::ssize(audiences));
    }
    EXPECT_GT(audiences.size(), 5U);
    EXPECT_GT(accounts.size(), 20U);
}

} // namespace
} // namespace tandem
