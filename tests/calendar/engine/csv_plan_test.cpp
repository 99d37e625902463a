// Tables that become accounts, prospects and entries: all of it or nothing, what is there already once, errors by row.
#include "calendar/engine/csv_plan.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/engine/import_run.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct CsvPlanTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");

    CsvPlan plan(CsvKind kind, std::string_view text, std::optional<std::vector<std::string>> columns = {}) {
        const auto table = csv::read_csv(text).value();
        Records reading(database);
        const CsvOrder order{kind, kind == CsvKind::entries ? calendar : Id{}, std::move(columns)};
        auto made = plan_csv(reading, *engine.directory(), mia, order, table, clock);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        return made.value_or(CsvPlan{});
    }
    struct Done {
        Id import_id;
        std::optional<Error> failure;
        std::size_t created = 0, changed = 0, unchanged = 0;
    };
    Done run_in(CsvKind kind, std::string_view text) {
        auto made = plan(kind, text);
        EXPECT_EQ(made.error_count, 0U) << (made.errors.empty() ? "" : made.errors[0].reason);
        ImportRun run(engine, Actor::member(mia), kind == CsvKind::entries ? calendar : Id{}, std::move(made.plan));
        while (run.step()) {
        }
        EXPECT_FALSE(run.failure()) << run.failure()->message;
        using What = ImportItem::What;
        return {run.id(), run.failure(), run.plan().count(What::created), run.plan().count(What::changed),
                run.plan().count(What::unchanged)};
    }
    // "row/column/field: reason" of each error.
    std::vector<std::string> errors(CsvKind kind, std::string_view text) {
        std::vector<std::string> all;
        for (const auto& one : plan(kind, text).errors)
            all.push_back(fmt::format("{}/{}/{}: {}", one.row, one.column, one.field, one.reason));
        return all;
    }
    template <class T>
    std::vector<T> all(const EntityType& type) {
        std::vector<T> found;
        for (const auto& one :
             Records(database).select(type, type.find("name") ? "true ORDER BY name" : "true ORDER BY title"))
            found.push_back(static_cast<const T&>(*one));
        return found;
    }
    using Errors = std::vector<std::string>;
};

TEST_F(CsvPlanTest, ColumnsAreGuessedByWhatPeopleCallThem) {
    EXPECT_EQ(plan(CsvKind::accounts, "Company;Website;Mitarbeiter;Shoe size\n").columns,
              (std::vector<std::string>{"name", "domain", "employee_count", ""}));
    EXPECT_EQ(plan(CsvKind::prospects, "Name,E-Mail,Company,Title\n").columns,
              (std::vector<std::string>{"name", "email", "account", "job_title"}));
    EXPECT_EQ(plan(CsvKind::entries, "Title,Start date,End date\n").columns,
              (std::vector<std::string>{"title", "starts", "ends"}));
}

TEST_F(CsvPlanTest, AccountsAreMadeAndBroughtUpToDateByTheirDomain) {
    const auto first =
        run_in(CsvKind::accounts, "Company,Domain,Employees,DNC,Owner,Rating\n"
                                  "Nordkai,nordkai.example,\"1,200\",yes,rob,A\nPlan AG,plan.example,,,,\n");
    EXPECT_EQ(first.created, 2U);
    const auto made = all<Account>(account_type);
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].employee_count, 1'200);
    EXPECT_TRUE(made[0].do_not_contact);
    EXPECT_EQ(made[0].owner_id, rob);
    EXPECT_EQ(made[0].rating, AccountRating::a);
    const auto second =
        run_in(CsvKind::accounts, "Company,Website,City,Employees\n"
                                  "Nordkai SE,https://www.Nordkai.example/en,Kiel,\nPlan AG,plan.example,,\n");
    EXPECT_EQ(second.created, 0U);
    EXPECT_EQ(second.changed, 1U);
    EXPECT_EQ(second.unchanged, 1U);
    const auto now = all<Account>(account_type);
    EXPECT_EQ(now[0].name, "Nordkai SE");
    EXPECT_EQ(now[0].employee_count, 1'200) << "an empty cell keeps what is there";
}

