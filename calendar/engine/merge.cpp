#include "calendar/engine/merge.hpp"

#include "calendar/record/decode.hpp"
#include "calendar/record/derived.hpp"

namespace tandem {

Patch values_at_base(const EntityType& type, const std::vector<LoggedItem>& since, std::size_t hidden) {
    Patch base;
    for (std::size_t i = 0; i < since.size(); ++i) {
        const LoggedItem& item = since[i];
        const auto json = parse_json_object(item.old_json);
        if (!json) continue;
        const auto old = decode_patch(type, *json, DecodeFor::log);
        if (!old) continue;
        for (const auto& [field, value] : old->values)
            if (!base.find(field))
                base.put(field, i < hidden ? Value{} : value); // the oldest old value is the one that the author saw
    }
    return base;
}

std::optional<Conflict> find_conflict(const EntityType& type, const Record& current, const Patch& mine,
                                      const std::vector<LoggedItem>& since, std::size_t hidden,
                                      const MayName& may_name) {
    if (since.empty()) return std::nullopt;
    const Patch base = values_at_base(type, since, hidden);
    const auto was = type.copy(current);
    apply(type, base, *was);
    Conflict conflict{current.id, current.rev, {}, {}, {}};
    for (const auto& [index, value] : mine.values) {
        const Field& field = type.fields[index];
        const Value* seen = base.find(index);
        const Value theirs = field.get(current);
        if (!seen || theirs == value || theirs == *seen) continue; // untouched, agreed, or changed and changed back
        ConflictField both{std::string(field.name), {}, {}, {}};
        const bool tells_base = is_told(type, field, *was, may_name), tells = is_told(type, field, current, may_name);
        append_value(both.base, field, tells_base ? *seen : Value{}, may_name);
        append_value(both.theirs, field, tells ? theirs : Value{}, may_name);
        append_value(both.mine, field, value, every_id);
        conflict.fields.push_back(std::move(both));
    }
    if (conflict.fields.empty()) return std::nullopt;
    return conflict;
}

} // namespace tandem
