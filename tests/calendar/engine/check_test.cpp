#include "calendar/engine/check.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct CheckTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id calendar = add_calendar("Campaigns");
    Id entry = add_entry(mia, calendar, "Launch", R"(,"tags":["winter"])");

    std::vector<std::string> findings() { return check_workspace(reader, folder.path() / "scratch.db").findings; }
    // What somebody did to the file behind the engine's back.
    void damage(std::string_view sql) {
        database.execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
        database.execute(sql);
    }
};

TEST_F(CheckTest, FindsNothingInASoundWorkspaceAndLeavesNothingBehind) {
    acked(run(mia, "entry.delete", R"({"id":")" + to_text(entry) + "\"}"));
    add_entry(mia, calendar, "Second");
    const auto report = check_workspace(reader, folder.path() / "scratch.db");
    EXPECT_EQ(report.findings, std::vector<std::string>{});
    EXPECT_EQ(report.records, 3);
    EXPECT_EQ(report.changes, 5);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "scratch.db"));
}

TEST_F(CheckTest, FindsReferencesThatLeadNowhere) {
    damage("DELETE FROM calendar");
    EXPECT_THAT(findings(), Contains(HasSubstr("a row of entry names a row of calendar that is not there")));
}

TEST_F(CheckTest, FindsValuesThatTheFieldTableCannotRead) {
    damage("UPDATE entry SET tags = 'winter'");
    EXPECT_THAT(findings(), Contains("entry " + to_text(entry) + ": column cannot be read: tags"));
}

TEST_F(CheckTest, FindsValuesBeyondTheLimitsOfTheirField) {
    damage("UPDATE member SET name = ''");
    EXPECT_THAT(findings(), Contains("member " + to_text(mia) + ": name cannot be empty"));
}

TEST_F(CheckTest, FindsGapsInTheChangeLog) {
    damage("DELETE FROM change_item WHERE seq = 2; DELETE FROM change WHERE seq = 2");
    EXPECT_THAT(findings(), Contains(HasSubstr("the change log has no change 2")));
}

TEST_F(CheckTest, FindsChangesThatHoldNothing) {
    damage("DELETE FROM change_item WHERE seq = 3");
    EXPECT_THAT(findings(), Contains(HasSubstr("change 3 holds nothing")));
}

TEST_F(CheckTest, FindsRecordsWhoseRevIsNotTheLogs) {
    damage("UPDATE entry SET rev = 7");
    EXPECT_THAT(findings(), Contains(HasSubstr("entry " + to_text(entry) + ": its rev is 7")));
}

TEST_F(CheckTest, FindsRecordsThatAreMissingOrTooMany) {
    damage("DELETE FROM member");
    EXPECT_THAT(findings(), Contains("member " + to_text(mia) + " is in the change log, but not there"));
    damage("UPDATE change_item SET op = 'delete' WHERE kind = 'calendar'");
    EXPECT_THAT(findings(), Contains("calendar " + to_text(calendar) + " was deleted, but is still there"));
}

TEST_F(CheckTest, FindsASearchIndexThatDiffers) {
    damage("UPDATE entry SET title = 'Something else'");
    EXPECT_THAT(findings(), Contains(HasSubstr("search index")));
}

TEST_F(CheckTest, FindsBrokenPages) {
    database.checkpoint(true);
    std::fstream file(folder.path() / "tandem.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5 * 4096);
    file << std::string(4 * 4096, '\xff');
    file.close();
    EXPECT_FALSE(findings().empty());
}

} // namespace
} // namespace tandem
