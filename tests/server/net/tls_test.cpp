// R21 with OpenSSL's own client against a certificate made for the test.
#include <gtest/gtest.h>

#include <filesystem>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include "server/net/listener.hpp"
#include "server/net/tls.hpp"
#include "tests/support/wire.hpp"

namespace tandem::test {

namespace {

// A self-signed certificate for localhost in a folder of its own.
class Certificate {
public:
    explicit Certificate(std::string_view name) {
        char pattern[] = "/tmp/tandem-tls-XXXXXX";
        folder = mkdtemp(pattern);
        files = {folder + "/cert.pem", folder + "/key.pem"};
        write(name);
    }
    ~Certificate() { std::filesystem::remove_all(folder); }

    void write(std::string_view name) const {
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3'600);
        X509_set_pubkey(certificate, key);
        X509_NAME* subject = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.data()),
                                   static_cast<int>(name.size()), -1, 0);
        X509_set_issuer_name(certificate, subject);
        X509_sign(certificate, key, EVP_sha256());
        FILE* out = fopen(files.certificate_chain.c_str(), "w");
        PEM_write_X509(out, certificate);
        fclose(out);
        out = fopen(files.private_key.c_str(), "w");
        PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        fclose(out);
        chmod(files.private_key.c_str(), 0600);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }

    std::string folder;
    net::TlsFiles files;
};

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

// A client; `configure` may narrow what it offers.
class Client {
public:
    Client(std::uint16_t port, const std::function<void(SSL*)>& configure = [](SSL*) {}) : wire(port) {
        context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_security_level(context, 0);
        ssl = SSL_new(context);
        configure(ssl);
        SSL_set_fd(ssl, wire.descriptor());
        connected = SSL_connect(ssl) == 1;
        ERR_clear_error();
    }
    ~Client() {
        SSL_free(ssl);
        SSL_CTX_free(context);
    }
    std::string echo(std::string_view text) {
        SSL_write(ssl, text.data(), static_cast<int>(text.size()));
        std::string back;
        char piece[4'096];
        while (back.size() < text.size()) {
            const int got = SSL_read(ssl, piece, sizeof piece);
            if (got <= 0) break;
            back.append(piece, static_cast<std::size_t>(got));
        }
        return back;
    }
    std::string server_name() {
        X509* certificate = SSL_get1_peer_certificate(ssl);
        char name[100] = {};
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
        X509_free(certificate);
        return name;
    }

    Wire wire;
    SSL_CTX* context = nullptr;
    SSL* ssl = nullptr;
    bool connected = false;
};

} // namespace

TEST(Tls, R21SpeaksTls12And13AndNothingOlder) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        Client client(server.listener->port(), [&](SSL* ssl) {
            SSL_set_min_proto_version(ssl, version);
            SSL_set_max_proto_version(ssl, version);
        });
        ASSERT_TRUE(client.connected);
        EXPECT_EQ(client.echo("hello"), "hello");
        EXPECT_EQ(client.echo(std::string(3'000, 'x')), std::string(3'000, 'x'));
    }
    Client old(server.listener->port(), [](SSL* ssl) {
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
        Client client(server.listener->port(), [&](SSL* ssl) {
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
    Client client(server.listener->port(), [](SSL* ssl) { SSL_set_max_proto_version(ssl, TLS1_2_VERSION); });
    ASSERT_TRUE(client.connected);
    EXPECT_FALSE(SSL_renegotiate(client.ssl) == 1 && SSL_do_handshake(client.ssl) == 1 && client.echo("x") == "x");
}

TEST(Tls, R21ReloadServesTheNewCertificateAndKeepsTheOldOneOnAnError) {
    const Certificate certificate("one");
    auto tls = net::TlsContext::load(certificate.files).value();
    EchoServer server(*tls);
    EXPECT_EQ(Client(server.listener->port()).server_name(), "one");
    certificate.write("two");
    server.thread.call([&] { EXPECT_TRUE(tls->reload()); });
    EXPECT_EQ(Client(server.listener->port()).server_name(), "two");
    std::filesystem::remove(certificate.files.certificate_chain);
    server.thread.call([&] { EXPECT_FALSE(tls->reload()); });
    EXPECT_EQ(Client(server.listener->port()).server_name(), "two");
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
