#pragma once
// A change as one member may see it: the JSON of a `changes` frame. Whoever sees the same gets the same bytes, so the
// hub asks for the key first and encodes once per key. Pure; any thread.

#include <string>

#include "calendar/engine/change.hpp"

namespace tandem {

// What a member sees of each item before and after. Members with equal keys get equal bytes; an empty key sees nothing.
using ProjectionKey = std::string;
ProjectionKey projection_key(const Change& change, Id member_id);

// True if every active member sees all of it in the same way, so that there is one key only; `out` is then that key.
bool has_one_key(const Change& change, ProjectionKey& out);

// Whether what the member may see beyond the change's own items is different afterwards: then only a new snapshot
// helps.
bool moves_rights(const Change& change, Id member_id);

// {"type":"changes","seq":…,"at":…,"by":…,"command_id":…,"items":[…]}. `key` must not be empty. `by` is null for those
// who see no more of it than that a time is taken.
std::string encode_change(const Change& change, const ProjectionKey& key);

} // namespace tandem
