#include "server/api/people_routes.hpp"

#include <gmock/gmock.h>

#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem {
namespace {

using testing::HasSubstr;

// Keeps the answer that a handler gives.
struct Catcher final : http::Answerable {
    std::promise<http::Response> answered;
    void answer(std::uint64_t, http::Response response) override { answered.set_value(std::move(response)); }
};

struct PeopleRoutesTest : EntranceTest {
    Id mia = add_member("Mia", Team::marketing, Role::admin);
    Id rob = add_member("Rob", Team::sales);
    WorkerPool workers{folder.path() / "tandem.db", 1, thread.loop};
    CoreThread core{engine, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
    http::Origins origins = http::Origins::from_urls({"https://plan.example.org"}).value();
    api::Guard guard{[this](const http::Request& request) { return authenticator.identify(request); }, origins};
    class Setup setup{entrance};
    http::Router router;
    std::string cookie; // what the browser has
    bool secure = true;

    PeopleRoutesTest() {
        set_password(mia, password);
        api::add_people_routes(router, guard, backend, entrance, setup);
    }
    http::Response ask(std::string method, std::string path, std::string body = "",
                       std::string_view origin = "https://plan.example.org") {
        http::Request request;
        request.method = method;
        request.path = path;
        request.body = std::move(body);
        request.secure = secure;
        request.client = net::parse_address("192.0.2.7").value();
        if (!cookie.empty()) request.headers.add("Cookie", cookie);
        if (!origin.empty()) request.headers.add("Origin", origin);
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        auto match = router.match(method, path);
        request.parameters = match.parameters;
        const auto catcher = std::make_shared<Catcher>();
        thread.loop.post([&, request = std::move(request)]() mutable {
            match.route->handler(std::move(request), http::Respond(thread.loop, catcher, 1));
        });
        http::Response response = catcher->answered.get_future().get();
        thread.call([] {});
        if (const auto set = response.headers.find("Set-Cookie")) cookie = set->substr(0, set->find(';'));
        return response;
    }
    http::Response sign_in_as(std::string_view email, std::string_view text) {
        return ask("POST", "/api/sign-in",
                   R"({"email":")" + std::string(email) + R"(","password":")" + std::string(text) + "\"}");
    }
    static std::string body_of(const http::Response& response) { return std::string(http::view(response.body)); }
};

TEST_F(PeopleRoutesTest, SignInGivesAHostCookieAndTheMember) {
    const auto in = sign_in_as("mia@example.org", password);
    EXPECT_EQ(in.status, 200);
    EXPECT_THAT(in.headers.get("Set-Cookie"), testing::MatchesRegex("__Host-session=.+; Path=/; Max-Age=2592000; "
                                                                    "HttpOnly; SameSite=Lax; Secure"));
    EXPECT_THAT(body_of(in), HasSubstr("mia@example.org"));
    EXPECT_THAT(body_of(in), testing::Not(HasSubstr("argon2")));
    EXPECT_EQ(ask("GET", "/api/me").status, 200);
}

TEST_F(PeopleRoutesTest, ForeignOriginIsRefusedBeforeAnythingElse) {
    const std::string body = R"({"email":"mia@example.org","password":"correct horse battery"})";
    EXPECT_EQ(ask("POST", "/api/sign-in", body, "https://evil.example").status, 403);
    EXPECT_EQ(ask("POST", "/api/sign-in", body, "").status, 403);
    EXPECT_EQ(count("session"), 0);
}

TEST_F(PeopleRoutesTest, PlainHttpBeyondLoopbackGivesNoSession) {
    secure = false;
    EXPECT_EQ(sign_in_as("mia@example.org", password).status, 403);
    EXPECT_EQ(count("session"), 0);
}

TEST_F(PeopleRoutesTest, WrongPasswordIs401AndTooManyAre429WithRetryAfter) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in_as("mia@example.org", "wrong password").status, 401);
    const auto refused = sign_in_as("mia@example.org", password);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.headers.get("Retry-After"), "30");
}

TEST_F(PeopleRoutesTest, StrangersHaveTheRateOfAnAddress) {
    for (int i = 0; i < 60; ++i) ASSERT_EQ(ask("GET", "/api/me").status, 401);
    const auto refused = ask("GET", "/api/me");
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.headers.get("Retry-After"), "");
}

