#pragma once
// One accepted connection, plain or TLS, as non-blocking reads and writes plus "tell me when it is ready". One type for
// both keeps sessions free of templates, lets a WebSocket send shared buffers straight to the socket, and holds no
// buffers of its own while idle. Used by http and ws; loop thread only.

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include <sys/uio.h>

#include "server/net/address.hpp"
#include "server/net/connection_cap.hpp"
#include "server/net/loop.hpp"

using SSL = struct ssl_st;

namespace tandem::net {

struct IoResult {
    enum class State { done, would_block, closed };
    State state = State::done;
    std::size_t bytes = 0; // with done: at least 1
};

class Stream {
public:
    // Called once, on a later turn; false if the wait was cancelled or the stream closed.
    using Ready = std::move_only_function<void(bool ok)>;

    // Owns `fd` (non-blocking, close-on-exec). `ssl` makes it TLS: call handshake() first.
    Stream(Loop& loop, int fd, const Address& peer, ConnectionCap::Ticket ticket, SSL* ssl = nullptr);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    bool is_tls() const { return ssl_ != nullptr; }
    const Address& peer() const { return peer_; }
    int descriptor() const;

    // TLS only: done once the session stands.
    IoResult handshake();
    // End of stream and every error are `closed`.
    IoResult read_some(std::span<char> into);
    // Gathers. After would_block the next call must begin with the same bytes (TLS has sealed them already).
    IoResult write_some(std::span<const iovec> from);
    // TLS only: bytes that the next write must begin with, at least; 0 if none are sealed.
    std::size_t sealed_bytes() const { return sealed_; }
    // TLS holds decrypted or received bytes that no readiness event will announce.
    bool has_buffered() const;

    // At most one wait each way at a time.
    void when_readable(Ready ready);
    void when_writable(Ready ready);

    // Ends both waits with false.
    void cancel();
    // No more from us: TLS close_notify and FIN.
    void shutdown_send();
    void close();
    bool is_open() const;
    // Drops what is queued in the kernel and resets the connection.
    void abort();
    void set_send_buffer(int bytes);

private:
    struct Descriptor;
    struct FreeSsl {
        void operator()(SSL* ssl) const;
    };
    IoResult judge_tls(int outcome);
    IoResult write_tls(std::span<const iovec> from);

    std::unique_ptr<Descriptor> descriptor_;
    std::unique_ptr<SSL, FreeSsl> ssl_;
    Address peer_;
    ConnectionCap::Ticket ticket_;
    std::size_t sealed_ = 0;
    bool read_wants_write_ = false; // TLS: the last read or handshake waits for the socket to take bytes
    bool tls_failed_ = false;       // no close_notify after a fatal error
};

} // namespace tandem::net
