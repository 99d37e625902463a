#pragma once
// The addresses under /api that read the plan and the one that changes it. Shapes: schemas/api.

#include "server/api/guard.hpp"
#include "server/api/snapshot_cache.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router.
void add_data_routes(http::Router& router, Guard& guard, Backend& backend, SnapshotCache& cache);

} // namespace tandem::api
