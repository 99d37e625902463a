// keep_unseen: what an author sends back of what they were not shown.
#include "calendar/engine/decide.hpp"
#include "calendar/record/derived.hpp"

namespace tandem {

Result<void> keep_unseen(Context& context, const EntityType& type, const Record& before, Patch& patch) {
    if (context.is_system()) return {};
    const MayName names = [&](const Field& field, Id id) { return may_name(context, field, id); };
    std::erase_if(patch.values, [&](const auto& item) {
        const Field& field = type.fields[item.first];
        if (!is_null(item.second)) return false;
        const Value held = field.get(before);
        if (source_of(type, field)) return !is_null(held) && !is_told(type, field, before, names);
        const Id* id = field.refers_to.empty() ? nullptr : std::get_if<Id>(&held);
        return id && !names(field, *id);
    });
    for (const auto& [index, value] : patch.values) {
        const Field& field = type.fields[index];
        const Field* source = source_of(type, field);
        const bool stays = source && !patch.find(static_cast<std::uint8_t>(type.index_of(source->name)));
        if (stays && !is_null(field.get(before)) && !is_told(type, field, before, names))
            return fail_field(field.name, "comes of what you may not see",
                              ErrorCode::forbidden); // else one could guess it
    }
    return {};
}

} // namespace tandem
