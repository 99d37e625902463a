#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem {
namespace {

struct SignInTest : EntranceTest {
    Id mia = add_member("Mia", Team::marketing);
    SignInTest() { set_password(mia, password); }

    Result<SignedIn> change(const Visitor& visitor, std::string_view current, std::string_view wanted) {
        return wait_for<SignedIn>([&](Done<SignedIn> done) {
            change_password(entrance, visitor, {std::string(current), std::string(wanted)}, here(), std::move(done));
        });
    }
};

TEST_F(SignInTest, RightPasswordOpensASession) {
    const auto in = sign("MIA@Example.org", password);
    ASSERT_TRUE(in);
    EXPECT_EQ(visit(in->secret)->member_id, mia);
    EXPECT_EQ(audited, std::vector<std::string>{"signed_in"});
}

TEST_F(SignInTest, UnknownWrongAndDeactivatedAreToldTheSame) {
    const Id gone = add_member("Gone", Team::sales);
    set_password(gone, password);
    acked(run(by_system("member.update", R"({"id":")" + to_text(gone) + R"(","active":false})")));
    const auto unknown = sign("nobody@example.org", password), wrong = sign("mia@example.org", "wrong password"),
               inactive = sign("gone@example.org", password);
    EXPECT_EQ(code_of(unknown), ErrorCode::wrong_credentials);
    EXPECT_EQ(unknown.error().message, wrong.error().message);
    EXPECT_EQ(unknown.error().message, inactive.error().message);
    EXPECT_EQ(count("session"), 0);
}

// Someone who knows the old password tries all the time; the new one comes while theirs is being looked at.
TEST_F(SignInTest, PasswordThatIsChangedWhileItIsVerifiedOpensNothing) {
    const auto in = wait_for<SignedIn>([&](Done<SignedIn> done) {
        sign_in(entrance, {"mia@example.org", std::string(password)}, here(), std::move(done));
        set_password(mia, "another long password");
    });
    EXPECT_EQ(code_of(in), ErrorCode::wrong_credentials);
    EXPECT_EQ(count("session"), 0);
    EXPECT_TRUE(sign("mia@example.org", "another long password"));
}

// The session has been sent to the writer, and the new password is before it in the line (R7).
TEST_F(SignInTest, SessionThatWaitsInLineBehindANewPasswordIsRefused) {
    entrance.apply = [this](const std::vector<Submission>& batch, Applied done) {
        set_password(mia, "another long password");
        done(engine.apply(batch));
    };
    EXPECT_EQ(code_of(sign("mia@example.org", password)), ErrorCode::wrong_credentials);
    EXPECT_EQ(count("session"), 0);
    EXPECT_EQ(audited, std::vector<std::string>{"sign_in_refused"});
}

// And one that was before it in the line, and of which nobody had heard when the new password was sent.
TEST_F(SignInTest, SessionThatBeganJustBeforeTheNewPasswordEndsWithIt) {
    const Visitor visitor = visit(sign("mia@example.org", password)->secret).value();
    const auto apply = entrance.apply;
    entrance.apply = [&](std::vector<Submission> batch, Applied done) {
        acked(run(by_system("session.create", R"({"member_id":")" + to_text(mia) +
                                                  R"(","token_hash":"x","expires_at":"2026-12-01T00:00:00Z"})")));
        acked(run(mia, "token.create", R"({"name":"Bot"})"));
        apply(std::move(batch), std::move(done));
    };
    ASSERT_TRUE(change(visitor, password, "a better password"));
    EXPECT_EQ(count("session"), 1) << "the one that the change has opened";
    EXPECT_EQ(count("token"), 0);
}

TEST_F(SignInTest, OfTwoNewPasswordsAtOnceTheSecondIsRefused) {
    const Visitor visitor = visit(sign("mia@example.org", password)->secret).value();
    entrance.apply = [this](const std::vector<Submission>& batch, Applied done) {
        set_password(mia, "another long password");
        done(engine.apply(batch));
    };
    const auto second = change(visitor, password, "a better password");
    EXPECT_EQ(code_of(second), ErrorCode::wrong_credentials);
    EXPECT_EQ(second.error().field, "current");
    EXPECT_TRUE(
        verify_password(engine.directory()->member(mia)->password_hash, "another long password", cheap).matches);
}

TEST_F(SignInTest, RefusedSignInLeavesTheBrowserItsOldSession) {
    const auto first = sign("mia@example.org", password);
    Browser browser = here();
    browser.old_session = visit(first->secret)->session_id;
    entrance.apply = [this](std::vector<Submission> batch, Applied done) {
        batch.front().premise = [](const Directory&, Instant) -> Result<void> {
            return fail(ErrorCode::unavailable, "not now");
        };
        done(engine.apply(batch));
    };
    EXPECT_EQ(code_of(sign("mia@example.org", password, browser)), ErrorCode::unavailable);
    EXPECT_TRUE(visit(first->secret));
}

TEST_F(SignInTest, TokenThatOnlyReadsCannotSignOutEverywhere) {
    ASSERT_TRUE(sign("mia@example.org", password));
    const auto out = wait_for<std::monostate>([&](Done<std::monostate> done) {
        sign_out(entrance, Visitor{mia, {}, new_id(clock.now()), false}, true, std::move(done));
    });
    EXPECT_EQ(code_of(out), ErrorCode::forbidden);
    EXPECT_EQ(count("session"), 1);
}

TEST_F(SignInTest, MemberWithoutAPasswordCannotSignIn) {
    acked(run(by_system("member.update", R"({"id":")" + to_text(mia) + R"(","password_hash":""})")));
    EXPECT_EQ(code_of(sign("mia@example.org", "")), ErrorCode::wrong_credentials);
}

TEST_F(SignInTest, TenthFailureMakesEvenTheRightPasswordWait) {
    for (int i = 0; i < 10; ++i) sign("mia@example.org", "wrong password");
    const auto refused = sign("mia@example.org", password);
    EXPECT_EQ(code_of(refused), ErrorCode::too_many_attempts);
    EXPECT_EQ(refused.error().retry_after, std::chrono::seconds(30));
    clock.advance(std::chrono::seconds(30));
    EXPECT_TRUE(sign("mia@example.org", password));
}

TEST_F(SignInTest, BrowserThatIsSignedInIsNotLockedOutByOthers) {
    const auto in = sign("mia@example.org", password);
    Browser known = here();
    known.client = net::parse_address("192.0.2.8").value();
    known.old_session = visit(in->secret)->session_id;
    for (int i = 0; i < 12; ++i) sign("mia@example.org", "wrong password");
    EXPECT_TRUE(sign("mia@example.org", password, known));
}

TEST_F(SignInTest, SigningInAgainReplacesTheSession) {
    const auto first = sign("mia@example.org", password);
    Browser browser = here();
    browser.old_session = visit(first->secret)->session_id;
    const auto second = sign("mia@example.org", password, browser);
    EXPECT_NE(first->secret, second->secret);
    EXPECT_FALSE(visit(first->secret));
    EXPECT_TRUE(visit(second->secret));
}

TEST_F(SignInTest, HashOfAnOldCostIsRenewedAndOtherSessionsStay) {
    const auto before = sign("mia@example.org", password);
    acked(run(by_system("member.rehash", R"({"id":")" + to_text(mia) + R"(","password_hash":")" +
                                             hash_password(password, {2, 16384}) + "\"}")));
    ASSERT_TRUE(sign("mia@example.org", password));
    EXPECT_FALSE(verify_password(engine.directory()->member(mia)->password_hash, password, cheap).is_outdated);
    EXPECT_TRUE(visit(before->secret));
}

