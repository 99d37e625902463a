#include "calendar/record/derived.hpp"

#include <algorithm>
#include <array>

namespace tandem {
namespace {

struct Derived {
    std::string_view kind, field, source;
};
constexpr Derived all_derived[] = {
    {"entry", "offset_days", "follows_id"},
    {"radar_ask", "asked_id", "other_entry_id"},
    {"radar_ask", "collides_on", "other_entry_id"},
};

} // namespace

const Field* source_of(const EntityType& type, const Field& field) {
    for (const Derived& one : all_derived)
        if (field.name == one.field && type.kind == one.kind) return type.find(one.source);
    return nullptr;
}

bool is_told(const EntityType& type, const Field& field, const Record& record, const MayName& may_name) {
    const Field* source = source_of(type, field);
    if (!source) return true;
    const Value named = source->get(record);
    const Id* id = std::get_if<Id>(&named);
    return id && may_name(*source, *id);
}

bool keeps_back(const EntityType& type, const Record& record, Id id, const MayName& may_name) {
    return std::ranges::any_of(type.fields, [&](const Field& field) {
        return source_of(type, field) && field.get(record) == Value{id} && !is_told(type, field, record, may_name);
    });
}

void append_told_patch(std::string& out, const EntityType& type, const Record& record, const Patch& patch,
                       Detail detail, const MayName& may_name) {
    Patch told;
    for (const auto& [index, value] : patch.values)
        if (is_told(type, type.fields[index], record, may_name)) told.values.emplace_back(index, value);
    append_patch(out, type, told, detail, may_name);
}

} // namespace tandem
