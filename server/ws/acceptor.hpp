#pragma once
// Turns upgrade requests into connections and ends them all at the stop. A handler for GET /ws decides who the visitor
// is, then answers with accept(). Loop thread.

#include <functional>
#include <memory>

#include "server/http/message.hpp"
#include "server/http/origin.hpp"
#include "server/net/loop.hpp"
#include "server/ws/connection.hpp"
#include "server/ws/handshake.hpp"

namespace tandem::ws {

using ConnectionPtr = std::shared_ptr<Connection>;
// Called when the handshake's answer has been written; gives what to call for this connection.
using OnOpen = std::move_only_function<Callbacks(const ConnectionPtr&)>;

class Acceptor {
public:
    Acceptor(net::Loop& loop, http::Origins origins, net::Deadlines deadlines = {}, ConnectionLimits limits = {});
    ~Acceptor();

    // The refusal, if the request is no handshake or comes from a foreign page: ask before looking at its cookie.
    std::optional<http::Response> refuse(const http::Request& request) const;
    // 101 and the connection, or the refusal.
    http::Response accept(const http::Request& request, OnOpen on_open);

    std::size_t size() const; // connections not yet gone
    void close_all(std::uint16_t code, std::string_view reason);
    // R20: closes all with 1001; `done` when the last is gone (close deadline at most). Later handshakes get 503.
    void stop(std::function<void()> done);

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

} // namespace tandem::ws