TEST_F(SignInTest, SignOutEndsThisSessionOnly) {
    const auto here_in = sign("mia@example.org", password), there_in = sign("mia@example.org", password);
    const Visitor visitor = visit(here_in->secret).value();
    ASSERT_TRUE(wait_for<std::monostate>([&](auto done) { sign_out(entrance, visitor, false, std::move(done)); }));
    EXPECT_FALSE(visit(here_in->secret));
    EXPECT_TRUE(visit(there_in->secret));
}

TEST_F(SignInTest, SignOutEverywhereEndsSessionsAndTokens) {
    const auto here_in = sign("mia@example.org", password), there_in = sign("mia@example.org", password);
    acked(run(mia, "token.create", R"({"name":"Bot"})"));
    const Visitor visitor = visit(here_in->secret).value();
    ASSERT_TRUE(wait_for<std::monostate>([&](auto done) { sign_out(entrance, visitor, true, std::move(done)); }));
    EXPECT_EQ(count("session"), 0);
    EXPECT_EQ(count("token"), 0);
}

TEST_F(SignInTest, NewPasswordEndsEverySessionAndTokenAndOpensAFreshOne) {
    const auto mine = sign("mia@example.org", password), other = sign("mia@example.org", password);
    acked(run(mia, "token.create", R"({"name":"Bot"})"));
    const auto fresh = change(visit(mine->secret).value(), password, "a better password");
    ASSERT_TRUE(fresh);
    EXPECT_FALSE(visit(mine->secret));
    EXPECT_FALSE(visit(other->secret));
    EXPECT_TRUE(visit(fresh->secret));
    EXPECT_EQ(count("token"), 0);
    EXPECT_FALSE(sign("mia@example.org", password));
    EXPECT_TRUE(sign("mia@example.org", "a better password"));
}

TEST_F(SignInTest, NewPasswordNeedsTheCurrentOneAndTenCharacters) {
    const Visitor visitor = visit(sign("mia@example.org", password)->secret).value();
    const auto wrong = change(visitor, "wrong password", "a better password"),
               brief = change(visitor, password, "short");
    EXPECT_EQ(code_of(wrong), ErrorCode::wrong_credentials);
    EXPECT_EQ(wrong.error().field, "current");
    EXPECT_EQ(code_of(brief), ErrorCode::invalid_field);
    EXPECT_EQ(brief.error().field, "new");
    EXPECT_TRUE(sign("mia@example.org", password));
}

TEST_F(SignInTest, TokenCannotChangeThePassword) {
    const Visitor bot{mia, {}, Id{1, 2}, true};
    EXPECT_EQ(code_of(change(bot, password, "a better password")), ErrorCode::forbidden);
}

} // namespace
} // namespace tandem
