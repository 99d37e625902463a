#pragma once
// The JSON shapes of `when`: all-day dates, local times with a zone, floating local times. Pure.

#include "calendar/record/field.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

// Errors: invalid_field naming `field`. The value is not yet validated (check_value does that).
Result<Value> decode_when(const Field& field, const boost::json::value& json);

} // namespace tandem
