#include "server/net/tls.hpp"

#include <cstring>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

namespace tandem::net {

namespace {

constexpr auto tls12_ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr auto tls13_suites = "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256";

std::unexpected<Error> fail_tls(std::string_view what, std::string_view file) {
    const unsigned long code = ERR_get_error();
    const char* reason = code ? ERR_reason_error_string(code) : nullptr;
    return fail(ErrorCode::invalid_field, fmt::format("{} {}: {}", what, file, reason ? reason : "refused"));
}

// R21: a key that others can read is no secret.
Result<void> check_key_file(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        return fail(ErrorCode::invalid_field, fmt::format("TLS key {}: {}", path, std::strerror(errno)));
    if (!S_ISREG(status.st_mode)) return fail(ErrorCode::invalid_field, fmt::format("TLS key {}: no file", path));
    if ((status.st_mode & 077) != 0)
        return fail(ErrorCode::invalid_field, fmt::format("TLS key {}: others can read it; run chmod 600 on it", path));
    return {};
}

// RFC 7301: we speak http/1.1 and nothing else; a client that does not offer it gets it anyway.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered,
                    unsigned offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* picked = nullptr;
    if (SSL_select_next_proto(&picked, chosen_size, ours, sizeof ours - 1, offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = picked;
    return SSL_TLSEXT_ERR_OK;
}

void apply_rules(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, tls12_ciphers);
    SSL_CTX_set_ciphersuites(context, tls13_suites);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA);
    // Released buffers keep idle connections small; moving and partial writes are what gathered sends need.
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // tickets resume without memory of ours
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

} // namespace

void TlsContext::FreeContext::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

TlsContext::TlsContext(TlsFiles files) : files_(std::move(files)) {}
TlsContext::~TlsContext() = default;

Result<std::unique_ptr<TlsContext>> TlsContext::load(TlsFiles files) {
    std::unique_ptr<TlsContext> made(new TlsContext(std::move(files)));
    if (auto loaded = made->reload(); !loaded) return std::unexpected(loaded.error());
    return made;
}

Result<TlsContext::Context> TlsContext::make() const {
    if (auto checked = check_key_file(files_.private_key); !checked) return std::unexpected(checked.error());
    ERR_clear_error();
    Context context(SSL_CTX_new(TLS_server_method()));
    if (!context) return fail_tls("TLS", "context");
    apply_rules(context.get());
    if (SSL_CTX_use_certificate_chain_file(context.get(), files_.certificate_chain.c_str()) != 1)
        return fail_tls("TLS certificate", files_.certificate_chain);
    if (SSL_CTX_use_PrivateKey_file(context.get(), files_.private_key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context.get()) != 1)
        return fail_tls("TLS key", files_.private_key);
    return context;
}

Result<void> TlsContext::reload() {
    auto made = make();
    if (!made) return std::unexpected(made.error());
    context_ = std::move(*made);
    return {};
}

SSL* TlsContext::new_session() const {
    SSL* session = SSL_new(context_.get());
    if (session) SSL_set_accept_state(session);
    return session;
}

} // namespace tandem::net
