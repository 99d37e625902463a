// The field tables themselves, for who tests against them from outside: every kind, who learns of it, and of each field
// who sets it and who sees it.
#include "calendar/schema/schemas.hpp"

#include "calendar/engine/entities.hpp"
#include "calendar/schema/build.hpp"

namespace tandem {
namespace {

constexpr std::string_view audiences[] = {"everyone", "calendar", "entry", "owner"};
constexpr std::string_view details[] = {"none", "busy", "full", "log", "secret"};
constexpr std::string_view setters[] = {"client", "creation", "server"};
constexpr std::string_view types[] = {"text",      "choice",      "boolean", "integer", "id",  "id_list",
                                      "text_list", "choice_list", "date",    "instant", "when"};

template <class Enum>
boost::json::string word(std::span<const std::string_view> words, Enum value) {
    const std::string_view found = words[static_cast<std::size_t>(value)];
    return boost::json::string(found.data(), found.size());
}

schema::Object of_field(const Field& field) {
    return {{"name", field.name.data()},
            {"type", word(types, field.type)},
            {"shown_at", word(details, field.shown_at)},
            {"set_by", word(setters, field.by)},
            {"refers_to", boost::json::string(field.refers_to.data(), field.refers_to.size())},
            {"most", field.most}};
}

} // namespace

std::string field_tables() {
    schema::Object tables;
    for (const EntityType* type : entity_types()) {
        boost::json::array fields;
        for (const Field& field : type->fields) fields.push_back(of_field(field));
        tables[type->kind.data()] =
            schema::Object{{"audience", word(audiences, type->audience)}, {"fields", std::move(fields)}};
    }
    return schema::pretty(tables);
}

} // namespace tandem
