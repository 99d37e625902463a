#pragma once
// Record → JSON text, shown at a level of detail. The only way a record becomes JSON, on every path.

#include <functional>
#include <string>

#include "calendar/record/entity.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {

// Whether the reader may know of the record that an id names; the field says of which kind that is. Asked for every id
// of every field that refers to something. What may not be told is null, and in a list an id of zeros: a filter by what
// is hidden must not look like none.
using MayName = std::function<bool(const Field& field, Id id)>;
inline bool every_id(const Field&, Id) { return true; } // for the store, and for what is no answer to a member

// One JSON object. Detail::full: id, rev, created_at, created_by, updated_at and every field shown to readers.
// Detail::busy: id, rev and the fields shown when busy, and "busy": true. Detail::log: as full, with what is kept
// aside. Detail::none must not be asked for.
void append_record(std::string& out, const EntityType& type, const Record& record, Detail detail,
                   const MayName& may_name);

// One JSON object with the fields of the patch that are shown at that level.
void append_patch(std::string& out, const EntityType& type, const Patch& patch, Detail detail, const MayName& may_name);

// One value as the field spells it: a choice by its name, instants, dates and ids as text.
void append_value(std::string& out, const Field& field, const Value& value, const MayName& may_name);

} // namespace tandem
