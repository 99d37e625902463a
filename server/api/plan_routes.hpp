#pragma once
// The addresses under /api about how entries hang together. Shapes: schemas/api.

#include "server/api/guard.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router.
void add_plan_routes(http::Router& router, Guard& guard, Backend& backend);

} // namespace tandem::api
