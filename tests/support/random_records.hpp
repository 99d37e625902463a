#pragma once
// Random values for any field, within its limits, so that a promise can be held for every kind of record. For tests.

#include <random>

#include "calendar/record/entity.hpp"

namespace tandem {

Value random_value(const Field& field, std::mt19937& random);

// Every field and the header set.
std::shared_ptr<Record> random_record(const EntityType& type, std::mt19937& random);

} // namespace tandem
