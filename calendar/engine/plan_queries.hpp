#pragma once
// Reads about how entries hang together: what a shift would move, and everything that is tied to one entry. Redacted
// for the member. Any thread, with Queries of its own.

#include <string>

#include "calendar/engine/queries.hpp"
#include "calendar/engine/shift.hpp"

namespace tandem {

// What entry.shift would do: moves, what stays and why, how many follow unseen, and which needs would be broken by it.
// Errors: those of plan_shift.
Result<std::string> shift_preview(Queries& queries, const Directory& directory, Id member, const ShiftRequest& request);

// The entries under it, those that it needs or follows, and those that need or follow it, as full records: what a page
// must hold to add a campaign up, also of days that it has not loaded. Errors: not_found.
Result<std::string> linked_entries(Queries& queries, const Directory& directory, Id member, Id id);

inline constexpr std::int64_t most_linked = 1'000; // of each sort

} // namespace tandem
