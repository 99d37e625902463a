#pragma once
// POST /api/import?calendar=ID[&preview=true]: a calendar file into a calendar, by a member who may write there.

#include "server/api/guard.hpp"
#include "server/api/imports.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

void add_import_routes(http::Router& router, Guard& guard, Backend& backend, Imports& imports);

} // namespace tandem::api
