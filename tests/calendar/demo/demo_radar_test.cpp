// What the demo has to show of whom both teams speak to: audiences that hold somebody, people on every stage, a radar
// that warns of each rule and lets most plans go, and what was said to its warnings.
#include <set>

#include <gtest/gtest.h>

#include "calendar/demo/demo.hpp"
#include "calendar/engine/radar_findings.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using std::chrono::days;

struct DemoRadarTest : testing::Test {
    TemporaryFolder folder;
    Database database{folder.path() / "tandem.db", Database::Mode::writer};
    FakeClock clock{parse_instant("2026-11-25T10:20:00Z").value()}; // a Wednesday
    KeepingSink sink;

    DemoRadarTest() {
        migrate(database);
        fill_demo(database, clock.now(), "hash");
    }
    std::int64_t count(std::string_view sql) { return database.query_integer(sql).value_or(-1); }
};

TEST_F(DemoRadarTest, WarnsOfEachRuleAndLetsMostPlansGo) {
    Engine engine(database, clock, sink);
    Records records(database);
    const Date today = parse_date("2026-11-25").value();
    std::set<RadarRule> rules;
    int calm = 0, warned = 0;
    for (const auto& planned : planned_entries(records, today, today + days(35))) {
        const RadarFindings findings(records, *engine.directory(),
                                     question_of(*planned.entry, *engine.directory(), {}, today), today);
        ++(findings.warnings().empty() ? calm : warned);
        for (const RadarWarning& warning : findings.warnings()) rules.insert(warning.rule);
    }
    EXPECT_EQ(rules.size(), std::size(radar_rule_names));
    EXPECT_GE(warned, 8);
    EXPECT_GE(calm, 10);
    EXPECT_GE(calm * 3, warned * 2) << "a radar that always warns is looked at by nobody";
}

TEST_F(DemoRadarTest, AudiencesHoldAFewOrMany) {
    EXPECT_EQ(count("SELECT count(*) FROM audience"), 10);
    EXPECT_EQ(count("SELECT count(*) FROM audience WHERE kind = 'list'"), 3);
    EXPECT_EQ(count("SELECT count(*) FROM audience_size WHERE accounts BETWEEN 4 AND 20"), 10);
    EXPECT_GE(count("SELECT count(DISTINCT json_extract(audience_ids, '$[0]')) FROM entry"), 10) << "each is used";
    EXPECT_EQ(count("SELECT count(*) FROM account WHERE region = '' OR rating = '' OR line_of_business = ''"), 0);
}

TEST_F(DemoRadarTest, PeopleStandOnEveryStageAndHaveComeFromSomewhere) {
    EXPECT_EQ(count("SELECT count(*) FROM prospect"), 60);
    EXPECT_EQ(count("SELECT count(DISTINCT stage) FROM prospect WHERE stage <> ''"), 5);
    EXPECT_EQ(count("SELECT count(DISTINCT name) FROM prospect"), 60);
    EXPECT_EQ(count("SELECT count(*) FROM prospect WHERE owner_id IS NULL OR source_entry_id IS NULL"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM prospect WHERE stage IN ('purchase', 'loyalty') AND value IS NULL"), 0);
    EXPECT_GE(count("SELECT max(rev) FROM prospect"), 4) << "they have come from stage to stage";
}

TEST_F(DemoRadarTest, OneAskAndOneSignatureWaitAndOneReasonWasGiven) {
    EXPECT_EQ(count("SELECT count(*) FROM radar_ask WHERE status = 'asked' AND holds = 1"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM radar_override WHERE reason <> '' AND holds = 1"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM sign_off WHERE state = 'wanted'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM sign_off WHERE state = 'given'"), 8) << "whatever is or was live";
    EXPECT_EQ(count("SELECT count(*) FROM blackout WHERE kind = 'holiday' AND yearly = 1"), 4);
    EXPECT_EQ(count("SELECT count(*) FROM blackout WHERE teams <> '[]'"), 1);
}

TEST_F(DemoRadarTest, AnOfferEndsBeforeItsPushAndAPointIsHeldBack) {
    EXPECT_GE(count("SELECT count(*) FROM offer JOIN entry ON entry.offer_ids LIKE '%' || offer.id || '%' "
                    "WHERE offer.valid_until > '2026-11-25' AND offer.valid_until < date(entry.ends_utc / 1000 - 1, "
                    "'unixepoch')"),
              1);
    EXPECT_GE(count("SELECT count(*) FROM talking_point WHERE embargo_until > '2026-11-25'"), 1);
}

} // namespace
} // namespace tandem
