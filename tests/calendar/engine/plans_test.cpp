// Each hot query finds its rows by an index: a plan that scans a table would be slow only when it is too late.
#include <gtest/gtest.h>

#include "calendar/engine/hot_queries.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct PlansTest : testing::Test, Workspace {
    std::string plan(std::string_view from, std::string_view condition) {
        std::string sql = "EXPLAIN QUERY PLAN SELECT * FROM " + std::string(from) + " WHERE " + std::string(condition);
        auto rows = database.prepare(sql);
        std::string lines;
        while (rows.step()) lines += std::string(rows.text(3)) + "\n";
        return lines;
    }
    void expect_indexed(std::string_view from, std::string_view condition) {
        const std::string lines = plan(from, condition);
        EXPECT_TRUE(lines.contains("USING")) << lines;
        EXPECT_FALSE(lines.contains("SCAN " + std::string(from) + "\n")) << lines;
    }
};

TEST_F(PlansTest, EntriesOfAWindowComeByTheirStart) {
    const std::string lines = plan("entry", hot::entries_in_window);
    EXPECT_TRUE(lines.contains("entry_by_start (starts_utc>? AND starts_utc<?)")) << lines;
    EXPECT_TRUE(lines.contains("occurrence_by_start (starts_utc>? AND starts_utc<?)")) << lines;
    EXPECT_TRUE(lines.contains("entry_long (ends_utc>?)")) << lines;
    EXPECT_TRUE(lines.contains("occurrence_long (ends_utc>?)")) << lines;
    EXPECT_TRUE(lines.contains("entry_campaigns")) << lines;
    EXPECT_FALSE(lines.contains("SCAN entry\n")) << lines;
}

TEST_F(PlansTest, AMonthOfOneCalendarIsARangeOfItsIndex) {
    const std::string once = plan("entry", hot::entries_of_calendar);
    EXPECT_TRUE(once.contains("entry_by_calendar (calendar_id=? AND starts_utc>? AND starts_utc<?)")) << once;
    EXPECT_TRUE(once.contains("entry_long (ends_utc>?)")) << once;
    const std::string again = plan("entry", hot::repeating_of_calendar);
    EXPECT_TRUE(again.contains("occurrence USING PRIMARY KEY (calendar_id=? AND starts_utc>? AND starts_utc<?)"))
        << again;
    EXPECT_TRUE(again.contains("occurrence_long (ends_utc>?)")) << again;
    for (const std::string& lines : {once, again}) EXPECT_FALSE(lines.contains("SCAN")) << lines;
    expect_indexed("entry", hot::rest_of_calendar);
    expect_indexed("entry", hot::all_repeating_of_calendar);
}

TEST_F(PlansTest, APieceOfWhatRepeatsIsReadByItsIndex) {
    const std::string lines = plan("entry", repeating_after);
    EXPECT_TRUE(lines.contains("entry_repeating (id>?)")) << lines;
    EXPECT_FALSE(lines.contains("TEMP B-TREE")) << lines;
}

TEST_F(PlansTest, EntriesAreLookedThroughForTheirOffersOnlyIfTheyHaveSome) {
    EXPECT_TRUE(plan("entry", hot::entries_by_offers).contains("USING INDEX entry_with_offers"))
        << plan("entry", hot::entries_by_offers);
}

TEST_F(PlansTest, TouchesAndLinksComeByTheirIndexes) {
    expect_indexed("touch", hot::touches_in_window);
    expect_indexed("touch", hot::touches_of_entry);
    expect_indexed("touch", hot::touches_of_account);
    expect_indexed("feed_link", hot::links_of_owner);
    expect_indexed("account", hot::accounts_by_name);
}

TEST_F(PlansTest, ObjectsOfACalendarComeByTheirTimes) {
    const std::string lines = plan("entry", "calendar_id = ? AND (rrule <> '[]' OR rdate <> '[]') AND starts_utc < ? "
                                            "ORDER BY starts_utc, id LIMIT ?");
    EXPECT_TRUE(lines.contains("entry_repeating_by_start")) << lines;
    EXPECT_FALSE(lines.contains("TEMP B-TREE")) << lines;
    expect_indexed("object_text", "entry_id = ? AND tag = ?");
}

TEST_F(PlansTest, TheLogIsReadByNumberRecordAndCommand) {
    expect_indexed("change_item", "record_id = ? AND rev > ? ORDER BY rev LIMIT 1000");
    expect_indexed("change_item", "seq = ? ORDER BY ordinal");
    expect_indexed("change", "by_id = ? AND command_id = ?");
    expect_indexed("change", "undoes = ?");
    expect_indexed("entry", "parent_id = ? ORDER BY id");
    expect_indexed("touch", "entry_id = ? ORDER BY id LIMIT ?");
    expect_indexed("touch", "account_id = ? ORDER BY id");
}

} // namespace
} // namespace tandem
