#pragma once
// What members ask about audiences: how many accounts each holds, and which. Every member sees every account, so
// nothing is left out. On worker threads, each with its own Queries.

#include "calendar/engine/queries.hpp"

namespace tandem {

// {"seq":…,"audiences":[{"id":…,"accounts":84},…]} of all audiences.
std::string audience_sizes(Queries& queries, const Directory& directory);

// {"seq":…,"accounts":84,"first":[{"id":…,"name":…},…]}: the first by name, or all of them as far as a list may hold.
// Errors: not_found.
Result<std::string> accounts_of_audience(Queries& queries, const Directory& directory, Id audience, bool all);

// The same of a rule that is still being written. Errors: invalid_field "conditions".
Result<std::string> accounts_of_rule(Queries& queries, const Directory& directory, const TextList& conditions);

} // namespace tandem
