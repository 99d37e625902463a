#pragma once
// The addresses that ask the touch radar. Shapes: schemas/api/radar.json, radar_draft.json, radar_board.json,
// radar_cell.json and radar_overrides.json.

#include "calendar/engine/radar_board.hpp"
#include "server/api/guard.hpp"
#include "server/http/router.hpp"

namespace tandem::api {

// All references must outlive the router.
void add_radar_routes(http::Router& router, Guard& guard, Backend& backend, RadarBoard& board);

} // namespace tandem::api
