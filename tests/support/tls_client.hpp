#pragma once
// TLS for tests: a certificate made on the spot, and OpenSSL's own client.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include "server/net/tls.hpp"
#include "tests/support/wire.hpp"

namespace tandem::test {

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

// A client; `configure` may narrow what it offers.
class TlsClient {
public:
    TlsClient(std::uint16_t port, const std::function<void(SSL*)>& configure = [](SSL*) {}) : wire(port) {
        context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_security_level(context, 0);
        ssl = SSL_new(context);
        configure(ssl);
        SSL_set_fd(ssl, wire.descriptor());
        connected = SSL_connect(ssl) == 1;
        ERR_clear_error();
    }
    ~TlsClient() {
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
    bool send(std::string_view bytes) {
        return bytes.empty() || SSL_write(ssl, bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    std::string read_exactly(std::size_t size) {
        while (kept.size() < size)
            if (!fill()) throw std::runtime_error("the server closed after: " + kept.substr(0, 300));
        return take(size);
    }
    std::string read_until(std::string_view marker) {
        while (kept.find(marker) == std::string::npos)
            if (!fill()) throw std::runtime_error("the server closed after: " + kept.substr(0, 300));
        return take(kept.find(marker) + marker.size());
    }
    // True if the server ended it with a close_notify, not by cutting the line.
    bool is_closed_cleanly() {
        char byte = 0;
        return kept.empty() && SSL_read(ssl, &byte, 1) == 0 && (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
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
    std::string kept;

private:
    bool fill() {
        char piece[16'384];
        const int got = SSL_read(ssl, piece, sizeof piece);
        if (got > 0) kept.append(piece, static_cast<std::size_t>(got));
        return got > 0;
    }
    std::string take(std::size_t size) {
        std::string taken = kept.substr(0, size);
        kept.erase(0, size);
        return taken;
    }
};

} // namespace tandem::test
