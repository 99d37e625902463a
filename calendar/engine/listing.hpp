#pragma once
// JSON of records as a member may see them; shared by the queries and the live changes.

#include <string>
#include <vector>

#include "calendar/engine/reader.hpp"
#include "calendar/record/entity.hpp"
#include "calendar/store/change_log.hpp"

namespace tandem {

// How a reader sees a record. `detail` is not none; `level` is what they may do with it, if it is a calendar.
struct Seen {
    Detail detail;
    Level level;
    const MayName& may_name;
    const Horizon& horizon; // the days for which an entry that repeats tells its occurrences
};

// The record as a reader sees it; a calendar says what they may do with it, an entry that repeats when it takes place.
void append_seen(std::string& out, const EntityType& type, const Record& record, const Seen& seen);
void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Reader& reader);

// {"seq":…,"at":…,"by":…,"command":… : the opening of a change in a list.
void append_change_head(std::string& out, const LoggedChange& change);

// Appends `"name":[…]` with every record that the member sees, at its detail.
void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Reader& reader);

} // namespace tandem
