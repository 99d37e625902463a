#pragma once
// EntityType: a kind of record and its table of fields. One constant per kind stands beside its struct
// (entries/entry.hpp: entry_type); engine/entities.hpp lists them all.

#include <memory>
#include <span>
#include <string_view>

#include "calendar/record/field.hpp"

namespace tandem {

// Who learns of a record of this kind at all. What a reader sees of an entry is decided by its calendar.
enum class Audience : std::uint8_t {
    everyone, // every signed-in member
    calendar, // by the rights on its calendar
    entry,    // those who see the entry that it belongs to in full (entries/entry_part.hpp)
    owner,    // the member that it belongs to
};

struct EntityType {
    std::string_view kind; // "entry": also the table's name in SQL and the prefix of its commands
    Audience audience = Audience::everyone;
    std::span<const Field> fields;
    std::shared_ptr<Record> (*make)() = nullptr;
    std::shared_ptr<Record> (*copy)(const Record&) = nullptr;

    // Index of the field of that name, or -1.
    int index_of(std::string_view name) const;
    const Field* find(std::string_view name) const;
};

template <class T>
constexpr EntityType entity(std::string_view kind, Audience audience, std::span<const Field> fields) {
    return EntityType{kind, audience, fields, [] { return std::static_pointer_cast<Record>(std::make_shared<T>()); },
                      [](const Record& record) -> std::shared_ptr<Record> {
                          return std::make_shared<T>(static_cast<const T&>(record));
                      }};
}

} // namespace tandem
