#pragma once
// The addresses that read around accounts: who uses an audience, which accounts lines of text mean, prospects, the
// journey. Shapes: schemas/api.

#include "server/api/guard.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router.
void add_account_routes(http::Router& router, Guard& guard, Backend& backend);

} // namespace tandem::api