TEST_F(CsvPlanTest, ProspectsFindTheirAccountAndAreKnownByTheirMailAddress) {
    run_in(CsvKind::accounts, "Name,Domain\nNordkai,nordkai.example\n");
    run_in(CsvKind::prospects, "Name,Email,Company,Stage\nIda,ida@nordkai.example,nordkai.example,Interest\n"
                               "Ole,,NORDKAI,\n");
    const auto again = run_in(CsvKind::prospects, "Name,Email,Company\nIda Berg,IDA@nordkai.example,Nordkai\n"
                                                  "ole,,nordkai.example\n");
    EXPECT_EQ(again.created, 0U);
    const auto made = all<Prospect>(prospect_type);
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].name, "Ida Berg") << made[1].name;
    EXPECT_EQ(made[0].stage, JourneyStage::interest);
}

TEST_F(CsvPlanTest, EntriesGetTheirTimesAndASecondImportWritesNothing) {
    const auto text = "Title,Kind,Start,End,Status,Tags\n"
                      "Fair,event,2026-03-30,2026-04-01,,\"a; b\"\nCall,push,30.03.2026 9:30,,confirmed,\nIdea,,,,,\n";
    EXPECT_EQ(run_in(CsvKind::entries, text).created, 3U);
    const auto made = all<Entry>(entry_type);
    ASSERT_EQ(made.size(), 3U);
    const auto titled = [&](std::string_view title) {
        return *std::ranges::find(made, title, [](const Entry& one) -> std::string_view { return one.title; });
    };
    EXPECT_EQ(to_text(titled("Fair").when->ends), "2026-04-02T00:00:00");
    EXPECT_EQ(titled("Fair").status, EntryStatus::planned);
    EXPECT_EQ(titled("Fair").tags, (TextList{"a", "b"}));
    EXPECT_EQ(to_text(titled("Call").when->starts), "2026-03-30T09:30:00");
    EXPECT_EQ(titled("Call").status, EntryStatus::confirmed);
    EXPECT_FALSE(titled("Idea").when);
    EXPECT_EQ(run_in(CsvKind::entries, text).unchanged, 3U);
}

// Whether a private entry is called so, and on that day, would show in what becomes of one's own.
TEST_F(CsvPlanTest, EntriesThatSomeoneMayNotSeeAreNotLookedAt) {
    for (const std::string_view more : {R"(,"when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"})", ""})
        add_entry(rob, calendar, "Merger", fmt::format(R"(,"private":true{})", more));
    EXPECT_EQ(plan(CsvKind::entries, "Title,Start\nMerger,2026-05-11\nMerger,\n").plan.count(ImportItem::What::created),
              2U);
    for (const std::string_view more : {R"(,"when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"})", ""})
        add_entry(mia, calendar, "Merger", fmt::format(R"(,"private":true{})", more));
    const auto again = run_in(CsvKind::entries, "Title,Start\nMerger,2026-05-11\nMerger,\n");
    EXPECT_EQ(again.unchanged, 2U) << "her own are found behind his";
    EXPECT_EQ(again.created, 0U);
}

TEST_F(CsvPlanTest, EveryErrorNamesItsRowAndColumn) {
    EXPECT_EQ(errors(CsvKind::accounts, "Company,Employees,Owner,DNC\n\nA,many,,\n,1,,\nB,,nobody,\nC,,,maybe\na,,,\n"),
              (Errors{"3/Employees/employee_count: must be a whole number", "4/Company/name: must be given",
                      "5/Owner/owner: is the e-mail address or the name of nobody here",
                      "6/DNC/do_not_contact: must be yes or no"}));
    EXPECT_EQ(errors(CsvKind::prospects, "Name,Company\nIda,Unknown\n"),
              (Errors{"2/Company/account: is the domain or the name of no account here"}));
    EXPECT_EQ(errors(CsvKind::entries, "Title,Start,End\nA,3/30/2026,\nB,2026-03-30,2026-03-29\nC,,2026-03-29\n"
                                       "D,2026-03-30,2026-03-30 10:00\n"),
              (Errors{"2/Start/starts: must be a date like 2026-03-30 or 30.03.2026",
                      "3/End/ends: must not be before the start", "4/End/ends: needs a start",
                      "5/End/ends: must have a time of day if the start has one, and only then"}));
    EXPECT_EQ(errors(CsvKind::accounts, "Company,Domain\nA,a.example\nB,www.a.example\nC,,x\n"),
              (Errors{"3//: is about the same as row 2", "4//: has more cells than the first row"}));
}

