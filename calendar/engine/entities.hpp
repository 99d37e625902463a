#pragma once
// Every kind of record there is. A new kind is one line here, one line in rules.cpp, its struct with its table, and a
// migration.

#include <span>
#include <string_view>

#include "calendar/record/entity.hpp"

namespace tandem {

std::span<const EntityType* const> entity_types();

// Null if there is no such kind.
const EntityType* find_entity_type(std::string_view kind);

} // namespace tandem
