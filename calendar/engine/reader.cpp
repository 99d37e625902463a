#include "calendar/engine/reader.hpp"

#include "calendar/engine/entities.hpp"
#include "calendar/engine/mentions.hpp"

namespace tandem {

Detail Reader::detail(const EntityType& type, const RecordPtr& record) {
    if (!record) return Detail::none;
    const Detail detail = detail_for(member_, type, *record, directory_);
    if (type.audience != Audience::everyone) seen_.insert_or_assign(record->id, detail);
    return detail;
}

bool Reader::may_name(const Field& field, Id id) {
    const EntityType& type = *find_entity_type(field.refers_to);
    if (type.audience == Audience::everyone) return true;
    if (const auto seen = seen_.find(id); seen != seen_.end()) return seen->second == Detail::full;
    const bool is_told = detail(type, load_named(type, id, directory_, records_)) == Detail::full;
    if (!is_told) seen_.try_emplace(id, Detail::none); // there is none
    return is_told;
}

} // namespace tandem
