#include "calendar/store/backup.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "calendar/store/meta.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

struct BackupTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    fs::path file = folder.path() / "plan.backup";
    TemporaryFolder elsewhere;
    Instant now = clock.now();

    static DataFolder hold(const fs::path& path) { return DataFolder::open(path).value(); }
    static unsigned mode_of(const fs::path& path) {
        struct stat found{};
        stat(path.c_str(), &found);
        return found.st_mode & 0777U;
    }
    static std::int64_t accounts_in(const fs::path& path) {
        return Database(path, Database::Mode::reader).query_integer("SELECT count(*) FROM account").value_or(-1);
    }
    static std::string epoch_of(const fs::path& path) {
        return Database(path, Database::Mode::reader).query_text("SELECT value FROM meta WHERE name = 'epoch'").value();
    }
    std::size_t files_in(const fs::path& path) {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }
};

TEST_F(BackupTest, IsAWholeCopyForItsOwnerOnly) {
    add_account(mia, "Hansekontor");
    ASSERT_TRUE(back_up(folder.path(), file));
    EXPECT_EQ(accounts_in(file), 1);
    EXPECT_EQ(mode_of(file), 0600U);
    EXPECT_EQ(Database(file, Database::Mode::reader).check_integrity(), "ok");
}

TEST_F(BackupTest, MadeUnderWriteLoadHoldsEverythingAcknowledgedBefore) {
    std::atomic<bool> stop = false;
    std::atomic<int> acknowledged = 0;
    std::thread writer([&] {
        while (!stop) {
            add_account(mia, "Hansekontor");
            ++acknowledged;
        }
    });
    for (int round = 0; round < 5; ++round) {
        const int before = acknowledged;
        while (acknowledged < before + 5) std::this_thread::yield();
        const int sure = acknowledged;
        ASSERT_TRUE(back_up(folder.path(), file));
        EXPECT_GE(accounts_in(file), sure);
        Database copy(file, Database::Mode::reader);
        EXPECT_EQ(copy.query_integer("SELECT count(*) FROM change WHERE command = 'account.create'"),
                  accounts_in(file));
    }
    stop = true;
    writer.join();
}

TEST_F(BackupTest, ThatFailsLeavesNothingBehind) {
    fs::create_directory(folder.path() / "other");
    EXPECT_FALSE(back_up(folder.path(), folder.path() / "other"));
    EXPECT_FALSE(back_up(folder.path() / "other", file));
    EXPECT_FALSE(back_up(folder.path(), folder.path() / "missing" / "plan.backup"));
    EXPECT_FALSE(fs::exists(file));
    EXPECT_EQ(files_in(folder.path() / "other"), 0U);
}

TEST_F(BackupTest, RestoredItBeginsANewEpochAndKeepsWhatWasThere) {
    add_account(mia, "Hansekontor");
    ASSERT_TRUE(back_up(folder.path(), file));
    TemporaryFolder target;
    ASSERT_TRUE(restore(hold(target.path()), file, now));
    const auto database_file = DataFolder::database_of(target.path());
    const std::string first = epoch_of(database_file);
    EXPECT_NE(first, engine.epoch());
    add_account(mia, "Brückner");
    ASSERT_TRUE(back_up(folder.path(), file));
    const auto again = restore(hold(target.path()), file, now + std::chrono::seconds(1));
    ASSERT_TRUE(again);
    EXPECT_EQ(accounts_in(database_file), 2);
    EXPECT_EQ(accounts_in(again->kept), 1);
    EXPECT_NE(epoch_of(database_file), first);
    EXPECT_EQ(mode_of(database_file), 0600U);
}

TEST_F(BackupTest, RestoreKeepsWhatTheOldLogStillHeld) {
    ASSERT_TRUE(back_up(folder.path(), file));
    const auto old_file = DataFolder::database_of(elsewhere.path());
    ASSERT_TRUE(restore(hold(elsewhere.path()), file, now));
    {
        Database old(old_file, Database::Mode::writer);
        Engine other(old, clock, sink);
        acked(other.apply(std::vector{submission(mia, "account.create", R"({"name":"Only in the log"})")}).front());
        fs::copy_file(old_file.string() + "-wal", elsewhere.path() / "log"); // as after a crash: never checkpointed
        fs::copy_file(old_file, elsewhere.path() / "main");
    }
    fs::rename(elsewhere.path() / "main", old_file);
    fs::rename(elsewhere.path() / "log", old_file.string() + "-wal");
    const auto done = restore(hold(elsewhere.path()), file, now + std::chrono::seconds(5));
    ASSERT_TRUE(done);
    EXPECT_EQ(accounts_in(done->kept), 1);
    EXPECT_EQ(accounts_in(old_file), 0);
    EXPECT_FALSE(fs::exists(old_file.string() + "-wal") && fs::file_size(old_file.string() + "-wal") > 0);
}

TEST_F(BackupTest, DamagedNewerOrForeignFileIsRefusedAndNothingChanges) {
    ASSERT_TRUE(back_up(folder.path(), file));
    ASSERT_TRUE(restore(hold(elsewhere.path()), file, now));
    const auto before = epoch_of(DataFolder::database_of(elsewhere.path()));
    const auto refused_file = [&](const fs::path& path) {
        EXPECT_FALSE(restore(hold(elsewhere.path()), path, now)) << path;
    };
    fs::copy_file(file, folder.path() / "cut");
    fs::resize_file(folder.path() / "cut", 5000);
    refused_file(folder.path() / "cut");
    std::ofstream(folder.path() / "text") << "not a database";
    refused_file(folder.path() / "text");
    refused_file(folder.path() / "missing");
    Database(folder.path() / "foreign", Database::Mode::writer).execute("CREATE TABLE t (x)");
    refused_file(folder.path() / "foreign");
    Database(file, Database::Mode::writer).execute("PRAGMA user_version = 9999");
    refused_file(file);
    EXPECT_EQ(epoch_of(DataFolder::database_of(elsewhere.path())), before);
}

TEST(DataFolder, IsForItsOwnerAndOneProcessOnly) {
    TemporaryFolder around;
    const auto path = around.path() / "data";
    {
        const auto held = DataFolder::open(path);
        ASSERT_TRUE(held);
        EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
        const auto second = DataFolder::open(path);
        ASSERT_FALSE(second);
        EXPECT_NE(second.error().find("already running"), std::string::npos);
    }
    EXPECT_TRUE(DataFolder::open(path)) << "the lock goes with its holder";
}

TEST(DataFolder, SaysWhyItCannotBeMade) {
    TemporaryFolder around;
    std::ofstream(around.path() / "file") << "x";
    EXPECT_FALSE(DataFolder::open(around.path() / "file" / "data"));
}

} // namespace
} // namespace tandem
