#include "server/http/server.hpp"

#include <utility>
#include <vector>

#include "server/http/session.hpp"
#include "server/net/sweep.hpp"

namespace tandem::http {

struct Server::Parts {
    Parts(net::Loop& on, const Clock& clock, Router table, ServerConfig given, ServerHooks hear)
        : loop(on), router(std::move(table)), config(std::move(given)), hooks(std::move(hear)),
          cap(exempt_proxies(config)), sweep(on, config.deadlines.tick),
          context{on, clock, router, config, hooks, sweep, false, 0, {}} {}

    static net::ConnectionLimits exempt_proxies(const ServerConfig& config) {
        auto limits = config.connections;
        limits.exempt.insert(limits.exempt.end(), config.proxies.begin(), config.proxies.end());
        return limits;
    }

    template <class Visit>
    void for_each_session(Visit visit) {
        sweep.for_each([&](net::Swept& member) { visit(static_cast<SessionHandle&>(member)); });
    }

    net::Loop& loop;
    Router router;
    ServerConfig config;
    ServerHooks hooks;
    net::ConnectionCap cap;
    net::Sweep sweep;
    SessionContext context;
    std::vector<std::unique_ptr<net::Listener>> listeners;
};

Server::Server(net::Loop& loop, const Clock& clock, Router router, ServerConfig config, ServerHooks hooks)
    : parts_(std::make_shared<Parts>(loop, clock, std::move(router), std::move(config), std::move(hooks))) {}

Server::~Server() {
    for (auto& listener : parts_->listeners) listener->stop();
    abort_sessions();
}

Result<std::string> Server::listen(net::ListenerConfig config) {
    config.accept_pause = parts_->config.deadlines.accept_pause;
    auto listener = net::Listener::open(parts_->loop, config, parts_->cap, [this](std::unique_ptr<net::Stream> stream) {
        start_session(std::shared_ptr<SessionContext>(parts_, &parts_->context), std::move(stream));
    });
    if (!listener) return std::unexpected(listener.error());
    parts_->listeners.push_back(std::move(*listener));
    return parts_->listeners.back()->url();
}

void Server::stop(std::function<void()> done) {
    for (auto& listener : parts_->listeners) listener->stop();
    parts_->context.stopping = true;
    parts_->context.on_last_gone = std::move(done);
    parts_->for_each_session([](SessionHandle& session) { session.stop_if_idle(); });
    if (parts_->context.sessions == 0)
        parts_->loop.post([parts = parts_] {
            if (auto last = std::exchange(parts->context.on_last_gone, nullptr)) last();
        });
}

void Server::abort_sessions() {
    parts_->for_each_session([](SessionHandle& session) { session.abort(); });
}

std::size_t Server::open_connections() const { return parts_->cap.open(); }

} // namespace tandem::http
