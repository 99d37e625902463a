#pragma once
// Dav: the handler of /dav and /.well-known/caldav (RFC 4791, 6764). Signs in by app password, bounds how often, finds
// the resource, runs the method on a worker and its command on the core thread. Called on the loop's thread.

#include <memory>
#include <string>

#include "server/dav/ask.hpp"
#include "server/http/rate_limit.hpp"
#include "server/http/router.hpp"

namespace tandem::dav {

class Dav {
public:
    // Of one member, in a minute (R11): a first synchronization is one request for each object in some apps.
    static constexpr std::size_t requests_per_minute = 6'000;

    explicit Dav(Services services, std::size_t per_minute = requests_per_minute);

    // Rows for each method and path. `this` must outlive the router.
    void add_routes(http::Router& router);

private:
    struct Job;
    using JobPtr = std::shared_ptr<Job>;

    void handle(http::Request request, http::Respond respond);
    http::Response redirect(const http::Request& request) const;
    void post(const JobPtr& job);
    void submit(const JobPtr& job, Write write);

    Services services_;
    http::RateLimiter limiter_;
};

} // namespace tandem::dav
