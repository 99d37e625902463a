#include "server/cli/command_line.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar/engine/directory.hpp"
#include "calendar/store/data_folder.hpp"
#include "calendar/store/records.hpp"
#include "server/auth/password.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using testing::HasSubstr;

struct CommandLineTest : testing::Test {
    TemporaryFolder folder;
    std::string data = (folder.path() / "data").string();
    std::string out, err;

    int run(std::vector<const char*> arguments, const std::string& input = "") {
        arguments.insert(arguments.begin(), "tandem");
        std::istringstream in(input);
        std::ostringstream said, complained;
        const int code =
            cli::run_command_line(static_cast<int>(arguments.size()), arguments.data(), {in, said, complained});
        out = said.str();
        err = complained.str();
        return code;
    }
    int add(const char* email, std::vector<const char*> more = {}, const std::string& input = "") {
        std::vector<const char*> arguments{"member", "add",   "--data", data.c_str(), "--name",  "Ada",
                                           "--team", "sales", "--role", "admin",      "--email", email};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, input);
    }
    std::shared_ptr<const Member> member() {
        Database database(DataFolder::database_of(data), Database::Mode::reader);
        const auto found = Records(database).select(member_type, "true");
        return found.empty() ? nullptr : std::static_pointer_cast<const Member>(found.front());
    }
    std::int64_t lines(const std::string& text) { return std::ranges::count(text, '\n'); }
};

TEST_F(CommandLineTest, ErrorsOfUseAreOneLineAndExitTwo) {
    const std::vector<std::vector<const char*>> wrong = {{},
                                                         {"dance"},
                                                         {"serve", "--listen", "nowhere"},
                                                         {"member", "add", "--name", "Ada"},
                                                         {"backup"},
                                                         {"check"},
                                                         {"serve"},
                                                         {"restore", "--data"},
                                                         {"serve", "--data", "x", "--spin"}};
    for (const auto& arguments : wrong) {
        EXPECT_EQ(run(arguments), 2) << testing::PrintToString(arguments);
        EXPECT_EQ(lines(err), 1) << err;
        EXPECT_THAT(err, testing::StartsWith("tandem: "));
        EXPECT_EQ(out, "");
    }
}

TEST_F(CommandLineTest, EveryCommandHasHelp) {
    for (const char* command : {"serve", "member", "backup", "restore", "check", "schema"}) {
        EXPECT_EQ(run({command, "--help"}), 0);
        EXPECT_THAT(out, HasSubstr("Usage: tandem " + std::string(command)));
        EXPECT_EQ(err, "");
    }
}

TEST_F(CommandLineTest, MemberWithAPasswordCanSignIn) {
    ASSERT_EQ(add("ada@example.org", {"--password-stdin"}, "correct horse battery\nsecond line\n"), 0) << err;
    EXPECT_TRUE(verify_password(member()->password_hash, "correct horse battery", {}).matches);
    EXPECT_FALSE(member()->invited);
    EXPECT_EQ(member()->role, Role::admin);
}

TEST_F(CommandLineTest, MemberWithoutAPasswordIsInvited) {
    ASSERT_EQ(add("ada@example.org"), 0) << err;
    EXPECT_THAT(out, HasSubstr("/invitation/"));
    EXPECT_TRUE(member()->invited);
    EXPECT_EQ(member()->password_hash, "");
}

TEST_F(CommandLineTest, MemberThatCannotBeIsRefusedInOneLine) {
    EXPECT_EQ(add("not an address"), 2);
    EXPECT_THAT(err, HasSubstr("email: must be an e-mail address"));
    EXPECT_EQ(add("ada@example.org", {"--password-stdin"}, "short\n"), 2);
    EXPECT_EQ(member(), nullptr);
}

TEST_F(CommandLineTest, WritingWaitsUntilNoServerRuns) {
    ASSERT_EQ(add("ada@example.org"), 0);
    const auto held = DataFolder::open(data);
    const std::string file = (folder.path() / "backup").string();
    EXPECT_EQ(add("ida@example.org"), 1);
    EXPECT_THAT(err, HasSubstr("already running"));
    EXPECT_EQ(run({"backup", "--data", data.c_str(), file.c_str()}), 0) << err;
    EXPECT_EQ(run({"check", "--data", data.c_str()}), 0) << out;
    EXPECT_EQ(run({"restore", "--data", data.c_str(), file.c_str()}), 1);
    EXPECT_EQ(run({"serve", "--data", data.c_str(), "--listen", "127.0.0.1:0"}), 1);
}

TEST_F(CommandLineTest, CheckNamesDamageAndExitsOne) {
    ASSERT_EQ(add("ada@example.org"), 0);
    Database(DataFolder::database_of(data), Database::Mode::writer).execute("UPDATE member SET rev = 5");
    EXPECT_EQ(run({"check", "--data", data.c_str()}), 1);
    EXPECT_THAT(out, HasSubstr("its rev is 5"));
}

TEST_F(CommandLineTest, DemoIsForLoopbackAndEmptyWorkspacesOnly) {
    EXPECT_EQ(run({"serve", "--demo", "--data", data.c_str(), "--listen", "0.0.0.0:0"}), 1);
    EXPECT_THAT(err, HasSubstr("listen on 127.0.0.1 only"));
    const std::string real = (folder.path() / "real").string();
    data = real;
    ASSERT_EQ(add("ada@example.org"), 0);
    EXPECT_EQ(run({"serve", "--demo", "--data", real.c_str(), "--listen", "127.0.0.1:0"}), 1);
    EXPECT_THAT(err, HasSubstr("real data"));
}

TEST_F(CommandLineTest, SchemasArePrinted) {
    EXPECT_EQ(run({"schema"}), 0);
    EXPECT_THAT(out, HasSubstr("records/entry.json"));
    EXPECT_EQ(run({"schema", "--typescript"}), 0);
    EXPECT_THAT(out, HasSubstr("export"));
    EXPECT_EQ(run({"schema", "--fields"}), 0);
    EXPECT_THAT(out, HasSubstr("\"shown_at\": \"secret\""));
}

} // namespace
} // namespace tandem
