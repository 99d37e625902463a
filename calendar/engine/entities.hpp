#pragma once
// Every kind of record there is. A new kind is one line in each of the two lists here, one line in rules.cpp, its
// struct with its table, and a migration.

#include <span>
#include <string_view>

#include "calendar/record/entity.hpp"

namespace tandem {

std::span<const EntityType* const> entity_types();

// Kinds of which pages hold records and hear of every change; the others are asked for when needed.
struct LiveKind {
    const EntityType* type;
    std::string_view interface; // in TypeScript
    std::string_view list;      // its name in a snapshot; empty: a page asks for those that it shows
};
std::span<const LiveKind> live_kinds();

// Null if there is no such kind.
const EntityType* find_entity_type(std::string_view kind);

} // namespace tandem
