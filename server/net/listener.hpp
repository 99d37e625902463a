#pragma once
// Accepts connections on one endpoint and hands them over as streams (R11). Owned by the HTTP server; loop thread.

#include <cstdint>
#include <functional>
#include <memory>

#include "calendar/base/error.hpp"
#include "server/net/address.hpp"
#include "server/net/connection_cap.hpp"
#include "server/net/loop.hpp"
#include "server/net/stream.hpp"

namespace tandem::net {

class TlsContext;

struct ListenerConfig {
    Endpoint endpoint;
    int backlog = 1'024;
    std::chrono::milliseconds accept_pause{100}; // after EMFILE and the like
    TlsContext* tls = nullptr;                   // none: plain
    bool plain_beyond_loopback = false;          // R21: plain text off this machine only if asked for
};

class Listener {
public:
    using OnStream = std::function<void(std::unique_ptr<Stream>)>;

    // Binds and listens at once; connections are taken from the loop's next turn on.
    static Result<std::unique_ptr<Listener>> open(Loop& loop, ListenerConfig config, ConnectionCap& cap,
                                                  OnStream on_stream);
    ~Listener();

    std::uint16_t port() const;
    // "http://127.0.0.1:8080", with the port that was really bound.
    std::string url() const;
    // Connects from now on are refused by the kernel.
    void stop();

private:
    struct Socket;
    Listener(Loop& loop, ListenerConfig config, ConnectionCap& cap, OnStream on_stream);
    Result<void> bind();
    void wait();
    void accept_waiting();
    void admit(int fd, const Address& peer);

    Loop& loop_;
    ListenerConfig config_;
    ConnectionCap& cap_;
    OnStream on_stream_;
    std::unique_ptr<Socket> socket_;
    Timer pause_;
};

} // namespace tandem::net
