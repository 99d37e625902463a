#pragma once
// JSON of records as a member may see them; shared by the queries and the live changes.

#include <string>
#include <vector>

#include "calendar/engine/reader.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

// The record as a reader sees it at that detail; a calendar says what they may do with it. `detail` is not none.
void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Level level,
                 const MayName& may_name);
void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Reader& reader);

// Appends `"name":[…]` with every record that the member sees, at its detail.
void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Reader& reader);

} // namespace tandem