TEST_F(CsvPlanTest, GatesHoldForATableToo) {
    acked(run(mia, "gate.create", R"({"kind":"push","status":"confirmed","rules":["owner"]})"));
    const std::string_view head = "Title,Kind,Status,Starts,Owner\n";
    const auto said = [&](std::string_view row) {
        const auto all = errors(CsvKind::entries, std::string(head) + std::string(row));
        return all.empty() ? "" : all.front();
    };
    EXPECT_EQ(said("Calls,push,confirmed,2026-03-02,\n"),
              "2/Status/status: cannot be confirmed yet: it needs an owner");
    EXPECT_EQ(said("Calls,push,confirmed,2026-03-02,rob\n"), "");
    add_entry(mia, calendar, "There",
              R"(,"kind":"push","status":"planned","when":{"starts_on":"2026-03-02","ends_on":"2026-03-03"})");
    EXPECT_EQ(said("There,,confirmed,2026-03-02,\n"), "2/Status/status: cannot be confirmed yet: it needs an owner");
    add_entry(mia, calendar, "Fair",
              R"(,"kind":"event","status":"confirmed","when":{"starts_on":"2026-03-02","ends_on":"2026-03-03"})");
    EXPECT_EQ(said("Fair,push,,2026-03-02,\n"), "2/Status/status: cannot be confirmed yet: it needs an owner");
}

TEST_F(CsvPlanTest, AnErrorAtTheEndOfALongTableNamesItsRowAndColumn) {
    std::string text = "Company,Employees\n";
    for (std::uint32_t row = 2; row <= csv::most_rows; ++row)
        text += fmt::format("Company {},{}\n", row, row == 99'999 ? "many" : "10");
    EXPECT_EQ(errors(CsvKind::accounts, text), (Errors{"99999/Employees/employee_count: must be a whole number"}));
}

TEST_F(CsvPlanTest, OneRowThatTheEngineRefusesLeavesNothing) {
    auto made = plan(CsvKind::accounts, "Company\nA\nB\nC\n");
    made.plan.steps[2].command = "account.update"; // of what is not there
    ImportRun run(engine, Actor::member(mia), Id{}, std::move(made.plan));
    while (run.step()) {
    }
    ASSERT_TRUE(run.failure());
    EXPECT_EQ(run.failure()->field, "file");
    EXPECT_TRUE(run.failure()->message.starts_with("row 4: ")) << run.failure()->message;
    EXPECT_TRUE(all<Account>(account_type).empty());
}

TEST_F(CsvPlanTest, AnImportIsTakenBackByOneUndo) {
    run_in(CsvKind::accounts, "Company,City\nA,Kiel\n");
    const auto done = run_in(CsvKind::accounts, "Company,City\nA,Bremen\nB,\n");
    ImportUndo undo(engine,
                    submission(mia, import_undo_name, fmt::format(R"({{"id":"{}"}})", to_text(done.import_id))));
    while (undo.step()) {
    }
    EXPECT_EQ(acked(undo.outcome()).taken_back->entries, 2U);
    const auto left = all<Account>(account_type);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].city, "Kiel");
    ImportUndo by_other(engine,
                        submission(rob, import_undo_name, fmt::format(R"({{"id":"{}"}})", to_text(done.import_id))));
    while (by_other.step()) {
    }
    EXPECT_EQ(refused(by_other.outcome()).code, ErrorCode::forbidden);
}

TEST_F(CsvPlanTest, AMappingThatDoesNotFitIsRefused) {
    const auto table = csv::read_csv("a,b\n1,2\n").value();
    Records reading(database);
    for (const auto& columns : {std::vector<std::string>{"name", "name"}, {"shoe_size"}, {"name", "", "city"}}) {
        const auto made = plan_csv(reading, *engine.directory(), mia, {CsvKind::accounts, {}, columns}, table, clock);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().field, "columns");
    }
    EXPECT_EQ(plan(CsvKind::accounts, "a,b\nX,Kiel\n", std::vector<std::string>{"name", "city"}).plan.steps.size(), 1U);
}

} // namespace
} // namespace tandem
