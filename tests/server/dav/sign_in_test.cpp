#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

int status_of(DavTest& test) { return test.ask("PROPFIND", "/dav/", "", {{"Depth", "0"}}).status; }

TEST_F(DavTest, AsksForBasicWithoutCredentials) {
    app_password.clear();
    const auto answer = ask("PROPFIND", "/dav/", "", {{"Depth", "0"}});
    EXPECT_EQ(answer.status, 401);
    EXPECT_THAT(std::string(answer.headers.get("WWW-Authenticate")), testing::StartsWith("Basic "));
}

TEST_F(DavTest, AppPasswordWorksUntilItIsRevoked) {
    EXPECT_EQ(status_of(*this), 207);
    Id token;
    engine.directory()->each_token([&](const Token& each) { token = each.id; });
    acked(run(mia, "token.delete", R"({"id":")" + to_text(token) + "\"}"));
    EXPECT_EQ(status_of(*this), 401);
}

TEST_F(DavTest, NothingButAnAppPasswordOfThatMemberWorks) {
    const std::string right = app_password;
    set_password(mia, password);
    app_password = make_app_password(mia);
    email = "rob@example.org";
    EXPECT_EQ(status_of(*this), 401) << "another's address";
    email = "MIA@example.org";
    EXPECT_EQ(status_of(*this), 207) << "addresses know no case";
    app_password = password;
    EXPECT_EQ(status_of(*this), 401) << "the account's password";
    app_password = acked(run(mia, "token.create", R"({"name":"Bot","scope":"write"})")).secrets.front().second;
    EXPECT_EQ(status_of(*this), 401) << "an API token";
    app_password = right;
    EXPECT_EQ(status_of(*this), 401) << "ended by the new password";
}

TEST_F(DavTest, AppPasswordIsNoApiToken) {
    EXPECT_FALSE(authenticator.identify(request_with("Authorization", "Bearer " + app_password)));
    EXPECT_FALSE(authenticator.identify(request_with("Authorization", basic(email + ":" + app_password))));
}

TEST_F(DavTest, GuessingIsThrottledAndDoesNotLockTheMemberOutOfThePage) {
    set_password(mia, password);
    const std::string right = make_app_password(mia);
    app_password = "tandem_wrong";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(*this), 401);
    const auto answer = ask("PROPFIND", "/dav/", "", {{"Depth", "0"}});
    EXPECT_EQ(answer.status, 429);
    EXPECT_NE(answer.headers.get("Retry-After"), "");
    EXPECT_TRUE(sign(email, password));
    app_password = right;
    EXPECT_EQ(status_of(*this), 207);
}

TEST_F(DavTest, UseIsNoted) {
    status_of(*this);
    EXPECT_EQ(uses.size(), 1U);
}

} // namespace
} // namespace tandem::dav
