#pragma once
// The HTTP server: listeners, sessions and their end. Made by app with a filled router; lives as long as the loop runs.
// Loop thread, except that handlers may answer from any thread.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "server/http/access_record.hpp"
#include "server/http/request_reader.hpp"
#include "server/http/router.hpp"
#include "server/net/connection_cap.hpp"
#include "server/net/deadlines.hpp"
#include "server/net/listener.hpp"
#include "server/net/loop.hpp"

namespace tandem::http {

struct ServerConfig {
    net::Deadlines deadlines;
    net::ConnectionLimits connections;
    ReaderLimits reader;
    std::size_t pipelined = 100; // requests in a row without the client waiting for an answer (R4)
    net::Networks proxies;       // whose X-Forwarded-For and X-Forwarded-Proto are believed
};

struct ServerHooks {
    OnAccess on_access;
    std::function<void(std::string_view what)> on_fault; // exceptions of handlers and sessions, one line each
};

class Server {
public:
    Server(net::Loop& loop, const Clock& clock, Router router, ServerConfig config = {}, ServerHooks hooks = {});
    ~Server();

    // May be called for several endpoints. Gives the address that was bound: "http://127.0.0.1:8080".
    Result<std::string> listen(net::ListenerConfig config);

    // R20: stops accepting; idle connections close, requests under way are answered, later ones get 503, all with
    // "Connection: close". `done` is called when no session is left. WebSockets are the ws side's to close.
    void stop(std::function<void()> done);
    // Closes what stop() has not ended in time.
    void abort_sessions();

    std::size_t open_connections() const; // upgraded ones included

private:
    struct Parts;
    std::shared_ptr<Parts> parts_; // sessions that outlive the server keep it
};

} // namespace tandem::http
