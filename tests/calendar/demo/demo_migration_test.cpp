// The demo workspace as the version before shared planning kept it (migrations up to `previous`) is brought up to date:
// every value of every table is still there, and what was a text on an entry is an offer or a talking point.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "calendar/demo/demo.hpp"
#include "calendar/engine/check.hpp"
#include "calendar/engine/move_texts.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using Names = std::vector<std::string>;
using Rows = std::multiset<std::string>;

constexpr std::string_view previous = "feed_alarms";

struct DemoMigrationTest : testing::Test {
    TemporaryFolder folder;
    FakeClock clock{parse_instant("2026-11-22T02:42:00Z").value()};

    static Names names(Database& database, std::string_view sql) {
        Names all;
        auto rows = database.prepare(sql);
        while (rows.step()) all.emplace_back(rows.text(0));
        return all;
    }
    // Those that hold data of their own: an index of words and the days of what repeats follow from them, and meta is
    // what the engine notes for itself.
    static Names tables(Database& database) {
        return names(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                               "AND name NOT LIKE '%_search%' AND name NOT IN ('occurrence', 'meta') ORDER BY name");
    }
    static Names columns(Database& database, std::string_view table) {
        return names(database, fmt::format("SELECT name FROM pragma_table_info('{}') ORDER BY cid", table));
    }
    // Each row as one text of those columns.
    static Rows rows(Database& database, std::string_view table, const Names& of) {
        Names quoted;
        for (const std::string& column : of) quoted.push_back(fmt::format("'{0}=' || quote({0})", column));
        Rows all;
        auto found = database.prepare(fmt::format("SELECT {} FROM {}", fmt::join(quoted, " || ' '"), table));
        while (found.step()) all.emplace(found.text(0));
        return all;
    }

    // A workspace of the previous version with what the demo has that it could hold.
    void make_old(const std::filesystem::path& file) {
        const auto newest = folder.path() / "newest.db";
        {
            Database database(newest, Database::Mode::writer);
            migrate(database);
            fill_demo(database, clock.now(), "hash");
        }
        Database old(file, Database::Mode::writer);
        const auto steps = migrations();
        const auto last = std::ranges::find_if(steps, [](const Migration& s) { return s.name.contains(previous); });
        ASSERT_NE(last, steps.end());
        migrate(old, steps.first(static_cast<std::size_t>(last - steps.begin()) + 1));
        old.execute("PRAGMA foreign_keys = OFF");
        old.execute(fmt::format("ATTACH '{}' AS newest", newest.string()));
        for (const std::string& table : tables(old)) copy(old, table);
        copy(old, "meta");
        old.execute("DELETE FROM meta WHERE name = 'texts_moved'");
        old.execute("DELETE FROM change_item WHERE kind NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')");
        old.execute("DELETE FROM change WHERE seq NOT IN (SELECT seq FROM change_item)");
        old.execute("CREATE TEMP TABLE place AS SELECT seq, row_number() OVER (ORDER BY seq) AS n FROM change");
        for (const char* column : {"change.seq", "change.undoes", "change_item.seq"}) { // numbered without gaps
            const std::string_view path = column;
            const auto dot = path.find('.');
            old.execute(fmt::format("UPDATE {0} SET {1} = (SELECT n FROM place WHERE place.seq = {0}.{1})",
                                    path.substr(0, dot), path.substr(dot + 1)));
        }
        old.execute("UPDATE entry SET offer = 'Three months for two, for ' || kind, "
                    "talking_points = 'Ask about ' || title || char(10) || 'Second point' "
                    "WHERE kind IN ('push', 'event') AND private = 0");
        old.execute("INSERT INTO entry_search (entry_search) VALUES ('rebuild')");
        old.execute("DETACH newest");
    }
    static void copy(Database& old, const std::string& table) {
        const Names there =
            names(old, fmt::format("SELECT name FROM pragma_table_info('{}', 'newest') ORDER BY cid", table));
        Names common;
        for (const std::string& column : columns(old, table))
            if (std::ranges::find(there, column) != there.end()) common.push_back(column);
        const std::string list = fmt::format("{}", fmt::join(common, ", "));
        if (!common.empty())
            old.execute(fmt::format("INSERT OR REPLACE INTO main.{0} ({1}) SELECT {1} FROM newest.{0}", table, list));
    }
};

TEST_F(DemoMigrationTest, KeepsEveryValueAndTurnsTextsIntoRecords) {
    const auto file = folder.path() / "tandem.db";
    make_old(file);
    Database database(file, Database::Mode::writer);
    std::map<std::string, std::pair<Names, Rows>> before;
    for (const std::string& table : tables(database)) {
        Names of = columns(database, table);
        // What moving the texts changes on an entry.
        if (table == "entry")
            std::erase_if(of, [](const std::string& name) {
                return name == "offer" || name == "talking_points" || name == "rev" || name == "updated_at";
            });
        before[table] = {of, rows(database, table, of)};
    }
    const auto lines = names(database, "SELECT 'text=' || quote('Ask about ' || title) FROM entry WHERE offer <> ''");
    ASSERT_GE(lines.size(), 50U);
    ASSERT_GE(before.at("entry").second.size(), 280U);
    ASSERT_GE(before.at("change_item").second.size(), 500U);

    migrate(database);
    move_texts(database, clock);

    for (const auto& [table, kept] : before) {
        const Rows now = rows(database, table, kept.first);
        EXPECT_TRUE(std::ranges::includes(now, kept.second)) << table;
        if (table != "change" && table != "change_item") EXPECT_EQ(now.size(), kept.second.size());
    }
    const auto points = rows(database, "talking_point", {"text"});
    for (const std::string& line : lines) EXPECT_TRUE(points.contains(line)) << line;
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM entry WHERE offer <> '' OR talking_points <> ''"), 0);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM offer WHERE summary LIKE 'Three months for two, for %'"), 2);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM entry WHERE offer_ids <> '[]'"),
              static_cast<std::int64_t>(lines.size()));
    EXPECT_EQ(check_workspace(database, folder.path() / "scratch.db").findings, Names{});
}

} // namespace
} // namespace tandem
