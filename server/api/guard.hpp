#pragma once
// Guard: turns a handler that needs a signed-in member into a route's handler. Checks who asks, where the request comes
// from (R6) and how often (R11), before the handler sees it. Loop thread.

#include <functional>

#include "server/core/backend.hpp"
#include "server/http/origin.hpp"
#include "server/http/rate_limit.hpp"
#include "server/http/respond.hpp"

namespace tandem::api {

using SignedInHandler = std::function<void(http::Request, http::Respond, Visitor)>;

class Guard {
public:
    using Identify = std::function<Result<Visitor>(const http::Request&)>;

    // A minute's worth may come at once after a pause; of commands a tenth (R11).
    struct Rates {
        std::size_t reads_per_minute = 300; // of a member
        std::size_t commands_per_minute = 6'000;
        std::size_t visits_per_minute = 60; // of an address that is not signed in
    };

    // `origins` may be filled later, when the address is known; before the first request.
    Guard(Identify identify, const http::Origins& origins) : Guard(std::move(identify), origins, Rates{}) {}
    Guard(Identify identify, const http::Origins& origins, Rates rates);

    // 401 without a session or token, 429 beyond the address's rate of those; 403 for a foreign Origin on anything but
    // GET; 429 beyond the member's rate.
    http::Handler signed_in(SignedInHandler handler);
    // For what works without being signed in; the same Origin rule, the rate by address.
    http::Handler open(http::Handler handler);

    Result<Visitor> identify(const http::Request& request) const { return identify_(request); }

private:
    http::Response refuse_stranger(const http::Request& request, const Error& error);

    Identify identify_;
    const http::Origins& origins_;
    http::RateLimiter reads_;    // by member
    http::RateLimiter commands_; // by member
    http::RateLimiter visits_;   // by address, not signed in
};

} // namespace tandem::api
