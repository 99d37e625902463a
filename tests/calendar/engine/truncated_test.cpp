// An answer that had to leave something out says so.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/base/limits.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct TruncatedTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id calendar = add_calendar("Open");

    // Rows like the one that is there: making each by a command would take a minute.
    void multiply(std::string_view kind, std::string_view columns, std::size_t until) {
        database.execute(fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {2}) "
                                     "INSERT INTO {0} (id, {1}) SELECT printf('0%025d', i), {1} FROM {0}, n",
                                     kind, columns, until - 1));
    }
    std::string entries() {
        return queries.entries(*engine.directory(), mia, parse_window("2026-01-01", "2027-01-01").value());
    }
};

TEST_F(TruncatedTest, EntriesBeyondTheLimitAreSaidToBeLeftOut) {
    add_entry(mia, calendar, "Idea");
    multiply(
        "entry",
        "rev, created_at, created_by, updated_at, calendar_id, kind, title, summary, status, channel, journey_stage, "
        "audience, tags, links, location, talking_points, offer, private, uid",
        limits::snapshot_entries);
    EXPECT_TRUE(snapshot(mia).ends_with(R"("truncated":false})"));
    EXPECT_TRUE(entries().contains(R"("truncated":false)"));
    add_entry(mia, calendar, "One more");
    EXPECT_TRUE(snapshot(mia).ends_with(R"("truncated":true})"));
    EXPECT_TRUE(entries().contains(R"("truncated":true)"));
}

TEST_F(TruncatedTest, AccountsAndTouchesBeyondTheLimitAreSaidToBeLeftOut) {
    const Id account = add_account(mia, "Plan AG");
    acked(run(mia, "touch.create", fmt::format(R"({{"account_id":"{}","outcome":"reached"}})", to_text(account))));
    multiply(
        "touch",
        "rev, created_at, created_by, updated_at, account_id, member_id, touched_at, channel, outcome, note, next_step",
        limits::snapshot_touches + 1);
    EXPECT_TRUE(snapshot(mia).ends_with(R"("truncated":true})"));
    database.execute("DELETE FROM touch");
    EXPECT_TRUE(snapshot(mia).ends_with(R"("truncated":false})"));
    multiply("account", "rev, created_at, created_by, updated_at, name, domain, industry, city, do_not_contact, note",
             limits::snapshot_accounts + 1);
    EXPECT_TRUE(snapshot(mia).ends_with(R"("truncated":true})"));
}

} // namespace
} // namespace tandem
