#pragma once
// What of a record was worked out from another record (a distance to it, the day that it falls on, who owns it): told
// to whom that one may be named, on every path. Which fields those are stands in one table, derived.cpp. Pure.

#include "calendar/record/encode.hpp"

namespace tandem {

// The field of the same record that names what this one was worked out from; null where it was not.
const Field* source_of(const EntityType& type, const Field& field);

// Whether the record's value in that field may be told. Where no other record is named any more, to nobody.
bool is_told(const EntityType& type, const Field& field, const Record& record, const MayName& may_name);

// Whether the record holds that id in a field that is not told, so that the id says what the field does not.
bool keeps_back(const EntityType& type, const Record& record, Id id, const MayName& may_name);

// As append_patch, for readers: of the record as it stood with these values. What is not told is left out.
void append_told_patch(std::string& out, const EntityType& type, const Record& record, const Patch& patch,
                       Detail detail, const MayName& may_name);

} // namespace tandem
