// keep_unseen: what an author sends back of what they were not shown.
#include <algorithm>
#include <functional>

#include "calendar/engine/decide.hpp"
#include "calendar/record/derived.hpp"

namespace tandem {
namespace {

using IsUnseen = std::function<bool(Id)>;

// Zeros stand for what was not shown, in its order, and what is left out of that stays: nobody lets go of what they do
// not see.
void put_back(const IdList& held, IdList& sent, const IsUnseen& is_unseen) {
    for (const Id id : held) {
        if (!is_unseen(id)) continue;
        if (const auto place = std::ranges::find(sent, Id{}); place != sent.end())
            *place = id;
        else
            sent.push_back(id);
    }
}

// Whether all that is sent may be named. An id that is held is looked at like any other: else one could guess it.
bool take_named(const EntityType& type, const Value& held, Value& sent, const IsUnseen& is_unseen) {
    if (const auto* id = std::get_if<Id>(&sent)) return !is_unseen(*id);
    auto* ids = std::get_if<IdList>(&sent);
    if (!ids) return true;
    if (std::ranges::any_of(*ids, [&](Id id) { return id != Id{} && is_unseen(id); })) return false;
    const auto* before = std::get_if<IdList>(&held);
    if (before && type.audience != Audience::owner) put_back(*before, *ids, is_unseen); // of what is theirs they let go
    return std::ranges::find(*ids, Id{}) == ids->end();
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
    for (auto& [index, value] : patch.values) {
        const Field& field = type.fields[index];
        const auto is_unseen = [&](Id id) { return !names(field, id); };
        if (!field.refers_to.empty() && !take_named(type, field.get(before), value, is_unseen))
            return fail_field(field.name, "names nothing that is there", ErrorCode::invalid_reference);
    }
    return {};
}

} // namespace tandem
