#pragma once
// JSON → values of a record's fields, with the field at fault named. Pure.

#include <span>
#include <string_view>

#include "calendar/record/json.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {

enum class DecodeFor : std::uint8_t {
    create, // required fields must be there; fields set on creation are allowed
    update, // absent keeps, null clears
    system, // the server itself: every field, also secrets; nothing is required
    log,    // our own stored patch: every field, values that no longer fit are left out
};

// `object` must hold a JSON object. `also` names further keys that the command itself reads ("id").
// Errors: unknown_field, invalid_field, forbidden (a field that only the server sets), each naming the field.
Result<Patch> decode_patch(const EntityType& type, const JsonPtr& object, DecodeFor purpose,
                           std::span<const std::string_view> also = {});

// Errors: invalid_field with the field's name and rule.
Result<Value> decode_value(const Field& field, const boost::json::value& json);

// Whether null clears the field: it may be empty, and says so by null, "", [] or false.
bool takes_null(const Field& field);

// The beginning of `name`, at most 64 bytes and never half a code point, for naming a key that nobody here knows.
std::string_view shortened(std::string_view name);

// The limits of the table for a value that came some other way than JSON.
Result<void> check_value(const Field& field, const Value& value);

} // namespace tandem
