#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem {
namespace {

struct AuthenticatorTest : EntranceTest {
    Id mia = add_member("Mia", Team::marketing, Role::admin);
    Id rob = add_member("Rob", Team::sales, Role::admin);
    std::string secret = [this] {
        set_password(mia, password);
        return sign("mia@example.org", password).value().secret;
    }();

    std::string token(std::string_view scope) {
        const auto ack = acked(run(mia, "token.create", R"({"name":"Bot","scope":")" + std::string(scope) + "\"}"));
        return ack.secrets.front().second;
    }
    Result<Visitor> bear(const std::string& text) {
        return authenticator.identify(request_with("Authorization", "Bearer " + text));
    }
};

TEST_F(AuthenticatorTest, CookieNamesTheMemberAndTheSession) {
    const auto visitor = visit(secret);
    ASSERT_TRUE(visitor);
    EXPECT_EQ(visitor->member_id, mia);
    EXPECT_TRUE(visitor->session_id);
    EXPECT_FALSE(visit(secret + "x"));
    EXPECT_FALSE(authenticator.identify({}));
}

TEST_F(AuthenticatorTest, OverTlsOnlyTheHostCookieCounts) {
    EXPECT_FALSE(authenticator.identify(request_with("Cookie", "session=" + secret, true)));
    EXPECT_TRUE(authenticator.identify(request_with("Cookie", "__Host-session=" + secret, true)));
    EXPECT_FALSE(authenticator.identify(request_with("Cookie", "__Host-session=" + secret)));
}

TEST_F(AuthenticatorTest, OnlyTheHashOfASecretIsKept) {
    EXPECT_EQ(database.query_text("SELECT token_hash FROM session"), hash_secret(secret));
}

TEST_F(AuthenticatorTest, SessionEndsAfterAWeekWithoutUse) {
    clock.advance(session_idle - std::chrono::hours(1));
    ASSERT_TRUE(visit(secret));
    engine.note_use(session_type, uses.back().first, uses.back().second);
    clock.advance(session_idle - std::chrono::hours(1));
    EXPECT_TRUE(visit(secret)) << "use has kept it alive";
    clock.advance(std::chrono::hours(1));
    EXPECT_FALSE(visit(secret));
}

TEST_F(AuthenticatorTest, SessionEndsAfterThirtyDaysInAnyCase) {
    for (int day = 0; day < 29; ++day) {
        clock.advance(std::chrono::hours(24));
        ASSERT_TRUE(visit(secret)) << day;
        engine.note_use(session_type, uses.back().first, uses.back().second);
    }
    clock.advance(std::chrono::hours(24));
    EXPECT_FALSE(visit(secret));
    EXPECT_EQ(end_dead_sessions(entrance).size(), 1U);
}

TEST_F(AuthenticatorTest, OpenSocketKeepsItsSessionInUse) {
    const Visitor visitor = visit(secret).value();
    for (int minute = 0; minute < 10 * 24 * 60; minute += 10) {
        clock.advance(std::chrono::minutes(10));
        if (authenticator.note_use(visitor)) engine.note_use(session_type, uses.back().first, uses.back().second);
    }
    EXPECT_TRUE(visit(secret)) << "ten days on one page";
    EXPECT_EQ(uses.size(), 10U * 24) << "written once an hour";
    clock.advance(session_lifetime - std::chrono::hours(10 * 24));
    EXPECT_EQ(end_dead_sessions(entrance).size(), 1U) << "but not for ever: its end closes the socket";
}

TEST_F(AuthenticatorTest, DeactivationEndsSessionsAndTokensForGood) {
    const std::string bot = token("read");
    acked(run(rob, "member.update", R"({"id":")" + to_text(mia) + R"(","active":false})"));
    EXPECT_FALSE(visit(secret));
    EXPECT_FALSE(bear(bot));
    acked(run(rob, "member.update", R"({"id":")" + to_text(mia) + R"(","active":true})"));
    EXPECT_FALSE(visit(secret));
    EXPECT_FALSE(bear(bot));
}

TEST_F(AuthenticatorTest, TokenHasItsScopeAndNoMore) {
    EXPECT_FALSE(bear(token("read"))->may_write);
    EXPECT_TRUE(bear(token("write"))->may_write);
    EXPECT_FALSE(bear(secret)) << "a session's secret is no token";
}

TEST_F(AuthenticatorTest, GuessingTokensIsThrottledButARightOneIsNot) {
    const std::string bot = token("read");
    for (int i = 0; i < 30; ++i) EXPECT_EQ(bear("tandem_wrong").error().code, ErrorCode::not_signed_in);
    EXPECT_EQ(bear("tandem_wrong").error().code, ErrorCode::too_many_attempts);
    EXPECT_EQ(bear("tandem_wrong").error().retry_after, std::chrono::minutes(15));
    EXPECT_TRUE(bear(bot));
}

} // namespace
} // namespace tandem
