#include <gtest/gtest.h>

#include "tests/server/http/http_fixture.hpp"

namespace tandem::test {

TEST(HttpSession, AnswersOneRequestAfterAnotherOnOneConnection) {
    HttpServer server;
    auto wire = server.connect();
    EXPECT_EQ(wire.ask(get("/")).body, "hello");
    EXPECT_EQ(wire.ask(get("/items/a%20b")).body, "a b");
    EXPECT_EQ(wire.ask(post("/echo", "Content-Length: 4\r\n", "ping")).body, "ping");
}

TEST(HttpSession, AnswersPipelinedRequestsInOrder) {
    HttpServer server;
    auto wire = server.connect();
    wire.send(get("/items/1") + get("/later") + get("/items/2") + get("/big") + get("/items/3"));
    EXPECT_EQ(wire.read_answer().body, "1");
    EXPECT_EQ(wire.read_answer().body, "later");
    EXPECT_EQ(wire.read_answer().body, "2");
    EXPECT_EQ(wire.read_answer().body.size(), 8u * 1'024 * 1'024);
    EXPECT_EQ(wire.read_answer().body, "3");
}

TEST(HttpSession, R4ClosesAfterAHundredPipelinedRequests) {
    HttpServer server;
    auto wire = server.connect();
    std::string many;
    for (int i = 0; i < 101; ++i) many += get("/");
    wire.send(many);
    for (int i = 0; i < 99; ++i) EXPECT_FALSE(wire.read_answer().has("Connection: close"));
    EXPECT_TRUE(wire.read_answer().has("Connection: close"));
    EXPECT_TRUE(wire.is_closed());
}

TEST(HttpSession, TakesARequestInPiecesOfOneByte) {
    HttpServer server;
    auto wire = server.connect();
    const auto request =
        post("/echo", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n");
    for (const char c : request) wire.send({&c, 1});
    EXPECT_EQ(wire.read_answer().body, "abcde");
}

TEST(HttpSession, HeadHasTheHeadersOfGetAndNoBody) {
    HttpServer server;
    auto wire = server.connect();
    const auto answer = wire.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Length"), "5");
    EXPECT_EQ(wire.ask(get("/")).body, "hello");
}

TEST(HttpSession, R4ExpectGetsContinueOrTheRefusal) {
    HttpServer server;
    auto wire = server.connect();
    wire.send(post("/echo", "Content-Length: 4\r\nExpect: 100-continue\r\n", ""));
    EXPECT_EQ(wire.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(wire.ask("ping").body, "ping");
    EXPECT_EQ(wire.ask(post("/echo", "Content-Length: 1001\r\nExpect: 100-continue\r\n", "")).status, 413);
    EXPECT_TRUE(wire.is_closed());
}

TEST(HttpSession, R4BodyAboveTheRoutesLimitIs413BeforeItIsRead) {
    HttpServer server;
    auto wire = server.connect();
    const auto answer = wire.ask(post("/echo", "Content-Length: 1001\r\n", ""));
    EXPECT_EQ(answer.status, 413);
    EXPECT_TRUE(answer.has("application/problem+json"));
    EXPECT_NE(answer.body.find("\"code\":\"too_large\""), std::string::npos);
    EXPECT_TRUE(wire.is_closed());
}

TEST(HttpSession, R4ChunkedBodyAboveTheLimitIs413) {
    HttpServer server;
    EXPECT_EQ(server.ask(post("/echo", "Transfer-Encoding: chunked\r\n", "3e9\r\n")).status, 413);
    EXPECT_EQ(server.ask(post("/echo", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n")).status, 413);
    const std::string chunk = "1f4\r\n" + std::string(500, 'x') + "\r\n";
    EXPECT_EQ(server.ask(post("/echo", "Transfer-Encoding: chunked\r\n", chunk + chunk + "0\r\n\r\n")).status, 200);
    EXPECT_EQ(server.ask(post("/echo", "Transfer-Encoding: chunked\r\n", chunk + chunk + "1\r\nx\r\n0\r\n\r\n")).status,
              413);
}

TEST(HttpSession, BodyUpToTheLimitIsTaken) {
    HttpServer server;
    const std::string body(1'000'000, 'x');
    EXPECT_EQ(server.ask(post("/large", "Content-Length: 1000000\r\n", body)).body, "1000000");
}

TEST(HttpSession, RefusedClientCanReadTheAnswerThoughItIsStillSending) {
    HttpServer server;
    auto wire = server.connect();
    wire.send(post("/echo", "Content-Length: 900000\r\n", std::string(500'000, 'x')));
    EXPECT_EQ(wire.read_answer().status, 413);
}

TEST(HttpSession, UnknownAddressIs404AndOtherMethodIs405WithAllow) {
    HttpServer server;
    auto wire = server.connect();
    EXPECT_EQ(wire.ask(get("/nothing")).status, 404);
    const auto answer = wire.ask("DELETE /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("Allow"), "POST");
    EXPECT_EQ(wire.ask(get("/")).status, 200);
}

TEST(HttpSession, Http10IsClosedUnlessItAsksToStay) {
    HttpServer server;
    auto wire = server.connect();
    EXPECT_TRUE(wire.ask("GET / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n").has("Connection: keep-alive"));
    EXPECT_TRUE(wire.ask("GET / HTTP/1.0\r\nHost: x\r\n\r\n").has("Connection: close"));
    EXPECT_TRUE(wire.is_closed());
}

TEST(HttpSession, R3ThrowingHandlerIs500AndTheServerGoesOn) {
    HttpServer server;
    auto wire = server.connect();
    const auto answer = wire.ask(get("/throws"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("disk"), std::string::npos);
    EXPECT_EQ(wire.ask(get("/")).status, 200);
    EXPECT_EQ(server.faults(), std::vector<std::string>{"disk on fire"});
}

TEST(HttpSession, LostRespondIs500) {
    HttpServer server;
    EXPECT_EQ(server.ask(get("/lost")).status, 500);
}

TEST(HttpSession, R12SecurityHeadersAreOnEveryAnswerAndNoServerVersion) {
    HttpServer server;
    for (const auto& request : {get("/"), get("/nothing"), get("/throws"), std::string("GET / HTTP/1.1\r\n\r\n")}) {
        const auto answer = server.ask(request);
        EXPECT_TRUE(answer.has("Content-Security-Policy: default-src 'none'; script-src 'self'"));
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
        EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        EXPECT_EQ(answer.header("Server"), "");
        EXPECT_EQ(answer.header("Strict-Transport-Security"), "");
        EXPECT_EQ(answer.header("Date"), "Mon, 02 Mar 2026 09:00:00 GMT");
    }
}

TEST(HttpSession, HandlerCannotSplitTheResponse) {
    http::Router router;
    router.add({"GET", "/", [](http::Request, http::Respond respond) {
                    auto response = http::text_response(200, "text/plain", "");
                    response.headers.add("X-Name", "a\r\nSet-Cookie: b");
                    respond(std::move(response));
                }});
    HttpServer server({}, std::move(router));
    EXPECT_EQ(server.ask(get("/")).header("X-Name"), "a  Set-Cookie: b");
}

} // namespace tandem::test
