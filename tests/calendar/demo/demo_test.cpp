#include "calendar/demo/demo.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/check.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct DemoTest : testing::Test {
    TemporaryFolder folder;
    Database database{folder.path() / "tandem.db", Database::Mode::writer};
    Instant now = parse_instant("2026-11-22T02:42:00Z").value();

    DemoTest() { migrate(database); }
    std::int64_t count(std::string_view sql) { return database.query_integer(sql).value_or(-1); }
};

TEST_F(DemoTest, IsAQuarterOfOneCompanysPlan) {
    fill_demo(database, now, "hash");
    EXPECT_GE(count("SELECT count(*) FROM entry"), 280);
    EXPECT_LE(count("SELECT count(*) FROM entry"), 330);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE kind = 'campaign' AND status <> 'idea'"), 12);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE kind = 'campaign' AND parent_id IS NOT NULL"), 2);
    EXPECT_EQ(count("SELECT count(DISTINCT kind) FROM entry"), 6);
    EXPECT_EQ(count("SELECT count(DISTINCT status) FROM entry"), 6);
    EXPECT_EQ(count("SELECT count(*) FROM account"), 60);
    EXPECT_EQ(count("SELECT count(*) FROM touch"), 401);
    EXPECT_EQ(count("SELECT count(*) FROM member"), 9);
    EXPECT_EQ(count("SELECT count(*) FROM feed_link"), 2);
}

TEST_F(DemoTest, StatusesFitToday) {
    fill_demo(database, now, "hash");
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE status = 'live' AND starts_utc > 1795315320000"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE status = 'done' AND starts_utc > 1795315320000"), 0);
    EXPECT_GE(count("SELECT count(*) FROM entry WHERE status = 'live'"), 4);
    EXPECT_GE(count("SELECT count(*) FROM entry WHERE status = 'done'"), 90);
    EXPECT_GE(count("SELECT count(*) FROM entry WHERE status IN ('planned', 'confirmed')"), 90);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE status IN ('planned', 'confirmed') AND ends_utc < 1795228920000 "
                    "AND rrule = '[]'"),
              0)
        << "what ended a day ago is done or cancelled";
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE rrule <> '[]' AND overrides <> '[]'"), 1);
}

TEST_F(DemoTest, HistoryWasMadeByMembersInThePast) {
    fill_demo(database, now, "hash");
    EXPECT_EQ(count("SELECT count(*) FROM change WHERE at >= 1795315320000"), 0);
    EXPECT_GE(count("SELECT count(DISTINCT by_id) FROM change"), 7);
    EXPECT_GE(count("SELECT count(DISTINCT at / 86400000) FROM change"), 60);
    EXPECT_GE(count("SELECT max(rev) FROM entry"), 4);
}

TEST_F(DemoTest, BothTeamsTalkAboutWhatIsNear) {
    fill_demo(database, now, "hash");
    EXPECT_GE(count("SELECT count(*) FROM comment"), 12);
    EXPECT_GE(count("SELECT count(DISTINCT entry_id) FROM comment"), 6);
    EXPECT_GE(count("SELECT count(DISTINCT m.team) FROM comment c JOIN member m ON m.id = c.created_by"), 2);
    EXPECT_GE(count("SELECT count(*) FROM comment WHERE mention_ids <> '[]' AND text LIKE '@%'"), 3);
    EXPECT_EQ(count("SELECT count(*) FROM comment WHERE text LIKE '%{}%'"), 0);
    EXPECT_GE(count("SELECT count(*) FROM reaction WHERE comment_id IS NULL"), 10);
    EXPECT_GE(count("SELECT count(*) FROM notification WHERE read = 0"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM notification WHERE read = 0 AND member_id = "
                    "(SELECT id FROM member WHERE email LIKE 'mara@%')"),
              0);
}

TEST_F(DemoTest, IsSoundAndMarked) {
    EXPECT_TRUE(is_empty_workspace(database));
    EXPECT_FALSE(is_demo(database));
    fill_demo(database, now, "hash");
    EXPECT_FALSE(is_empty_workspace(database));
    EXPECT_TRUE(is_demo(database));
    const auto report = check_workspace(database, folder.path() / "scratch.db");
    EXPECT_EQ(report.findings, std::vector<std::string>{});
}

TEST_F(DemoTest, EachSignInIsAMember) {
    fill_demo(database, now, "hash");
    for (const DemoSignIn& sign_in : demo_sign_ins())
        EXPECT_EQ(count(fmt::format("SELECT count(*) FROM member WHERE email = '{}'", sign_in.email)), 1)
            << sign_in.email;
}

TEST_F(DemoTest, SameSeedAndDayMakeTheSamePlan) {
    // The id of the occurrence that was moved is the engine's.
    constexpr std::string_view plan =
        "SELECT group_concat(CASE WHEN series_id IS NULL THEN id ELSE series_id END || title || status || "
        "coalesce(starts_utc, '') || rev) FROM (SELECT * FROM entry ORDER BY coalesce(series_id, id), starts_utc)";
    fill_demo(database, now, "hash");
    Database other(folder.path() / "other.db", Database::Mode::writer);
    migrate(other);
    fill_demo(other, now, "hash");
    EXPECT_EQ(database.query_text(plan), other.query_text(plan));
}

TEST_F(DemoTest, WorksOnEveryDayOfTheYear) {
    for (const char* day :
         {"2026-01-01T00:00:30Z", "2027-03-28T01:30:00Z", "2028-02-29T23:59:00Z", "2026-10-25T01:30:00Z"}) {
        Database other(folder.path() / (std::string(day, 10) + ".db"), Database::Mode::writer);
        migrate(other);
        EXPECT_NO_THROW(fill_demo(other, parse_instant(day).value(), "hash")) << day;
    }
}

} // namespace
} // namespace tandem
