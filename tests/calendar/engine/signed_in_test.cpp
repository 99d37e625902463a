// What a member is signed in with ends in the change that ends it, and what was sent with it ends too (R7).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct SignedInTest : testing::Test, Workspace {
    Id boss = add_member("Boss", Team::other, Role::admin);
    Id mia = add_member("Mia", Team::marketing);
    int sessions_made = 0;

    Outcome try_open(Id member, Premise premise = {}) {
        auto asked =
            by_system("session.create",
                      fmt::format(R"({{"member_id":"{}","token_hash":"{:064}","expires_at":"2026-12-01T00:00:00Z"}})",
                                  to_text(member), ++sessions_made));
        asked.premise = std::move(premise);
        return run(asked);
    }
    Id open_session(Id member) { return acked(try_open(member)).id.value(); }
    Id add_token(Id member) {
        return acked(run(member, "token.create", R"({"name":"Bot","scope":"write"})")).id.value();
    }
    Outcome system(std::string_view name, Id member, std::string_view more = "") {
        return run(by_system(name, fmt::format(R"({{"id":"{}"{}}})", to_text(member), more)));
    }
    std::int64_t count(std::string_view kind) {
        return database.query_integer(fmt::format("SELECT count(*) FROM {}", kind)).value();
    }
    Outcome write_as(const Actor& actor) {
        auto asked = submission(mia, "account.create", R"({"name":"Nordwind"})");
        asked.actor = actor;
        return run(asked);
    }
};

TEST_F(SignedInTest, NewPasswordEndsSessionsAndTokensInItsOwnChange) {
    open_session(mia);
    open_session(mia);
    add_token(mia);
    const Id other = open_session(boss);
    acked(system("member.update", mia, R"(,"password_hash":"new")"));
    EXPECT_EQ(count("session"), 1);
    EXPECT_EQ(count("token"), 0);
    EXPECT_EQ(sink.changes.back()->items.size(), 4U) << "the member, two sessions, a token";
    EXPECT_TRUE(engine.directory()->session(other));
}

TEST_F(SignedInTest, TheHundredAndFirstSessionEndsTheFirst) {
    const Id first = open_session(mia), other = open_session(boss);
    for (int i = 0; i < 99; ++i) {
        clock.advance(std::chrono::seconds{1});
        open_session(mia);
    }
    EXPECT_TRUE(engine.directory()->session(first));
    clock.advance(std::chrono::seconds{1});
    open_session(mia);
    EXPECT_FALSE(engine.directory()->session(first));
    EXPECT_TRUE(engine.directory()->session(other));
    EXPECT_EQ(count("session"), 101);
}

TEST_F(SignedInTest, AMemberHasAHundredFeedLinksAtMost) {
    std::optional<Id> last;
    for (int i = 0; i < 100; ++i) last = acked(run(mia, "feed_link.create", R"({"name":"One more"})")).id;
    EXPECT_EQ(refused(run(mia, "feed_link.create", R"({"name":"Too many"})")).code, ErrorCode::too_large);
    acked(run(boss, "feed_link.create", R"({"name":"Of someone else"})"));
    acked(run(mia, "feed_link.revoke", fmt::format(R"({{"id":"{}"}})", to_text(*last))));
    acked(run(mia, "feed_link.create", R"({"name":"In its place"})"));
}

TEST_F(SignedInTest, TheSamePasswordHashedAnewEndsNothing) {
    open_session(mia);
    add_token(mia);
    acked(system("member.rehash", mia, R"(,"password_hash":"costlier")"));
    EXPECT_EQ(engine.directory()->member(mia)->password_hash, "costlier");
    EXPECT_EQ(count("session"), 1);
    EXPECT_EQ(count("token"), 1);
}

TEST_F(SignedInTest, SignOutEverywhereIsOneChange) {
    open_session(mia);
    add_token(mia);
    const auto seq = engine.last_seq();
    EXPECT_EQ(acked(system("member.sign_out", mia)).seq, seq + 1);
    EXPECT_EQ(count("session") + count("token"), 0);
    EXPECT_EQ(acked(system("member.sign_out", mia)).seq, seq + 1) << "there is nothing left to end";
}

TEST_F(SignedInTest, ClientsNeitherRehashNorSignOutMembers) {
    const auto args = fmt::format(R"({{"id":"{}"}})", to_text(boss));
    for (const auto* name : {"member.rehash", "member.sign_out"})
        EXPECT_EQ(refused(run(boss, name, args)).code, ErrorCode::unknown_command);
    EXPECT_EQ(refused(system("calendar.sign_out", boss)).code, ErrorCode::unknown_command);
}

TEST_F(SignedInTest, CommandInLineDiesWithTheSessionOrTokenThatSentIt) {
    Actor by_session = Actor::member(mia), by_token = by_session;
    by_session.session_id = open_session(mia);
    by_token.token_id = add_token(mia);
    acked(write_as(by_session));
    acked(write_as(by_token));
    acked(system("member.update", mia, R"(,"password_hash":"new")"));
    EXPECT_EQ(refused(write_as(by_session)).code, ErrorCode::not_signed_in);
    EXPECT_EQ(refused(write_as(by_token)).code, ErrorCode::not_signed_in);
    acked(write_as(Actor::member(mia)));
}

TEST_F(SignedInTest, SessionServesItsOwnMemberOnlyAndOnlyInItsTime) {
    Actor actor = Actor::member(mia);
    actor.session_id = open_session(boss);
    EXPECT_EQ(refused(write_as(actor)).code, ErrorCode::not_signed_in);
    actor.session_id = open_session(mia);
    clock.advance(session_idle - std::chrono::seconds(1));
    acked(write_as(actor));
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(refused(write_as(actor)).code, ErrorCode::not_signed_in);
}

TEST_F(SignedInTest, MemberWhoIsShutOutGetsNoSession) {
    acked(system("member.update", mia, R"(,"active":false)"));
    EXPECT_EQ(refused(try_open(mia)).field, "member_id");
    EXPECT_EQ(refused(try_open(new_id(clock.now()))).field, "member_id");
    EXPECT_EQ(count("session"), 0);
}

TEST_F(SignedInTest, MemberWhoIsShutOutLosesTheirInvitation) {
    acked(system("member.update", mia, R"(,"invitation_hash":"x","invitation_expires_at":"2027-01-01T00:00:00Z")"));
    ASSERT_TRUE(engine.directory()->member_by_invitation("x"));
    acked(system("member.update", mia, R"(,"active":false)"));
    acked(system("member.update", mia, R"(,"active":true)"));
    EXPECT_FALSE(engine.directory()->member_by_invitation("x"));
}

TEST_F(SignedInTest, PremiseSeesWhatTheCommandsBeforeItInTheBatchHaveDone) {
    auto first = by_system("member.update", fmt::format(R"({{"id":"{}","name":"Miriam"}})", to_text(mia)));
    auto second = by_system("member.update", fmt::format(R"({{"id":"{}","zone":"Etc/UTC"}})", to_text(mia)));
    first.premise = second.premise = [this](const Directory& directory, Instant) -> Result<void> {
        if (directory.member(mia)->name == "Mia") return {};
        return fail(ErrorCode::gone, "she has another name");
    };
    const Submission batch[] = {first, second};
    const auto outcomes = engine.apply(batch);
    acked(outcomes[0]);
    EXPECT_EQ(refused(outcomes[1]).code, ErrorCode::gone);
    EXPECT_EQ(engine.directory()->member(mia)->zone, "Europe/Berlin");
}

} // namespace
} // namespace tandem
