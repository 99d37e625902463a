#pragma once
// The addresses that read who is in which audience. Shapes: schemas/api.

#include "server/api/guard.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router.
void add_audience_routes(http::Router& router, Guard& guard, Backend& backend);

} // namespace tandem::api
