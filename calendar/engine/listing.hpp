#pragma once
// JSON lists of records as a member may see them; shared by the queries.

#include <string>
#include <vector>

#include "calendar/engine/directory.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

// Appends `"name":[…]` with every record that the member sees, at its detail.
void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Id member, const Directory& directory);

} // namespace tandem
