#include "calendar/store/migrations.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "calendar/engine/check.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/store/columns.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

constexpr Migration first_only[] = {{1, "first", "CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (7)"}};
constexpr Migration both[] = {first_only[0], {2, "second", "ALTER TABLE t ADD COLUMN y TEXT; UPDATE t SET y = 'new'"}};
constexpr Migration broken[] = {first_only[0], {2, "second", "UPDATE t SET x = 8; INSERT INTO missing VALUES (1)"}};

struct MigrationsTest : testing::Test {
    TemporaryFolder folder;
    Database database{folder.path() / "a.db", Database::Mode::writer};
    std::int64_t version() { return database.query_integer("PRAGMA user_version").value(); }
};

TEST_F(MigrationsTest, FreshDatabaseGetsEveryStepAndNoCopy) {
    const auto report = migrate(database);
    EXPECT_EQ(report.from, 0);
    EXPECT_EQ(version(), migrations().back().version);
    EXPECT_TRUE(report.copy.empty());
    EXPECT_EQ(database.check_integrity(), "ok");
}

TEST_F(MigrationsTest, DataIsKeptAndTheOldStateCopiedFirst) {
    migrate(database, first_only);
    const auto report = migrate(database, both);
    EXPECT_EQ(database.query_text("SELECT y FROM t WHERE x = 7"), "new");
    Database copy(report.copy, Database::Mode::reader);
    EXPECT_EQ(copy.query_integer("PRAGMA user_version"), 1);
    EXPECT_EQ(copy.query_integer("SELECT x FROM t"), 7);
    EXPECT_EQ(copy.check_integrity(), "ok");
}

TEST_F(MigrationsTest, NewerDatabaseIsRefusedUntouched) {
    migrate(database, both);
    EXPECT_THROW(migrate(database, first_only), StoreError);
    EXPECT_EQ(version(), 2);
}

TEST_F(MigrationsTest, StepThatFailsLeavesTheOldStateAndCanBeTriedAgain) {
    migrate(database, first_only);
    EXPECT_THROW(migrate(database, broken), StoreError);
    EXPECT_EQ(version(), 1);
    EXPECT_EQ(database.query_integer("SELECT x FROM t"), 7);
    migrate(database, both);
    EXPECT_EQ(version(), 2);
}

// What each schema added, filled in as that schema has it.
constexpr const char* data_of_version[] = {
    "INSERT INTO member VALUES ('01HZX8K2V9M1A0000000000000', 1, 0, NULL, 0, 'Mia', 'mia@example.org', 'marketing', "
    "  'admin', 'Europe/Berlin', 1, 0, '', '', NULL);"
    "INSERT INTO calendar (id, rev, created_at, updated_at, name, color, description, rights, position) "
    "  VALUES ('01HZX8K2V9CA10000000000000', 1, 0, 0, 'Plan', '#3b5bdb', '', '[]', 0);"
    "INSERT INTO entry (id, rev, created_at, updated_at, calendar_id, kind, title, summary, starts_on, ends_on, "
    "  starts_utc, ends_utc, status, channel, journey_stage, audience, tags, links, location, talking_points, offer, "
    "  private, uid) VALUES ('01HZX8K2V9CAMP000000000000', 1, 0, 0, '01HZX8K2V9CA10000000000000', 'campaign', "
    "'Launch', "
    "  '', '2026-03-30', '2026-04-01', 1774828800000, 1775001600000, 'planned', '', '', '', '[]', '[]', '', '', '', 0, "
    "  '')",
    "", // an index
    "UPDATE entry SET rrule = '[\"FREQ=WEEKLY;BYDAY=MO\"]'",
    "INSERT INTO token VALUES ('TOKEN', 1, 0, NULL, 0, '01HZX8K2V9M1A0000000000000', 'Phone', 'dav', NULL, 'x')",
    "INSERT INTO object_text VALUES ('01HZX8K2V9CAMP000000000000', 'tag', 'BEGIN:VCALENDAR')",
    ("INSERT INTO subscription VALUES ('SUB', 1, 0, NULL, 0, '01HZX8K2V9CA10000000000000', 'https://a.example/', "
     "  'a.example', 360, 0, 'waiting', NULL, NULL, 0, NULL, 0, '', '', '')"),
    "", // indexes, and a table that the engine fills
    "UPDATE entry SET ical_lines = '[\"GEO:52.5;13.4\"]', sequence = 7",
    "INSERT INTO import VALUES ('01HZX8K2V9MP0RT00000000000', '01HZX8K2V9CA10000000000000', NULL, 0, 'done', '')",
    ("INSERT INTO feed_link (id, rev, created_at, updated_at, name, calendar_ids, kinds, statuses, teams, owner_ids, "
     "tags, "
     "  detail, cancelled, active, token_hash) VALUES ('LINK', 1, 0, 0, 'Mine', '[]', '[]', '[]', '[]', '[]', '[]', "
     "'full', "
     "  'status', 1, 'x'); INSERT INTO feed_fetch VALUES ('LINK', 'Thunderbird', 'Thunderbird/128', 0, 1)"),
    "UPDATE feed_link SET alarms = 1",
    ("INSERT INTO offer VALUES ('01HZX8K2V90FFER00000000000', 1, 0, NULL, 0, 'Pilot', '', '', NULL, '2026-12-15', "
     "NULL, NULL, NULL, NULL);"
     "UPDATE entry SET offer_ids = '[\"01HZX8K2V90FFER00000000000\"]', offset_days = -14, budget = 5000"),
    ("INSERT INTO saved_view VALUES ('01HZX8K2V95AVED00000000000', 1, 0, NULL, 0, 'Mine', 1, 'list', 'owner', '', "
     "'[]', "
     "'[]', '[]', '[]', '[]', 0, '[]', '[]', '[\"launch\"]', '')"),
    ("INSERT INTO radar_rules (id, rev, created_at, updated_at, most_touches, in_days, cool_down_days, "
     "hush_during_opportunity) VALUES ('RULES', 1, 0, 0, 3, 10, 0, 1)"), // and tables that the engine fills
    ("INSERT INTO comment VALUES ('01HZX8K2V9C0MMENT000000000', 1, 0, NULL, 0, '01HZX8K2V9CAMP000000000000', "
     "'01HZX8K2V9CA10000000000000', 0, '[]', NULL, NULL, 'Looks good', '[]', NULL)"),
    "", // an index
    ("INSERT INTO sign_off VALUES ('01HZX8K2V9S1GN0FF000000000', 1, 0, NULL, 0, '01HZX8K2V9CAMP000000000000', "
     "  '01HZX8K2V9CA10000000000000', 0, '[]', '01HZX8K2V9M1A0000000000000', 'given', '', 0, '')"),
    ("INSERT INTO radar_override VALUES ('01HZX8K2V90VERR1DE00000000', 1, 0, NULL, 0, '01HZX8K2V9CAMP000000000000', "
     "  '01HZX8K2V9CA10000000000000', 0, '[]', 'Agreed', '2026-03-30', '[\"too_often\"]', 1, 1, '')"),
    "INSERT INTO blackout VALUES ('SHUT', 1, 0, NULL, 0, 'Company days', '2026-12-24', '2026-12-31', 'holiday', 1, "
    "'[]')",
    "INSERT INTO preference VALUES ('PREFERENCE', 1, 0, NULL, 0, '[]', 1, 1, 0, 9)",
    "INSERT INTO stage_duty VALUES ('DUTY', 1, 0, NULL, 0, 'interest', 'sales', 'member', 'Asked for a call')",
    "INSERT INTO template (id, rev, created_at, updated_at, name, about, days, channel, tags) "
    "VALUES ('AGAIN', 1, 0, 0, 'Webinar', '', 29, 'webinar', '[]')",
    "UPDATE radar_rules SET one_per_slot = 1",
    "UPDATE template SET budget = 12000, offer_ids = '[\"DEAL\"]'",
    "UPDATE feed_link SET days_off = 1",
};

