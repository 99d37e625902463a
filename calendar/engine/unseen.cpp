// keep_unseen: what an author sends back of what they were not shown.
#include <algorithm>

#include "calendar/engine/decide.hpp"
#include "calendar/record/derived.hpp"

namespace tandem {
namespace {

bool names_unseen(const Field& field, const Value& value, const MayName& may_name) {
    const auto is_unseen = [&](Id id) { return !may_name(field, id); };
    if (field.refers_to.empty()) return false;
    if (const auto* id = std::get_if<Id>(&value)) return is_unseen(*id);
    const auto* ids = std::get_if<IdList>(&value);
    return ids && std::ranges::any_of(*ids, is_unseen);
}

} // namespace

Result<void> keep_unseen(Context& context, const EntityType& type, const Record& before, Patch& patch) {
    if (context.is_system()) return {};
    const MayName names = [&](const Field& field, Id id) { return may_name(context, field, id); };
    const Patch sent = patch;
    std::erase_if(patch.values, [&](const auto& item) {
        const Field& field = type.fields[item.first];
        const Value held = field.get(before);
        if (const Field* source = source_of(type, field); source && !is_null(held)) {
            const bool stays =
                is_null(item.second) || !sent.find(static_cast<std::uint8_t>(type.index_of(source->name)));
            return stays && !is_told(type, field, before, names);
        }
        const Id* id = field.refers_to.empty() || !is_null(item.second) ? nullptr : std::get_if<Id>(&held);
        return id && !names(field, *id);
    });
    for (const auto& [index, value] : patch.values) // also the one that is held: else one could guess it
        if (names_unseen(type.fields[index], value, names))
            return fail_field(type.fields[index].name, "names nothing that is there", ErrorCode::invalid_reference);
    return {};
}

} // namespace tandem
