#include "calendar/record/entity.hpp"

namespace tandem {

int EntityType::index_of(std::string_view name) const {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == name) return static_cast<int>(i);
    return -1;
}

const Field* EntityType::find(std::string_view name) const {
    const int index = index_of(name);
    return index < 0 ? nullptr : &fields[static_cast<std::size_t>(index)];
}

} // namespace tandem
