#pragma once
// What lies behind the page of the radar: what reaches one account on one day, and what was overridden lately.

#include "calendar/engine/queries.hpp"

namespace tandem {

// Shape: schemas/api/radar_cell.json. Errors: not_found for no such account.
Result<std::string> radar_cell(Queries& queries, const Directory& directory, Id member, Id account, Date on,
                               Instant now);

// Shape: schemas/api/radar_overrides.json: the newest first, of entries that the member sees in full.
std::string radar_overrides(Queries& queries, const Directory& directory, Id member, Instant since);

} // namespace tandem
