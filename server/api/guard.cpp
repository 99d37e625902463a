#include "server/api/guard.hpp"

#include "server/http/message.hpp"

namespace tandem::api {
namespace {

http::RateLimit rate(std::size_t per_minute, std::size_t burst) {
    return {.per_minute = static_cast<double>(per_minute), .burst = static_cast<double>(burst)};
}

bool only_reads(const http::Request& request) { return request.method == "GET" || request.method == "HEAD"; }

Error too_many() { return {ErrorCode::too_many_requests, {}, "too many requests; wait a moment"}; }

} // namespace

Guard::Guard(Identify identify, const http::Origins& origins, Rates rates)
    : identify_(std::move(identify)), origins_(origins), reads_(rate(rates.reads_per_minute, rates.reads_per_minute)),
      commands_(rate(rates.commands_per_minute, rates.commands_per_minute / 10)),
      visits_(rate(rates.visits_per_minute, rates.visits_per_minute)) {}

http::Handler Guard::signed_in(SignedInHandler handler) {
    return [this, handler = std::move(handler)](http::Request request, http::Respond respond) {
        const auto visitor = identify_(request);
        if (!visitor) return respond(refuse_stranger(request, visitor.error()));
        if (!only_reads(request))
            if (auto ok = http::check_origin(request, origins_); !ok) return respond(http::problem(ok.error()));
        http::RateLimiter& limiter = only_reads(request) ? reads_ : commands_;
        if (const auto wait = limiter.take(to_text(visitor->member_id), net::Loop::now()))
            return respond(http::problem(too_many(), *wait));
        handler(std::move(request), std::move(respond), *visitor);
    };
}

// Whoever is not signed in has the rate of a visitor here as well.
http::Response Guard::refuse_stranger(const http::Request& request, const Error& error) {
    const auto wait = visits_.take(net::to_text(request.client.client_key()), net::Loop::now());
    return wait && error.retry_after.count() == 0 ? http::problem(too_many(), *wait) : http::problem(error);
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
