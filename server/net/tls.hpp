#pragma once
// The server's certificate and TLS rules (R21): TLS 1.2 and 1.3, ECDHE with AEAD only, no renegotiation, no
// compression. Made by app at start, asked by the listener for each connection; reload() on SIGHUP. Loop thread.

#include <memory>
#include <string>

#include "calendar/base/error.hpp"

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace tandem::net {

struct TlsFiles {
    std::string certificate_chain; // PEM
    std::string private_key;       // PEM, readable by its owner only, or it is refused
};

class TlsContext {
public:
    static Result<std::unique_ptr<TlsContext>> load(TlsFiles files);
    ~TlsContext();

    // On an error the old certificate stays in use. Open connections keep theirs.
    Result<void> reload();
    // A server-side session for one connection; the caller frees it with SSL_free.
    SSL* new_session() const;

private:
    struct FreeContext {
        void operator()(SSL_CTX* context) const;
    };
    using Context = std::unique_ptr<SSL_CTX, FreeContext>;
    explicit TlsContext(TlsFiles files);
    Result<Context> make() const;

    TlsFiles files_;
    Context context_;
};

} // namespace tandem::net
