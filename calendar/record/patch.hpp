#pragma once
// Patch: new values for some fields of a record. Differences, undo and the change log are made of patches. Pure.

#include <cstdint>
#include <utility>
#include <vector>

#include "calendar/record/entity.hpp"

namespace tandem {

struct Patch {
    // Index into EntityType::fields, and the field's new value; each field at most once, in the order of the table.
    std::vector<std::pair<std::uint8_t, Value>> values;

    bool empty() const { return values.empty(); }
    const Value* find(std::uint8_t field) const;
    void put(std::uint8_t field, Value value); // keeps the order; replaces a value that is there
};

// The values that `after` has where it differs from `before`.
Patch difference(const EntityType& type, const Record& before, const Record& after);

// All values of a record, as the patch that makes it from an empty one.
Patch whole(const EntityType& type, const Record& record);

// The values that `record` has in the fields of `patch`: what undoes it.
Patch current_values(const EntityType& type, const Record& record, const Patch& patch);

void apply(const EntityType& type, const Patch& patch, Record& record);

} // namespace tandem
