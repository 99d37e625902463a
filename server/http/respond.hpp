#pragma once
// The one answer that a handler owes its request. Move it wherever the work is done and call it once, from any thread;
// one that is dropped without a call answers 500 `internal`, so that no client waits for a lost request.

#include <functional>
#include <memory>
#include <utility>

#include "server/http/message.hpp"
#include "server/net/loop.hpp"

namespace tandem::http {

// What the session offers to Respond. Loop thread.
class Answerable {
public:
    virtual ~Answerable() = default;
    // Ignored if `serial` is not the request being served (it has timed out).
    virtual void answer(std::uint64_t serial, Response response) = 0;
};

class Respond {
public:
    Respond(net::Loop& loop, std::shared_ptr<Answerable> session, std::uint64_t serial)
        : loop_(&loop), session_(std::move(session)), serial_(serial) {}
    Respond(Respond&&) noexcept = default;
    Respond& operator=(Respond&&) noexcept;
    ~Respond();

    void operator()(Response response);

private:
    net::Loop* loop_;
    std::shared_ptr<Answerable> session_; // let go of on the loop's thread only
    std::uint64_t serial_;
};

using Handler = std::function<void(Request, Respond)>;

} // namespace tandem::http
