// R16: a client that does not read costs a bounded queue and is told to come back. R20: the stop.
#include <gtest/gtest.h>

#include "tests/server/ws/ws_fixture.hpp"

namespace tandem::test {

namespace {

// Sends until the connection is cut off; gives how many messages that took.
std::size_t flood(WsServer& server, std::size_t index, std::string_view text, std::size_t& most_queued) {
    std::size_t sent = 0;
    const auto frame = ws::encode_text(text);
    for (bool open = true; open && sent < 1'000'000;) {
        server.loop().call([&] {
            auto& connection = *server.connections.at(index);
            connection.send(frame);
            most_queued = std::max(most_queued, connection.queued_bytes());
            open = connection.is_open();
        });
        ++sent;
    }
    return sent;
}

} // namespace

TEST(SlowConsumer, R16IsCutOffWith1013WithinTheBounds) {
    WsServer server;
    auto wire = server.connect(4'096);
    std::size_t most_queued = 0;
    const auto sent = flood(server, 0, std::string(1'000, 'x'), most_queued);
    EXPECT_LE(most_queued, 256u * 1'010 + 1'010);
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{1013});
    // Whole messages, in order, then the close; never one skipped in between.
    std::size_t received = 0;
    auto frame = read_frame(wire);
    for (; frame.opcode == 1; frame = read_frame(wire)) received += frame.payload == std::string(1'000, 'x') ? 1 : 0;
    EXPECT_EQ(frame.close_code(), 1013);
    EXPECT_LE(received + 256, sent);
}

TEST(SlowConsumer, R16QueueIsBoundedByBytes) {
    WsServer server;
    auto wire = server.connect(4'096);
    std::size_t most_queued = 0;
    flood(server, 0, std::string(100'000, 'x'), most_queued);
    EXPECT_LE(most_queued, 1'024u * 1'024 + 2 * 100'010); // the one that leaves, and the one too many
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{1013});
}

TEST(SlowConsumer, R16OneLargeFrameReachesASlowReader) {
    WsServer server;
    auto wire = server.connect(4'096);
    const std::string large(3'000'000, 'x');
    server.send(0, large);
    server.send(0, "after");
    EXPECT_EQ(read_frame(wire).payload, large);
    EXPECT_EQ(read_frame(wire).payload, "after");
}

TEST(SlowConsumer, R16DoesNotHoldUpTheOthers) {
    WsServer server;
    auto slow = server.connect(4'096);
    auto quick = server.connect();
    std::size_t most_queued = 0;
    flood(server, 0, std::string(1'000, 'x'), most_queued);
    server.send(1, "on time");
    EXPECT_EQ(read_frame(quick).payload, "on time");
}

TEST(SlowConsumer, WriteStallEndsTheLine) {
    net::Deadlines deadlines;
    deadlines.tick = std::chrono::milliseconds(5);
    deadlines.write_stall = std::chrono::milliseconds(30);
    WsServer server(deadlines);
    auto wire = server.connect(4'096);
    server.send(0, std::string(900'000, 'x'));
    EXPECT_EQ(server.wait_for_closes(1), std::vector<int>{1006});
}

TEST(SlowConsumer, ReaderThatCatchesUpGetsEverything) {
    WsServer server;
    auto wire = server.connect(4'096);
    for (int i = 0; i < 20; ++i) server.send(0, std::to_string(i) + std::string(40'000, 'x'));
    for (int i = 0; i < 20; ++i) EXPECT_EQ(read_frame(wire).payload, std::to_string(i) + std::string(40'000, 'x'));
}

TEST(FanOut, OneFrameIsSharedByAllAndBurstsArriveInOrder) {
    WsServer server;
    std::vector<Wire> wires;
    for (int i = 0; i < 20; ++i) wires.push_back(server.connect());
    // More in one turn than an outbox may hold: it is written in between.
    server.loop().call([&] {
        for (int message = 0; message < 1'000; ++message) {
            const auto frame = ws::encode_text(std::to_string(message));
            for (auto& connection : server.connections) connection->send(frame);
        }
    });
    for (auto& wire : wires)
        for (int message = 0; message < 1'000; ++message) ASSERT_EQ(read_frame(wire).payload, std::to_string(message));
}

TEST(AcceptorStop, R20ClosesAllWith1001AndRefusesNewOnes) {
    WsServer server;
    auto one = server.connect();
    auto two = server.connect();
    std::promise<void> gone;
    server.loop().call([&] {
        server.connections.clear();
        server.acceptor->stop([&] { gone.set_value(); });
    });
    for (auto* wire : {&one, &two}) {
        EXPECT_EQ(read_frame(*wire).close_code(), 1001);
        wire->send(client_close(1001));
        EXPECT_TRUE(wire->is_closed());
    }
    EXPECT_EQ(gone.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    EXPECT_EQ(server.http->ask(upgrade()).status, 503);
}

} // namespace tandem::test
