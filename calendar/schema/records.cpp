// Records as readers get them: whole, and the entry of which only the time is shown.
#include "calendar/schema/parts.hpp"

#include "calendar/engine/entities.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/people/session.hpp"
#include "calendar/record/derived.hpp"

namespace tandem::schema {
namespace {

boost::json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

void require(Object& schema, std::string_view name, Json value) {
    schema["properties"].get_object()[view(name)] = std::move(value);
    schema["required"].get_array().emplace_back(view(name));
}

void add_fields(Object& schema, const EntityType& type, Detail detail) {
    for (const Field& field : type.fields)
        if (field.shown_at <= detail) {
            const bool may_be_untold = source_of(type, field) && !field.is_nullable;
            require(schema, field.name, may_be_untold ? or_null(field_value(field)) : field_value(field));
        }
}

// Of an entry that repeats only.
void add_occurrences(Object& schema) {
    schema["properties"].get_object()["occurrences"] = list(bounded(10, 39));
    schema["properties"].get_object()["occurrences_cut"] = boolean();
}

Json whole_record(const EntityType& type) {
    Json schema = object({{"id", id()},
                          {"rev", integer(1)},
                          {"created_at", instant()},
                          {"created_by", or_null(id())},
                          {"updated_at", instant()}});
    add_fields(schema.get_object(), type, Detail::full);
    // What a reader is told beyond the record itself.
    if (&type == &calendar_type) require(schema.get_object(), "level", one_of_words(levels));
    if (&type == &entry_type) add_occurrences(schema.get_object());
    if (&type == &session_type) schema.get_object()["properties"].get_object()["current"] = boolean();
    return schema;
}

Json busy_record(const EntityType& type) {
    Json schema = object({{"id", id()}, {"rev", integer(1)}, {"busy", constant(true)}});
    add_fields(schema.get_object(), type, Detail::busy);
    add_occurrences(schema.get_object());
    return schema;
}

} // namespace

void emit_records(const Emit& emit) {
    for (const EntityType* type : entity_types()) {
        const std::string kind(type->kind);
        emit("records/" + kind + ".json", kind, whole_record(*type));
    }
    emit("records/entry_busy.json", "entry of which a reader sees only that the time is taken",
         busy_record(entry_type));
}

} // namespace tandem::schema