// Every schema with data in it reaches the newest one; a new step adds its line above.
TEST_F(MigrationsTest, EveryReleasedVersionReachesTheNewestWithItsData) {
    ASSERT_EQ(std::size(data_of_version), migrations().size());
    for (const Migration& last : migrations()) {
        Database old(folder.path() / (std::string(last.name) + ".db"), Database::Mode::writer);
        migrate(old, migrations().first(static_cast<std::size_t>(&last - migrations().data()) + 1));
        old.execute("INSERT INTO meta (name, value) VALUES ('kept', 'yes')");
        for (int step = 0; step < last.version; ++step) old.execute(data_of_version[step]);
        migrate(old);
        const Id campaign = parse_id("01HZX8K2V9CAMP000000000000").value();
        const auto entry = std::static_pointer_cast<const Entry>(Records(old).load(entry_type, campaign));
        ASSERT_TRUE(entry);
        EXPECT_EQ(entry->title, "Launch");
        EXPECT_EQ(to_text(entry->when->ends), "2026-04-01T00:00:00");
        EXPECT_EQ(old.check_integrity(), "ok");
        EXPECT_EQ(old.query_text("SELECT value FROM meta WHERE name = 'kept'"), "yes");
    }
}

// What a link said of its last fetch goes; the link stays.
TEST_F(MigrationsTest, AFetchedFeedLinkLosesOnlyItsLastFetch) {
    const auto steps = migrations();
    const auto at = std::ranges::find_if(steps, [](const Migration& step) { return step.name.contains("feed_fetch"); });
    ASSERT_NE(at, steps.end());
    migrate(database, steps.first(static_cast<std::size_t>(at - steps.begin())));
    database.execute("INSERT INTO feed_link VALUES ('LINK', 1, 0, NULL, 0, 'Mine', '[]', '[]', '[]', '[]', '[]', '[]', "
                     "'full', 'status', 1, 5, 'Thunderbird', 'hash')");
    migrate(database);
    EXPECT_EQ(database.query_text("SELECT name || token_hash FROM feed_link"), "Minehash");
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM feed_fetch"), 0);
}

TEST_F(MigrationsTest, ColumnsMirrorTheFieldTables) {
    migrate(database);
    for (const EntityType* type : entity_types()) {
        std::vector<std::pair<std::string, bool>> stored, described; // name, NOT NULL
        auto rows = database.prepare("SELECT name, \"notnull\" FROM pragma_table_info(?)");
        rows.bind(1, type->kind);
        while (rows.step())
            if (rows.text(0) != "row") stored.emplace_back(rows.text(0), rows.integer(1) != 0 || rows.text(0) == "id");
        for (const char* name : {"id", "rev", "created_at", "created_by", "updated_at"})
            described.emplace_back(name, name != std::string_view("created_by"));
        for (const Field& field : type->fields)
            for (const auto& column : columns_of(field)) described.emplace_back(column, !field.is_nullable);
        EXPECT_EQ(stored, described) << type->kind;
    }
}

} // namespace
} // namespace tandem
