#include "calendar/store/database.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct DatabaseTest : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "a.db";
};

StoreError::Kind kind_of(auto&& call) {
    try {
        call();
    } catch (const StoreError& error) {
        return error.kind();
    }
    ADD_FAILURE() << "no StoreError";
    return StoreError::Kind::other;
}

TEST_F(DatabaseTest, WriterIsDurableAndChecksReferences) {
    Database database(file, Database::Mode::writer);
    EXPECT_EQ(database.query_text("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(database.query_integer("PRAGMA synchronous"), 2); // FULL
    EXPECT_EQ(database.query_integer("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(database.query_integer("PRAGMA trusted_schema"), 0);
    EXPECT_EQ(database.query_integer("PRAGMA mmap_size").value_or(0), 0);
}

TEST_F(DatabaseTest, KeepsABoundedNumberOfStatementsAndThoseThatAreLent) {
    Database database(file, Database::Mode::writer);
    Statement lent = database.prepare("SELECT 7");
    ASSERT_TRUE(lent.step());
    for (int i = 0; i < 2'000; ++i) database.prepare("SELECT 1000 + " + std::to_string(i)).step();
    EXPECT_LE(database.kept_statements(), Database::most_statements);
    EXPECT_EQ(lent.integer(0), 7);
}

TEST_F(DatabaseTest, ReaderRefusesToWriteAndNeverCheckpoints) {
    Database writer(file, Database::Mode::writer);
    writer.execute("CREATE TABLE t (x INTEGER)");
    Database reader(file, Database::Mode::reader);
    EXPECT_EQ(kind_of([&] { reader.execute("INSERT INTO t VALUES (1)"); }), StoreError::Kind::io);
    EXPECT_EQ(reader.query_integer("PRAGMA wal_autocheckpoint"), 0);
    EXPECT_EQ(reader.query_integer("PRAGMA query_only"), 1);
}

TEST_F(DatabaseTest, FaultsAreToldApart) {
    Database database(file, Database::Mode::writer);
    database.execute("CREATE TABLE t (x INTEGER UNIQUE, y TEXT) STRICT; INSERT INTO t VALUES (1, '')");
    EXPECT_EQ(kind_of([&] { database.execute("INSERT INTO t VALUES (1, '')"); }), StoreError::Kind::constraint);
    EXPECT_EQ(kind_of([&] { database.execute("SELEKT"); }), StoreError::Kind::other);
    Database other(file, Database::Mode::writer);
    other.execute("PRAGMA busy_timeout=0");
    const Transaction held(database);
    EXPECT_EQ(kind_of([&] { const Transaction second(other); }), StoreError::Kind::busy);
    EXPECT_EQ(kind_of([&] { Database missing(folder.path() / "none" / "x.db", Database::Mode::writer); }),
              StoreError::Kind::io);
}

TEST_F(DatabaseTest, FullDiskIsToldApartAndLeavesTheOldState) {
    Database database(file, Database::Mode::writer);
    database.execute("CREATE TABLE t (y TEXT)");
    database.execute("PRAGMA max_page_count=" + std::to_string(*database.query_integer("PRAGMA page_count")));
    EXPECT_EQ(kind_of([&] {
                  Transaction transaction(database);
                  database.execute("INSERT INTO t VALUES (randomblob(100000))");
                  transaction.commit();
              }),
              StoreError::Kind::full);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM t"), 0);
    database.execute("PRAGMA max_page_count=100000");
    database.execute("INSERT INTO t VALUES ('there is space again')");
}

TEST_F(DatabaseTest, FileThatIsNoDatabaseIsCorrupt) {
    std::ofstream(file) << std::string(5000, 'x');
    EXPECT_EQ(kind_of([&] { Database database(file, Database::Mode::writer); }), StoreError::Kind::corrupt);
}

TEST_F(DatabaseTest, TransactionWithoutCommitLeavesNothing) {
    Database database(file, Database::Mode::writer);
    database.execute("CREATE TABLE t (x INTEGER)");
    {
        const Transaction transaction(database);
        database.execute("INSERT INTO t VALUES (1)");
    }
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM t"), 0);
}

TEST_F(DatabaseTest, StatementIsLentOnceAtATime) {
    Database database(file, Database::Mode::writer);
    auto first = database.prepare("SELECT 1");
    EXPECT_THROW(database.prepare("SELECT 1"), std::logic_error);
}

TEST_F(DatabaseTest, TextIsStoredByteForByte) {
    Database database(file, Database::Mode::writer);
    const std::string text("a\0'ü", 5);
    database.execute("CREATE TABLE t (x TEXT) STRICT");
    database.prepare("INSERT INTO t VALUES (?)").bind(1, text).run();
    EXPECT_EQ(database.query_text("SELECT x FROM t"), text);
}

} // namespace
} // namespace tandem
