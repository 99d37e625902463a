// The whole line over TLS: HTTP, the upgrade, bursts, a slow reader, the close.
#include <gtest/gtest.h>

#include "tests/server/ws/ws_fixture.hpp"
#include "tests/support/tls_client.hpp"

namespace tandem::test {

namespace {

// The server of the fixture with a TLS port beside the plain one.
class TlsServer {
public:
    TlsServer() {
        ws.loop().call([&] {
            net::ListenerConfig config;
            config.endpoint = net::parse_endpoint("127.0.0.1:0").value();
            config.tls = tls.get();
            const auto url = ws.http->server->listen(config).value();
            port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
        });
    }
    Certificate certificate{"localhost"};
    std::unique_ptr<net::TlsContext> tls = net::TlsContext::load(certificate.files).value();
    WsServer ws;
    std::uint16_t port = 0;
};

std::string read_text(TlsClient& client) {
    const auto head = client.read_exactly(2);
    std::size_t size = static_cast<unsigned char>(head[1]);
    if (size >= 126) {
        const auto length = client.read_exactly(size == 126 ? 2 : 8);
        size = 0;
        for (const char c : length) size = size << 8 | static_cast<unsigned char>(c);
    }
    return client.read_exactly(size);
}

} // namespace

TEST(OverTls, HttpAnswersWithStrictTransportAndClosesCleanly) {
    TlsServer server;
    TlsClient client(server.port);
    ASSERT_TRUE(client.connected);
    client.send(get("/big") + get("/items/7", "Connection: close\r\n"));
    EXPECT_NE(client.read_until("\r\n\r\n").find("Strict-Transport-Security: max-age="), std::string::npos);
    EXPECT_EQ(client.read_exactly(8 * 1'024 * 1'024), std::string(8 * 1'024 * 1'024, 'x'));
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_exactly(1), "7");
    EXPECT_TRUE(client.is_closed_cleanly());
}

TEST(OverTls, R21HandshakeHasADeadline) {
    auto config = impatient();
    config.deadlines.handshake = std::chrono::milliseconds(20);
    const Certificate certificate("localhost");
    const auto tls = net::TlsContext::load(certificate.files).value();
    HttpServer server(config);
    std::uint16_t port = 0;
    server.thread.call([&] {
        net::ListenerConfig listen;
        listen.endpoint = net::parse_endpoint("127.0.0.1:0").value();
        listen.tls = tls.get();
        const auto url = server.server->listen(listen).value();
        port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    });
    EXPECT_TRUE(Wire(port).is_closed());
}

TEST(OverTls, WebSocketEchoesAndBurstsArriveWhole) {
    TlsServer server;
    TlsClient client(server.port);
    client.send(upgrade() + client_text("early"));
    client.read_until("\r\n\r\n");
    EXPECT_EQ(read_text(client), "early");
    client.send(client_text(std::string(60'000, 'y')) + client_text("z"));
    EXPECT_EQ(read_text(client), std::string(60'000, 'y'));
    EXPECT_EQ(read_text(client), "z");
    server.ws.loop().call([&] {
        for (int i = 0; i < 500; ++i) server.ws.connections[0]->send(ws::encode_text(std::to_string(i)));
    });
    for (int i = 0; i < 500; ++i) ASSERT_EQ(read_text(client), std::to_string(i));
}

// A record that TLS has sealed must leave whole before the close frame.
TEST(OverTls, R16SlowReaderGetsWholeFramesThen1013) {
    TlsServer server;
    TlsClient client(server.port);
    client.send(upgrade());
    client.read_until("\r\n\r\n");
    const std::string text(3'000, 'x');
    server.ws.loop().call([&] {
        auto& connection = *server.ws.connections.at(0);
        const auto frame = ws::encode_text(text);
        for (int i = 0; i < 1'000'000 && connection.is_open(); ++i) connection.send(frame);
    });
    EXPECT_EQ(server.ws.wait_for_closes(1), std::vector<int>{1013});
    auto received = read_text(client);
    while (received == text) received = read_text(client);
    EXPECT_EQ(received, close_payload(1013, "too slow"));
}

} // namespace tandem::test
