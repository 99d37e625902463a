#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem {
namespace {

struct InvitationTest : EntranceTest {
    Id ada = add_member("Ada", Team::other, Role::admin);
    Id mia = add_member("Mia", Team::marketing);

    Result<Invitation> ask(Id author, Id member) {
        return wait_for<Invitation>([&](Done<Invitation> done) {
            invite(entrance, Visitor{author, Id{1, 1}, {}, true}, member, here().client, std::move(done));
        });
    }
    static std::string token_of(const Invitation& invitation) { return invitation.path.substr(12); }
    Result<SignedIn> accept(const std::string& token, std::string_view text) {
        return wait_for<SignedIn>([&](Done<SignedIn> done) {
            accept_invitation(entrance, {token, std::string(text), {}}, here(), std::move(done));
        });
    }
};

TEST_F(InvitationTest, LinkSetsThePasswordOnceAndSignsIn) {
    const std::string token = token_of(ask(ada, mia).value());
    const auto in = accept(token, password);
    ASSERT_TRUE(in);
    EXPECT_EQ(visit(in->secret)->member_id, mia);
    EXPECT_FALSE(engine.directory()->member(mia)->invited);
    EXPECT_EQ(code_of(accept(token, password)), ErrorCode::not_found);
    EXPECT_TRUE(sign("mia@example.org", password));
}

TEST_F(InvitationTest, OnlyAdminsInvite) {
    EXPECT_EQ(code_of(ask(mia, mia)), ErrorCode::forbidden);
    EXPECT_EQ(code_of(ask(ada, Id{1, 2})), ErrorCode::not_found);
}

TEST_F(InvitationTest, EndsAfterFourteenDaysAndWhenReplaced) {
    const std::string first = token_of(ask(ada, mia).value()), second = token_of(ask(ada, mia).value());
    EXPECT_EQ(code_of(accept(first, password)), ErrorCode::not_found);
    clock.advance(invitation_lifetime);
    EXPECT_EQ(code_of(accept(second, password)), ErrorCode::gone);
}

TEST_F(InvitationTest, IsTheWayBackThatEndsOldSessions) {
    set_password(mia, password);
    const auto old = sign("mia@example.org", password);
    ASSERT_TRUE(accept(token_of(ask(ada, mia).value()), "a better password"));
    EXPECT_FALSE(visit(old->secret));
    EXPECT_FALSE(sign("mia@example.org", password));
}

TEST_F(InvitationTest, LinkThatIsTakenTwiceAtOnceIsTakenOnce) {
    const std::string token = token_of(ask(ada, mia).value());
    entrance.apply = [this](const std::vector<Submission>& batch, Applied done) {
        set_password(mia, "by the other one");
        done(engine.apply(batch));
    };
    EXPECT_EQ(code_of(accept(token, password)), ErrorCode::not_found);
    EXPECT_EQ(count("session"), 0);
}

TEST_F(InvitationTest, AdminWhoIsNoneAnyMoreInvitesNobody) {
    add_member("Rob", Team::sales, Role::admin);
    entrance.apply = [this](const std::vector<Submission>& batch, Applied done) {
        acked(run(by_system("member.update", R"({"id":")" + to_text(ada) + R"(","role":"viewer"})")));
        done(engine.apply(batch));
    };
    EXPECT_EQ(code_of(ask(ada, mia)), ErrorCode::forbidden);
    EXPECT_EQ(engine.directory()->member(mia)->invitation_hash, "");
}

TEST_F(InvitationTest, ShortPasswordIsRefusedAndTheLinkLivesOn) {
    const std::string token = token_of(ask(ada, mia).value());
    EXPECT_EQ(code_of(accept(token, "short")), ErrorCode::invalid_field);
    EXPECT_TRUE(accept(token, password));
}

struct SetupTest : EntranceTest {
    class Setup setup{entrance}; // gtest has a function of that name
    Result<SignedIn> admit(const std::string& token, std::string_view text = password,
                           const std::string& team = "sales") {
        return wait_for<SignedIn>([&](Done<SignedIn> done) {
            setup.admit({token, "Ada", "ada@example.org", std::string(text), "Europe/Berlin", team}, here(),
                        std::move(done));
        });
    }
};

TEST_F(SetupTest, PrintedTokenAdmitsTheFirstAdminAndNobodyAfter) {
    EXPECT_TRUE(setup.is_needed());
    const std::string token = setup.make_token();
    EXPECT_EQ(code_of(admit("guess")), ErrorCode::wrong_credentials);
    const auto in = admit(token);
    ASSERT_TRUE(in);
    EXPECT_EQ(engine.directory()->member(visit(in->secret)->member_id)->role, Role::admin);
    EXPECT_FALSE(setup.is_needed());
    EXPECT_EQ(code_of(admit(token)), ErrorCode::gone);
}

TEST_F(SetupTest, WithoutATokenNobodyIsAdmitted) { EXPECT_EQ(code_of(admit("")), ErrorCode::wrong_credentials); }

TEST_F(SetupTest, FirstAdminBelongsToTheTeamTheyChose) {
    const auto in = admit(setup.make_token());
    ASSERT_TRUE(in);
    EXPECT_EQ(engine.directory()->member(visit(in->secret)->member_id)->team, Team::sales);
}

TEST_F(SetupTest, UnknownTeamIsRefusedAndLeavesTheTokenValid) {
    const std::string token = setup.make_token();
    EXPECT_EQ(code_of(admit(token, password, "pirates")), ErrorCode::invalid_field);
    EXPECT_TRUE(admit(token));
}

TEST_F(SetupTest, RefusedFieldLeavesTheTokenValid) {
    const std::string token = setup.make_token();
    EXPECT_EQ(code_of(admit(token, "short")), ErrorCode::invalid_field);
    EXPECT_TRUE(admit(token));
}

TEST_F(SetupTest, RefusedCommandLeavesTheTokenValid) {
    const std::string token = setup.make_token();
    const auto apply = entrance.apply;
    entrance.apply = [](const std::vector<Submission>&, Applied done) { done({CoreThread::busy()}); };
    EXPECT_EQ(code_of(admit(token)), ErrorCode::unavailable);
    entrance.apply = apply;
    EXPECT_TRUE(admit(token));
}

// The answer is dropped and says `internal`; the token must not be lost with it.
TEST_F(SetupTest, HashingThatFailsLeavesTheTokenValid) {
    PasswordHasher broken{thread.loop, {HashCost{1, std::size_t{1} << 50}, 1, 16}};
    Entrance without_memory{engine, clock, broken, throttle, entrance.apply};
    class Setup other{without_memory};
    const std::string token = other.make_token();
    for (int i = 0; i < 2; ++i) {
        auto promise = std::make_unique<std::promise<Result<SignedIn>>>();
        auto future = promise->get_future();
        thread.loop.post([&, promise = std::move(promise)]() mutable {
            other.admit(
                {token, "Ada", "ada@example.org", std::string(password), "Etc/UTC"}, here(),
                [promise = std::move(promise)](Result<SignedIn> result) { promise->set_value(std::move(result)); });
        });
        EXPECT_THROW(future.get(), std::future_error) << "answered, as if the token were not known";
    }
}

TEST_F(SetupTest, OfTwoAtOnceOneIsAdmitted) {
    const std::string token = setup.make_token();
    entrance.apply = [this](const std::vector<Submission>& batch, Applied done) {
        set_password(add_member("Ida", Team::sales, Role::admin), password);
        done(engine.apply(batch));
    };
    EXPECT_EQ(code_of(admit(token)), ErrorCode::gone);
    EXPECT_EQ(engine.directory()->member_by_email("ada@example.org"), nullptr);
}

TEST_F(SetupTest, MemberWithoutAPasswordDoesNotEndTheNeed) {
    add_member("Ida", Team::sales);
    EXPECT_TRUE(setup.is_needed());
}

} // namespace
} // namespace tandem