TEST_F(PeopleRoutesTest, FullQueueOfTheWriterIs503WithRetryAfter) {
    entrance.apply = apply_through(core, thread.loop);
    std::promise<void> held, go;
    ASSERT_TRUE(core.run([&held, wait = go.get_future()](Engine&) mutable {
        held.set_value();
        wait.get();
    }));
    held.get_future().get(); // else it takes what stands behind it along, and the queue is empty again
    while (core.run([](Engine&) {})) {
    }
    const auto refused = sign_in_as("mia@example.org", password);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.get("Retry-After"), "1");
    go.set_value();
    core.stop();
    EXPECT_EQ(count("session"), 0);
}

TEST_F(PeopleRoutesTest, BodyIsReadStrictlyAndTheFieldNamed) {
    EXPECT_THAT(body_of(ask("POST", "/api/sign-in", R"({"email":"x","password":"y","more":1})")),
                HasSubstr(R"("code":"unknown_field","field":"more")"));
    EXPECT_THAT(body_of(ask("POST", "/api/sign-in", R"({"email":"x"})")), HasSubstr(R"("field":"password")"));
    EXPECT_EQ(ask("POST", "/api/sign-in", "[]").status, 400);
}

TEST_F(PeopleRoutesTest, NewPasswordChangesTheCookie) {
    sign_in_as("mia@example.org", password);
    const std::string old = cookie;
    const auto changed =
        ask("POST", "/api/password", R"({"current":"correct horse battery","new":"a better password"})");
    EXPECT_EQ(changed.status, 204);
    EXPECT_NE(cookie, old);
    EXPECT_EQ(ask("GET", "/api/me").status, 200);
    cookie = old;
    EXPECT_EQ(ask("GET", "/api/me").status, 401);
}

TEST_F(PeopleRoutesTest, SessionsNameTheCurrentOneAndSignOutEndsIt) {
    sign_in_as("mia@example.org", password);
    EXPECT_THAT(body_of(ask("GET", "/api/sessions")), HasSubstr("\"current\":true"));
    EXPECT_EQ(ask("POST", "/api/sign-out").status, 204);
    EXPECT_EQ(count("session"), 0);
    EXPECT_EQ(ask("GET", "/api/me").status, 401);
}

TEST_F(PeopleRoutesTest, InvitationGoesFromAdminToMember) {
    sign_in_as("mia@example.org", password);
    const auto made = ask("POST", "/api/members/" + to_text(rob) + "/invitation");
    ASSERT_EQ(made.status, 200);
    const std::string body = body_of(made), prefix = R"({"url":"https://plan.example.org/invitation/)";
    ASSERT_THAT(body, testing::StartsWith(prefix));
    const std::string token = body.substr(prefix.size(), 43);
    cookie.clear();
    EXPECT_THAT(body_of(ask("GET", "/api/invitations/" + token)), HasSubstr("rob@example.org"));
    EXPECT_EQ(ask("POST", "/api/invitations/" + token, R"({"password":"another long one","name":"Robert"})").status,
              200);
    EXPECT_THAT(body_of(ask("GET", "/api/me")), HasSubstr("Robert"));
    EXPECT_EQ(ask("GET", "/api/invitations/" + token).status, 404);
    EXPECT_EQ(ask("POST", "/api/members/" + to_text(mia) + "/invitation").status, 403) << "a member invites nobody";
}

TEST_F(PeopleRoutesTest, SetupIsOverOnceSomebodyHasAPassword) {
    EXPECT_EQ(body_of(ask("GET", "/api/setup")), R"({"needed":false})");
    EXPECT_EQ(ask("POST", "/api/setup",
                  R"({"token":"t","name":"A","email":"a@example.org","password":"long enough","zone":"Etc/UTC"})")
                  .status,
              410);
}

TEST_F(PeopleRoutesTest, OwnTokensAreListedWithoutTheirSecrets) {
    sign_in_as("mia@example.org", password);
    acked(run(rob, "token.create", R"({"name":"Of Rob","scope":"read"})"));
    const auto ack = acked(run(mia, "token.create", R"({"name":"Phone","scope":"dav"})"));
    const std::string body = body_of(ask("GET", "/api/tokens"));
    EXPECT_THAT(body, HasSubstr(R"("name":"Phone","scope":"dav","last_used_at":null)"));
    EXPECT_THAT(body, testing::Not(HasSubstr("Of Rob")));
    EXPECT_THAT(body, testing::Not(HasSubstr(hash_secret(ack.secrets.front().second))));
}

} // namespace
} // namespace tandem
