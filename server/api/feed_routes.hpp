#pragma once
// The addresses that calendar apps fetch: feeds by secret link, and one entry as a download.

#include "server/api/guard.hpp"
#include "server/feed/feeds.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router. `feeds` may be made later, before the first request.
void add_feed_routes(http::Router& router, Guard& guard, Backend& backend, const std::unique_ptr<Feeds>& feeds);

} // namespace tandem::api
