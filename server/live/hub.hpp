#pragma once
// Hub: who is connected, and what each may see of a change. A change is encoded once for everyone who sees the same,
// and the bytes are shared. Loop thread only.

#include <memory>
#include <unordered_map>
#include <vector>

#include "calendar/engine/project.hpp"
#include "server/core/backend.hpp"
#include "server/live/client.hpp"

namespace tandem::live {

class Hub {
public:
    static constexpr std::size_t usual_sockets_per_member = 10; // R15
    explicit Hub(Backend& backend, std::size_t sockets_per_member = usual_sockets_per_member);
    ~Hub();

    // Answers a visitor's handshake: 101, and the visitor is here until the connection ends; or the refusal, 429 for
    // one socket too many.
    http::Response accept(ws::Acceptor& acceptor, const http::Request& request, const Visitor& visitor);

    // After COMMIT, in seq order.
    void fan_out(const std::vector<ChangePtr>& changes);

    std::int64_t last_seq() const { return last_seq_; } // of the newest change that was fanned out
    std::size_t size() const { return clients_.size(); }
    // Who is connected, once for each socket. A socket that is open has been heard within a minute.
    template <class F>
    void each_visitor(F&& f) const {
        for (const auto& client : clients_) f(client->visitor());
    }
    Backend& backend() { return backend_; }

    // For clients: presence has changed; everyone learns of it soon.
    void presence_changed();
    void forget(const Client& client);

private:
    ws::Callbacks open(const Visitor& visitor, const ws::ConnectionPtr& connection, Place place);
    void send_run(Run& run); // leaves it empty
    void follow(const Change& change);
    void send_by_member(const Change& change);
    void end_sessions(const Change& change);
    void resync_where_rights_moved(const Change& change);
    void send_presence();

    Backend& backend_;
    Places places_;
    std::vector<std::shared_ptr<Client>> clients_;
    std::int64_t last_seq_ = 0;
    bool presence_is_due_ = false;
    net::Timer tick_;
    net::Timer presence_timer_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// Hands changes from the core thread to the hub on the loop.
class HubSink final : public ChangeSink {
public:
    explicit HubSink(net::Loop& loop) : loop_(loop) {}
    void attach(Hub* hub) { hub_ = hub; } // before the core thread starts; null: nobody listens
    void deliver(const std::vector<ChangePtr>& changes) override {
        loop_.post([hub = hub_, changes] {
            if (hub) hub->fan_out(changes);
        });
    }

private:
    net::Loop& loop_;
    Hub* hub_ = nullptr;
};

} // namespace tandem::live
