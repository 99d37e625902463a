// R25 and R11 as seen from outside: what is recorded, and for whom.
#include <gtest/gtest.h>

#include "tests/server/http/http_fixture.hpp"

namespace tandem::test {

TEST(AccessLog, R25HasNoTokenNoQueryAndNoCookie) {
    HttpServer server;
    server.ask(get("/feeds/s3cret/team.ics?q=private", "User-Agent: Cal\x80"
                                                       "endar\r\nCookie: session=s3cret\r\n"
                                                       "Authorization: Bearer s3cret\r\n"));
    const auto records = server.records();
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].method, "GET");
    EXPECT_EQ(records[0].path, "/feeds/…redacted");
    EXPECT_EQ(records[0].user_agent, "Cal?endar");
    EXPECT_EQ(records[0].status, 404);
}

TEST(AccessLog, UnreadableRequestIsRecordedWithoutItsBytes) {
    HttpServer server;
    server.ask("GET /s3cret HTTP/1.1\r\n\r\n");
    const auto records = server.records();
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].path, "-");
    EXPECT_EQ(records[0].status, 400);
}

namespace {

http::Router who() {
    http::Router router;
    router.add({"GET", "/", [](http::Request request, http::Respond respond) {
                    respond(http::text_response(200, "text/plain",
                                                net::to_text(request.client) + (request.secure ? " secure" : "")));
                }});
    return router;
}

} // namespace

TEST(ClientAddress, R10ForwardedForIsBelievedOfConfiguredProxiesOnly) {
    const auto request = get("/", "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n");
    HttpServer direct({}, who());
    EXPECT_EQ(direct.ask(request).body, "127.0.0.1");
    http::ServerConfig config;
    config.proxies = {net::parse_network("127.0.0.0/8").value()};
    HttpServer proxied(config, who());
    const auto answer = proxied.ask(request);
    EXPECT_EQ(answer.body, "198.51.100.7 secure");
    EXPECT_TRUE(answer.has("Strict-Transport-Security"));
}

} // namespace tandem::test
