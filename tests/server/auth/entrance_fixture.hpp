#pragma once
// A workspace with an entrance: real engine, real hashing at the lowest cost, a loop on a thread of its own, a clock
// that the test sets. Flows run on the loop; the test waits for their answers.

#include <future>

#include <gtest/gtest.h>

#include "calendar/base/secret.hpp"
#include "server/auth/authenticator.hpp"
#include "server/auth/invitation.hpp"
#include "server/auth/setup.hpp"
#include "server/auth/sign_in.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

inline constexpr HashCost cheap{1, 8192};
inline constexpr std::string_view password = "correct horse battery";

struct EntranceTest : testing::Test, Workspace {
    test::LoopThread thread;
    PasswordHasher hasher{thread.loop, {cheap, 2, 16}};
    Throttle throttle;
    std::vector<std::string> audited;
    Entrance entrance{
        engine,
        clock,
        hasher,
        throttle,
        [this](std::vector<Submission> batch, Applied done) { done(engine.apply(batch)); },
        [this](std::string_view event, std::optional<Id>, const net::Address&) { audited.emplace_back(event); }};
    std::vector<std::pair<Id, Instant>> uses;
    Authenticator authenticator{engine, clock, throttle,
                                [this](const EntityType&, Id id, Instant at) { uses.emplace_back(id, at); }};

    // Runs `start` on the loop and waits for its answer.
    template <class T>
    Result<T> wait_for(std::function<void(Done<T>)> start) {
        std::promise<Result<T>> promise;
        thread.loop.post([&] { start([&](Result<T> result) { promise.set_value(std::move(result)); }); });
        auto result = promise.get_future().get();
        thread.call([] {}); // whatever the answer left behind
        return result;
    }

    void set_password(Id member, std::string_view text) {
        acked(run(by_system("member.update", R"({"id":")" + to_text(member) + R"(","invited":false,"password_hash":")" +
                                                 hash_password(text, cheap) + "\"}")));
    }
    Result<SignedIn> sign(std::string_view email, std::string_view text, Browser browser = here()) {
        return wait_for<SignedIn>([&](Done<SignedIn> done) {
            sign_in(entrance, {std::string(email), std::string(text)}, browser, std::move(done));
        });
    }
    static Browser here() { return {net::parse_address("192.0.2.7").value(), "Firefox", {}}; }

    static http::Request request_with(std::string_view header, const std::string& value, bool secure = false) {
        http::Request request;
        request.method = "GET";
        request.secure = secure;
        request.client = net::parse_address("192.0.2.7").value();
        request.headers.add(header, value);
        return request;
    }
    Result<Visitor> visit(const std::string& secret) {
        return authenticator.identify(request_with("Cookie", "session=" + secret));
    }
    std::int64_t count(std::string_view kind) {
        return database.query_integer("SELECT count(*) FROM " + std::string(kind)).value_or(-1);
    }
};

inline ErrorCode code_of(const auto& result) {
    if (result) {
        ADD_FAILURE() << "was not refused";
        return ErrorCode::internal;
    }
    return result.error().code;
}

} // namespace tandem
