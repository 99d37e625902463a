#include "calendar/record/patch.hpp"

#include <algorithm>

namespace tandem {

const Value* Patch::find(std::uint8_t field) const {
    for (const auto& [index, value] : values)
        if (index == field) return &value;
    return nullptr;
}

void Patch::put(std::uint8_t field, Value value) {
    const auto at = std::ranges::lower_bound(values, field, {}, [](const auto& item) { return item.first; });
    if (at != values.end() && at->first == field)
        at->second = std::move(value);
    else
        values.emplace(at, field, std::move(value));
}

Patch difference(const EntityType& type, const Record& before, const Record& after) {
    Patch patch;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        Value now = type.fields[i].get(after);
        if (now != type.fields[i].get(before)) patch.values.emplace_back(static_cast<std::uint8_t>(i), std::move(now));
    }
    return patch;
}

Patch whole(const EntityType& type, const Record& record) {
    Patch patch;
    patch.values.reserve(type.fields.size());
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        patch.values.emplace_back(static_cast<std::uint8_t>(i), type.fields[i].get(record));
    return patch;
}

Patch current_values(const EntityType& type, const Record& record, const Patch& patch) {
    Patch values;
    values.values.reserve(patch.values.size());
    for (const auto& [index, value] : patch.values) values.values.emplace_back(index, type.fields[index].get(record));
    return values;
}

void apply(const EntityType& type, const Patch& patch, Record& record) {
    for (const auto& [index, value] : patch.values) type.fields[index].set(record, Value(value));
}

} // namespace tandem
