#include "server/api/guard.hpp"

#include "server/http/message.hpp"

namespace tandem::api {
namespace {

constexpr http::RateLimit member_rate{.per_minute = 300, .burst = 300}; // R11
constexpr http::RateLimit visitor_rate{.per_minute = 60, .burst = 60};  // R11
constexpr http::RateLimit command_rate{.per_minute = 6'000,
                                       .burst = 600}; // as many as a socket may send (R15), and imports

bool only_reads(const http::Request& request) { return request.method == "GET" || request.method == "HEAD"; }

Error too_many() { return {ErrorCode::too_many_requests, {}, "too many requests; wait a moment"}; }

} // namespace

Guard::Guard(Identify identify, const http::Origins& origins)
    : identify_(std::move(identify)), origins_(origins), reads_(member_rate), commands_(command_rate),
      visits_(visitor_rate) {}

http::Handler Guard::signed_in(SignedInHandler handler) {
    return [this, handler = std::move(handler)](http::Request request, http::Respond respond) {
        const auto visitor = identify_(request);
        if (!visitor) return respond(http::problem(visitor.error()));
        if (!only_reads(request))
            if (auto ok = http::check_origin(request, origins_); !ok) return respond(http::problem(ok.error()));
        http::RateLimiter& limiter = only_reads(request) ? reads_ : commands_;
        if (const auto wait = limiter.take(to_text(visitor->member_id), net::Loop::now()))
            return respond(http::problem(too_many(), *wait));
        handler(std::move(request), std::move(respond), *visitor);
    };
}

http::Handler Guard::open(http::Handler handler) {
    return [this, handler = std::move(handler)](http::Request request, http::Respond respond) {
        if (!only_reads(request))
            if (auto ok = http::check_origin(request, origins_); !ok) return respond(http::problem(ok.error()));
        if (const auto wait = visits_.take(net::to_text(request.client.client_key()), net::Loop::now()))
            return respond(http::problem(too_many(), *wait));
        handler(std::move(request), std::move(respond));
    };
}

} // namespace tandem::api
