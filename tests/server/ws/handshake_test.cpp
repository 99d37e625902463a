#include <gtest/gtest.h>

#include "tests/server/ws/ws_fixture.hpp"

namespace tandem::test {

namespace {

// The handshake with one line changed or added.
std::string changed(std::string_view line, std::string_view instead) {
    auto request = upgrade();
    const auto at = request.find(line);
    return request.replace(at, line.size(), instead);
}

const std::string key_line = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const std::string version_line = "Sec-WebSocket-Version: 13\r\n";
const std::string origin_line = "Origin: http://tandem.test\r\n";

} // namespace

TEST(Handshake, IsAcceptedWithTheKeyOfRfc6455) {
    WsServer server;
    Wire wire(server.http->port);
    const auto answer =
        wire.ask(upgrade("Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Protocol: x\r\n"));
    EXPECT_EQ(answer.status, 101);
    EXPECT_EQ(answer.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    EXPECT_EQ(answer.header("Upgrade"), "websocket");
    EXPECT_EQ(answer.header("Connection"), "Upgrade");
    EXPECT_EQ(answer.header("Sec-WebSocket-Extensions"), "");
    EXPECT_EQ(answer.header("Sec-WebSocket-Protocol"), "");
    EXPECT_EQ(answer.header("Content-Length"), "");
}

// Beast 1.81 drops them.
TEST(Handshake, FramesInTheHandshakesSegmentAreKept) {
    WsServer server;
    Wire wire(server.http->port);
    const auto frame = client_text("early");
    wire.send(upgrade() + frame + frame.substr(0, 3));
    EXPECT_EQ(wire.read_answer().status, 101);
    EXPECT_EQ(read_frame(wire).payload, "early");
    wire.send(frame.substr(3));
    EXPECT_EQ(read_frame(wire).payload, "early");
}

TEST(Handshake, R6ForeignOriginIs403) {
    WsServer server;
    for (const std::string_view origin :
         {"https://evil.example", "null", "http://tandem.test:81", "https://tandem.test",
          "http://tandem.test.evil.example", "http://tandem.test/"})
        EXPECT_EQ(server.http->ask(upgrade({}, origin)).status, 403) << origin;
    EXPECT_EQ(server.http->ask(upgrade(origin_line)).status, 403);
}

TEST(Handshake, R6MissingOriginNeedsAuthorization) {
    WsServer server;
    EXPECT_EQ(server.http->ask(changed(origin_line, "Cookie: session=x\r\n")).status, 403);
    EXPECT_EQ(server.http->ask(changed(origin_line, "Authorization: Bearer x\r\n")).status, 101);
}

// Beast 1.81 takes any key, any number of them.
TEST(Handshake, KeyIsSixteenBytesOnce) {
    WsServer server;
    for (const std::string key :
         {"", "Sec-WebSocket-Key: \r\n", "Sec-WebSocket-Key: c2hvcnQ=\r\n",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ===\r\n", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR==\r\n",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j*Q==\r\n",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ==\r\n"})
        EXPECT_EQ(server.http->ask(changed(key_line, key)).status, 400) << key;
    EXPECT_EQ(server.http->ask(changed(key_line, key_line + key_line)).status, 400);
}

TEST(Handshake, VersionIsThirteenOnce) {
    WsServer server;
    for (const std::string version : {"", "Sec-WebSocket-Version: 8\r\n", "Sec-WebSocket-Version: 13, 8\r\n"}) {
        const auto answer = server.http->ask(changed(version_line, version));
        EXPECT_EQ(answer.status, 426);
        EXPECT_EQ(answer.header("Sec-WebSocket-Version"), "13");
    }
    EXPECT_EQ(server.http->ask(changed(version_line, version_line + version_line)).status, 426);
}

TEST(Handshake, IsAGetOfHttp11WithUpgrade) {
    WsServer server;
    EXPECT_EQ(server.http->ask(changed("Upgrade: websocket\r\n", "")).status, 426);
    EXPECT_EQ(server.http->ask(changed("Upgrade: websocket\r\n", "Upgrade: h2c\r\n")).status, 426);
    EXPECT_EQ(server.http->ask(changed("keep-alive, Upgrade", "keep-alive")).status, 426);
    EXPECT_EQ(server.http->ask(changed("HTTP/1.1", "HTTP/1.0")).status, 400);
    EXPECT_EQ(server.http->ask(changed("GET /ws", "POST /ws")).status, 405);
    EXPECT_EQ(server.http->ask(upgrade("Content-Length: 3\r\n") + "abc").status, 413);
}

TEST(Handshake, RefusalLeavesTheConnectionToHttp) {
    WsServer server;
    Wire wire(server.http->port);
    EXPECT_EQ(wire.ask(upgrade({}, "null")).status, 403);
    EXPECT_EQ(wire.ask(get("/")).body, "hello");
}

} // namespace tandem::test
