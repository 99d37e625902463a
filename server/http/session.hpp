#pragma once
// One HTTP connection: reads requests, asks handlers, writes answers, in order, under the deadlines of R4. Started by
// the server for each stream; loop thread. Ends by closing the stream or by handing it over after a 101.

#include <functional>
#include <memory>

#include "server/http/server.hpp"
#include "server/net/stream.hpp"
#include "server/net/sweep.hpp"

namespace tandem::http {

// What all sessions of a server share.
struct SessionContext {
    net::Loop& loop;
    const Clock& clock;
    const Router& router;
    const ServerConfig& config;
    const ServerHooks& hooks;
    net::Sweep& sweep;
    bool stopping = false;
    std::size_t sessions = 0;
    std::function<void()> on_last_gone; // once stopping
};

// The sweep's entry for a session, so that the server can reach all of them.
class SessionHandle : public net::Swept {
public:
    virtual void stop_if_idle() = 0;
    virtual void abort() = 0;
};

void start_session(std::shared_ptr<SessionContext> context, std::unique_ptr<net::Stream> stream);

} // namespace tandem::http
