// R4's deadlines and R20's stop, with waits of a few milliseconds instead of seconds.
#include <gtest/gtest.h>

#include "tests/server/http/http_fixture.hpp"

namespace tandem::test {

using std::chrono::milliseconds;

TEST(Deadline, R4HeadIsAbsoluteFromItsFirstByte) {
    auto config = impatient();
    config.deadlines.head = milliseconds(50);
    HttpServer server(config);
    auto wire = server.connect();
    wire.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    // A byte now and then must not buy more time.
    int bytes = 0;
    while (!wire.ends_within(milliseconds(5)) && bytes < 1'000) bytes += wire.send("a") ? 1 : 0;
    EXPECT_LT(bytes, 1'000);
}

TEST(Deadline, R4SilentConnectionIsClosed) {
    auto config = impatient();
    config.deadlines.head = milliseconds(20);
    HttpServer server(config);
    auto wire = server.connect();
    EXPECT_TRUE(wire.is_closed());
}

TEST(Deadline, R4BodyIsAbsolute) {
    auto config = impatient();
    config.deadlines.body = milliseconds(30);
    HttpServer server(config);
    auto wire = server.connect();
    wire.send(post("/large", "Content-Length: 900000\r\n", "x"));
    EXPECT_TRUE(wire.is_closed());
}

TEST(Deadline, R4IdleKeepAliveIsClosed) {
    auto config = impatient();
    config.deadlines.idle = milliseconds(20);
    HttpServer server(config);
    auto wire = server.connect();
    EXPECT_EQ(wire.ask(get("/")).status, 200);
    EXPECT_TRUE(wire.is_closed());
}

TEST(Deadline, R4ClientThatTakesNothingIsClosed) {
    auto config = impatient();
    config.deadlines.write_stall = milliseconds(30);
    HttpServer server(config);
    Wire wire(server.port, 4'096);
    wire.send(get("/big"));
    wire.read_exactly(1);
    // Nothing more is read until the server has given up: its count of connections tells.
    std::size_t open = 1;
    while (open > 0) server.thread.call([&] { open = server.server->open_connections(); });
    EXPECT_LT(wire.read_to_end().size(), 8u * 1'024 * 1'024);
}

TEST(Deadline, HandlerThatDoesNotAnswerIs503AndItsLateAnswerIsNothing) {
    auto config = impatient();
    config.deadlines.answer = milliseconds(20);
    std::vector<http::Respond> held;
    http::Router router = test_routes();
    router.add({"GET", "/never", [&](http::Request, http::Respond respond) { held.push_back(std::move(respond)); }});
    HttpServer server(config, std::move(router));
    auto wire = server.connect();
    EXPECT_EQ(wire.ask(get("/never")).status, 503);
    server.thread.call([&] {
        held.front()(http::text_response(200, "text/plain", "too late"));
        held.clear();
    });
    EXPECT_EQ(wire.ask(get("/")).body, "hello");
}

namespace {

// Stops the server; the future is ready when no session is left.
std::future<void> stop(HttpServer& server) {
    auto gone = std::make_shared<std::promise<void>>();
    auto future = gone->get_future();
    server.thread.call([&] { server.server->stop([gone] { gone->set_value(); }); });
    return future;
}

} // namespace

TEST(Stop, R20IdleConnectionsCloseAndNewOnesAreRefused) {
    HttpServer server;
    auto idle = server.connect();
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    auto gone = stop(server);
    EXPECT_TRUE(idle.is_closed());
    EXPECT_EQ(gone.wait_for(std::chrono::seconds(10)), std::future_status::ready);
    EXPECT_THROW(server.connect(), std::runtime_error);
}

TEST(Stop, R20RequestUnderWayIsAnsweredAndTheNextGets503) {
    http::Router router = test_routes();
    std::promise<http::Respond> asked;
    router.add({"GET", "/slow", [&](http::Request, http::Respond respond) { asked.set_value(std::move(respond)); }});
    auto config = impatient();
    config.deadlines.linger = milliseconds(20);
    HttpServer server(config, std::move(router));
    auto busy = server.connect();
    auto half = server.connect();
    EXPECT_EQ(half.ask(get("/") + "GET / HT").status, 200);
    busy.send(get("/slow"));
    auto respond = asked.get_future().get();
    auto gone = stop(server);
    respond(http::text_response(200, "text/plain", "done"));
    const auto answer = busy.read_answer();
    EXPECT_EQ(answer.body, "done");
    EXPECT_TRUE(answer.has("Connection: close"));
    EXPECT_EQ(half.ask("TP/1.1\r\nHost: localhost\r\n\r\n").status, 503);
    EXPECT_TRUE(half.is_closed());
    EXPECT_TRUE(busy.is_closed());
    EXPECT_EQ(gone.wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

TEST(Stop, AbortEndsWhatIsStillOpen) {
    HttpServer server;
    auto half = server.connect();
    EXPECT_EQ(half.ask(get("/") + "GET / HT").status, 200);
    auto gone = stop(server);
    server.thread.call([&] { server.server->abort_sessions(); });
    EXPECT_TRUE(half.is_closed());
    EXPECT_EQ(gone.wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

} // namespace tandem::test
