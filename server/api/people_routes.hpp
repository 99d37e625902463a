#pragma once
// The addresses under /api about who one is: signing in and out, passwords, sessions, invitations, the first setup.
// What they do stands in server/auth.

#include "server/api/guard.hpp"
#include "server/auth/setup.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router.
void add_people_routes(http::Router& router, Guard& guard, Backend& backend, Entrance& entrance, Setup& setup);

} // namespace tandem::api
