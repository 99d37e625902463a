// R21 with OpenSSL's own client against a certificate made for the test.
#include <gtest/gtest.h>

#include "server/net/listener.hpp"
#include "tests/support/tls_client.hpp"

namespace tandem::test {

namespace {

// Echoes over TLS: the handshake, then each read is written back.
class EchoServer {
public:
    explicit EchoServer(net::TlsContext& tls) {
        thread.call([&] {
            net::ListenerConfig config;
            config.endpoint = net::parse_endpoint("127.0.0.1:0").value();
            config.tls = &tls;
            listener = net::Listener::open(thread.loop, config, cap, [this](std::unique_ptr<net::Stream> accepted) {
                           stream = std::move(accepted);
                           shake();
                       }).value();
        });
    }
    ~EchoServer() {
        thread.call([&] {
            stream.reset();
            listener.reset();
        });
        thread.call([] {});
    }

    LoopThread thread;
    net::ConnectionCap cap{{}};
    std::unique_ptr<net::Listener> listener;
    std::unique_ptr<net::Stream> stream;

private:
    void shake() {
        const auto result = stream->handshake();
        if (result.state == net::IoResult::State::done) return echo();
        if (result.state == net::IoResult::State::closed) return stream->close();
        stream->when_readable([this](bool ok) {
            if (ok) shake();
        });
    }
    void echo() {
        char bytes[1'000];
        for (;;) {
            const auto result = stream->read_some(bytes);
            if (result.state == net::IoResult::State::closed) return stream->close();
            if (result.state == net::IoResult::State::would_block) break;
            const iovec pieces[] = {{bytes, result.bytes / 2},
                                    {bytes + result.bytes / 2, result.bytes - result.bytes / 2}};
            stream->write_some(pieces);
        }
        stream->when_readable([this](bool ok) {
            if (ok) echo();
        });
    }
};

} // namespace

TEST(Tls, R21SpeaksTls12And13AndNothingOlder) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client(server.listener->port(), [&](SSL* ssl) {
            SSL_set_min_proto_version(ssl, version);
            SSL_set_max_proto_version(ssl, version);
        });
        ASSERT_TRUE(client.connected);
        EXPECT_EQ(client.echo("hello"), "hello");
        EXPECT_EQ(client.echo(std::string(3'000, 'x')), std::string(3'000, 'x'));
    }
    TlsClient old(server.listener->port(), [](SSL* ssl) {
        SSL_set_min_proto_version(ssl, TLS1_VERSION);
        SSL_set_max_proto_version(ssl, TLS1_1_VERSION);
    });
    EXPECT_FALSE(old.connected);
}

TEST(Tls, R21WantsForwardSecrecyAndAead) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    const auto connects = [&](const char* ciphers) {
        TlsClient client(server.listener->port(), [&](SSL* ssl) {
            SSL_set_max_proto_version(ssl, TLS1_2_VERSION);
            SSL_set_cipher_list(ssl, ciphers);
        });
        return client.connected;
    };
    EXPECT_TRUE(connects("ECDHE-ECDSA-AES128-GCM-SHA256"));
    EXPECT_TRUE(connects("ECDHE-ECDSA-CHACHA20-POLY1305"));
    EXPECT_FALSE(connects("ECDHE-ECDSA-AES128-SHA"));
    EXPECT_FALSE(connects("ECDHE-ECDSA-AES256-SHA384"));
}

TEST(Tls, R21RefusesRenegotiation) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    TlsClient client(server.listener->port(), [](SSL* ssl) { SSL_set_max_proto_version(ssl, TLS1_2_VERSION); });
    ASSERT_TRUE(client.connected);
    EXPECT_FALSE(SSL_renegotiate(client.ssl) == 1 && SSL_do_handshake(client.ssl) == 1 && client.echo("x") == "x");
}

TEST(Tls, R21ReloadServesTheNewCertificateAndKeepsTheOldOneOnAnError) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    EXPECT_EQ(TlsClient(server.listener->port()).server_name(), "one");
    certificate.write("two");
    server.thread.call([&] { EXPECT_TRUE(tls->reload()); });
    EXPECT_EQ(TlsClient(server.listener->port()).server_name(), "two");
    std::filesystem::remove(certificate.files.certificate_chain);
    server.thread.call([&] { EXPECT_FALSE(tls->reload()); });
    EXPECT_EQ(TlsClient(server.listener->port()).server_name(), "two");
}

TEST(Tls, R21KeyThatOthersCanReadIsRefused) {
    const Certificate certificate("one");
    for (const mode_t mode : {0640, 0604, 0660, 0644}) {
        chmod(certificate.files.private_key.c_str(), mode);
        const auto loaded = net::TlsContext::load(certificate.files);
        ASSERT_FALSE(loaded);
        EXPECT_NE(loaded.error().message.find("chmod 600"), std::string::npos);
    }
    chmod(certificate.files.private_key.c_str(), 0400);
    EXPECT_TRUE(net::TlsContext::load(certificate.files));
}

TEST(Tls, R21KeyMustFitItsCertificate) {
    const Certificate one("one"), two("two");
    EXPECT_FALSE(net::TlsContext::load({one.files.certificate_chain, two.files.private_key}));
    EXPECT_FALSE(net::TlsContext::load({"/nowhere", one.files.private_key}));
    EXPECT_FALSE(net::TlsContext::load({one.files.certificate_chain, "/nowhere"}));
}

TEST(Tls, PlainTextToATlsPortIsClosed) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    Wire wire(server.listener->port());
    wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(wire.read_to_end().find("HTTP/1.1 200"), std::string::npos);
}

} // namespace tandem::test
