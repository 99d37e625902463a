#pragma once
// Value: what any field of any record can hold, so that tables of fields can be walked without knowing the struct.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "calendar/base/id.hpp"
#include "calendar/time/when.hpp"

namespace tandem {

using TextList = std::vector<std::string>;
using IdList = std::vector<Id>;

// monostate is null. A choice is held as the index of its spelling in Field::choices.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, TextList, Id, IdList, Date, Instant, When>;

inline bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

} // namespace tandem
