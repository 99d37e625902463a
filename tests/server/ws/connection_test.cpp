// R15, R16 and R20 over real sockets.
#include <gtest/gtest.h>

#include "tests/server/ws/ws_fixture.hpp"

namespace tandem::test {

using std::chrono::milliseconds;

namespace {

net::Deadlines quick() {
    net::Deadlines deadlines;
    deadlines.tick = milliseconds(5);
    return deadlines;
}

std::string ping(std::string_view payload) { return client_frame(payload, {.opcode = 9}); }

} // namespace

TEST(Connection, EchoesTextOfEverySize) {
    WsServer server;
    auto wire = server.connect();
    for (const std::size_t size : {0, 1, 125, 126, 65'535, 65'536}) {
        const std::string text(size, 'x');
        wire.send(client_text(text));
        EXPECT_EQ(read_frame(wire).payload, text);
    }
}

TEST(Connection, AnswersPingWithItsPayload) {
    WsServer server;
    auto wire = server.connect();
    wire.send(ping("are you there") + client_text("after"));
    const auto pong = read_frame(wire);
    EXPECT_EQ(pong.opcode, 10);
    EXPECT_EQ(pong.payload, "are you there");
    EXPECT_EQ(read_frame(wire).payload, "after");
}

TEST(Connection, EchoesTheClientsCloseAndEndsTheLine) {
    WsServer server;
    auto wire = server.connect();
    wire.send(client_close(3001, "bye"));
    const auto close = read_frame(wire);
    EXPECT_EQ(close.opcode, 8);
    EXPECT_EQ(close.close_code(), 3001);
    EXPECT_TRUE(wire.is_closed());
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{3001});
}

TEST(Connection, R15TooBigAMessageIs1009) {
    WsServer server;
    auto wire = server.connect();
    wire.send(client_text(std::string(65'537, 'x')));
    EXPECT_EQ(read_frame(wire).close_code(), 1009);
    EXPECT_TRUE(wire.is_closed());
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{1009});
}

TEST(Connection, R15InvalidTextIs1007AndBrokenFramesAre1002) {
    WsServer server;
    auto text = server.connect();
    text.send(client_text("\xff"));
    EXPECT_EQ(read_frame(text).close_code(), 1007);
    auto frame = server.connect();
    frame.send(client_frame("a", {.masked = false}));
    EXPECT_EQ(read_frame(frame).close_code(), 1002);
}

TEST(Connection, ServersCloseWaitsForTheClients) {
    WsServer server;
    auto wire = server.connect();
    wire.send(client_text("leave"));
    const auto close = read_frame(wire);
    EXPECT_EQ(close.close_code(), 4000);
    EXPECT_EQ(close.payload.substr(2), "as you wish");
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{4000});
    wire.send(client_close(4000));
    EXPECT_TRUE(wire.is_closed());
}

TEST(Connection, ClientThatDoesNotAnswerACloseIsCut) {
    auto deadlines = quick();
    deadlines.close_handshake = milliseconds(20);
    WsServer server(deadlines);
    auto wire = server.connect();
    wire.send(client_text("leave"));
    EXPECT_EQ(read_frame(wire).close_code(), 4000);
    EXPECT_TRUE(wire.is_closed());
}

TEST(Connection, NothingIsSentOrHeardAfterAClose) {
    WsServer server;
    auto wire = server.connect();
    wire.send(client_text("leave") + client_text("unheard"));
    EXPECT_EQ(read_frame(wire).close_code(), 4000);
    server.send(0, "unsent");
    wire.send(client_close(4000));
    EXPECT_EQ(wire.read_to_end(), "");
}

TEST(Connection, R15PingsASilentClientAndDropsADeadOne) {
    auto deadlines = quick();
    deadlines.ping_after = milliseconds(20);
    deadlines.dead_after = milliseconds(60);
    WsServer server(deadlines);
    auto wire = server.connect();
    EXPECT_EQ(read_frame(wire).opcode, 9);
    EXPECT_TRUE(wire.is_closed());
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{1006});
}

TEST(Connection, R15PongKeepsAClientAlive) {
    auto deadlines = quick();
    deadlines.ping_after = milliseconds(10);
    deadlines.dead_after = milliseconds(5'000);
    WsServer server(deadlines);
    auto wire = server.connect();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(read_frame(wire).opcode, 9);
        wire.send(client_frame("", {.opcode = 10}));
    }
    wire.send(client_text("still here"));
    auto frame = read_frame(wire);
    while (frame.opcode == 9) frame = read_frame(wire);
    EXPECT_EQ(frame.payload, "still here");
}

TEST(Connection, BrokenLineIsReportedAs1006) {
    WsServer server;
    {
        auto wire = server.connect();
    }
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{1006});
}

TEST(Connection, R3ThrowingHandlerClosesItsConnectionOnly) {
    WsServer server;
    auto one = server.connect();
    auto other = server.connect();
    one.send(client_text("throw"));
    EXPECT_EQ(read_frame(one).close_code(), 1011);
    other.send(client_text("fine"));
    EXPECT_EQ(read_frame(other).payload, "fine");
}

TEST(Connection, R15FastClientIsReadNoFasterAndLosesNothing) {
    ws::ConnectionLimits limits;
    limits.messages_per_second = 1'000;
    limits.message_burst = 10;
    WsServer server(quick(), limits);
    auto wire = server.connect();
    std::string all;
    for (int i = 0; i < 50; ++i) all += client_text(std::to_string(i));
    wire.send(all);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(read_frame(wire).payload, std::to_string(i));
}

TEST(Connection, R15RateLimitHoldsMessagesBack) {
    ws::ConnectionLimits limits;
    limits.messages_per_second = 0.001;
    limits.message_burst = 3;
    WsServer server({}, limits);
    auto wire = server.connect();
    wire.send(client_text("1") + client_text("2") + client_text("3") + client_text("4"));
    for (int i = 1; i <= 3; ++i) EXPECT_EQ(read_frame(wire).payload, std::to_string(i));
    EXPECT_FALSE(wire.ends_within(milliseconds(1)));
    server.send(0, "not an echo");
    EXPECT_EQ(read_frame(wire).payload, "not an echo");
}

} // namespace tandem::test
