#include "calendar/store/migrations.hpp"

#include <gtest/gtest.h>

#include "calendar/engine/check.hpp"
#include "calendar/engine/entities.hpp"
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

// Every released schema with data in it reaches the newest one; when a second step is released, this test fills the
// first.
TEST_F(MigrationsTest, EveryReleasedVersionReachesTheNewestWithItsData) {
    for (const Migration& last : migrations()) {
        Database old(folder.path() / (std::string(last.name) + ".db"), Database::Mode::writer);
        migrate(old, migrations().first(static_cast<std::size_t>(&last - migrations().data()) + 1));
        old.execute("INSERT INTO meta (name, value) VALUES ('kept', 'yes')");
        migrate(old);
        EXPECT_EQ(old.query_text("SELECT value FROM meta WHERE name = 'kept'"), "yes");
    }
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
