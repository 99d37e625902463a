#include "server/ws/acceptor.hpp"

#include <utility>

namespace tandem::ws {

struct Acceptor::Parts {
    Parts(net::Loop& loop, http::Origins ours, net::Deadlines deadlines, ConnectionLimits limits)
        : origins(std::move(ours)), group(std::make_shared<ConnectionGroup>(loop, deadlines, limits)),
          sweep(loop, deadlines.tick) {}

    http::Origins origins;
    std::shared_ptr<ConnectionGroup> group;
    net::Sweep sweep;
    net::Timer now;
    bool stopping = false;
};

Acceptor::Acceptor(net::Loop& loop, http::Origins origins, net::Deadlines deadlines, ConnectionLimits limits)
    : parts_(std::make_shared<Parts>(loop, std::move(origins), deadlines, limits)) {
    parts_->now = loop.every(deadlines.tick, [group = parts_->group.get()] { group->now = net::Loop::now(); });
}

Acceptor::~Acceptor() {
    parts_->stopping = true;
    parts_->sweep.for_each([](net::Swept& member) { static_cast<Connection&>(member).abandon(); });
}

std::optional<http::Response> Acceptor::refuse(const http::Request& request) const {
    return refuse_handshake(request, parts_->origins);
}

http::Response Acceptor::accept(const http::Request& request, OnOpen on_open) {
    if (auto refusal = refuse(request)) return std::move(*refusal);
    if (parts_->stopping) return http::problem({ErrorCode::unavailable, {}, "the server stops"});
    http::Response response = http::empty_response(101);
    response.headers.add("Upgrade", "websocket");
    response.headers.add("Connection", "Upgrade");
    response.headers.add("Sec-WebSocket-Accept", accept_key(request.headers.get("Sec-WebSocket-Key")));
    response.take_over = [parts = parts_, on_open = std::move(on_open)](std::unique_ptr<net::Stream> stream,
                                                                        std::string already_read) mutable {
        auto connection = std::make_shared<Connection>(parts->group, std::move(stream));
        parts->sweep.add(*connection);
        connection->start(on_open(connection), std::move(already_read));
        if (parts->stopping) connection->close(close_code::going_away, "the server stops");
    };
    return response;
}

std::size_t Acceptor::size() const { return parts_->group->members; }

void Acceptor::close_all(std::uint16_t code, std::string_view reason) {
    parts_->sweep.for_each([&](net::Swept& member) { static_cast<Connection&>(member).close(code, reason); });
}

void Acceptor::stop(std::function<void()> done) {
    parts_->stopping = true;
    close_all(close_code::going_away, "the server stops");
    if (parts_->group->members > 0)
        parts_->group->on_last_gone = std::move(done);
    else
        parts_->group->loop.post(std::move(done));
}

} // namespace tandem::ws
