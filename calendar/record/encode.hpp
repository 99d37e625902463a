#pragma once
// Record → JSON text, shown at a level of detail. The only way a record becomes JSON, on every path.

#include <string>

#include "calendar/record/entity.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {

// One JSON object. Detail::full: id, rev, created_at, created_by, updated_at and every field that is not secret.
// Detail::busy: id, rev and the fields shown when busy, and "busy": true. Detail::none must not be asked for.
void append_record(std::string& out, const EntityType& type, const Record& record, Detail detail);

// One JSON object with the fields of the patch that are shown at that level.
void append_patch(std::string& out, const EntityType& type, const Patch& patch, Detail detail);

// One value as the field spells it: a choice by its name, instants, dates and ids as text.
void append_value(std::string& out, const Field& field, const Value& value);

} // namespace tandem
