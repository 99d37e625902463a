#include "calendar/schema/build.hpp"

#include <algorithm>

#include "calendar/record/decode.hpp"

namespace tandem::schema {
namespace {

boost::json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

Json local_time() { return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$", "Local time"); }

Json limited_list(Json items, std::int64_t most) {
    Json all = list(std::move(items));
    all.get_object()["maxItems"] = most;
    return all;
}

Json plain_value(const Field& field) {
    switch (field.type) {
    case FieldType::text: return bounded(field.least, field.most);
    case FieldType::choice: return one_of_words(field.choices);
    case FieldType::boolean: return boolean();
    case FieldType::integer: {
        Json number = integer(field.least);
        number.get_object()["maximum"] = field.most;
        return number;
    }
    case FieldType::id: return id();
    case FieldType::id_list: return limited_list(id(), field.most);
    case FieldType::text_list: return limited_list(bounded(1, field.item_most), field.most);
    case FieldType::choice_list: return limited_list(one_of_words(field.choices), field.most);
    case FieldType::date: return date();
    case FieldType::instant: return instant();
    case FieldType::when: return when();
    }
    return anything();
}

Json described(const Field& field, Json schema) {
    schema.get_object()["description"] = view(field.about);
    return schema;
}

} // namespace

Json text() { return {{"type", "string"}}; }

Json bounded(std::int64_t least, std::int64_t most) {
    Object schema{{"type", "string"}};
    if (least > 0) schema["minLength"] = least;
    schema["maxLength"] = most;
    return schema;
}

Json pattern(std::string_view regular_expression, std::string_view about) {
    return {{"type", "string"}, {"pattern", view(regular_expression)}, {"description", view(about)}};
}

Json integer(std::int64_t least) { return {{"type", "integer"}, {"minimum", least}}; }
Json boolean() { return {{"type", "boolean"}}; }
Json constant(Json value) { return Object{{"const", std::move(value)}}; }

Json one_of_words(std::span<const std::string_view> words) {
    boost::json::array all;
    for (const auto word : words) all.emplace_back(view(word));
    return Object{{"enum", std::move(all)}};
}

Json list(Json items) { return Object{{"type", "array"}, {"items", std::move(items)}}; }

Json any_of(std::initializer_list<Json> schemas) {
    boost::json::array all;
    for (const Json& schema : schemas) all.push_back(schema);
    return Object{{"anyOf", std::move(all)}};
}

Json or_null(Json schema) { return any_of({std::move(schema), Object{{"type", "null"}}}); }
Json map(Json values) { return Object{{"type", "object"}, {"additionalProperties", std::move(values)}}; }

Json object(std::initializer_list<Member> members) {
    Object properties;
    boost::json::array required;
    for (const Member& member : members) {
        properties[view(member.name)] = member.schema;
        if (member.is_required) required.emplace_back(view(member.name));
    }
    return Object{{"type", "object"},
                  {"properties", std::move(properties)},
                  {"required", std::move(required)},
                  {"additionalProperties", false}};
}

Json reference(std::string_view path) { return Object{{"$ref", std::string("../").append(path)}}; }
Json id() { return pattern("^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$", "ULID"); }
Json instant() {
    return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$", "Instant in UTC");
}
Json date() { return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "Date"); }
Json when() {
    return any_of({object({{"starts_on", date()}, {"ends_on", date()}}),
                   object({{"starts_at", local_time()}, {"ends_at", local_time()}, {"zone", bounded(1, 64)}}),
                   object({{"starts_at", local_time()}, {"ends_at", local_time()}})});
}

Json anything() { return Object{}; }
Member maybe(std::string_view name, Json schema) { return {name, std::move(schema), false}; }

Json field_value(const Field& field) {
    return described(field, field.is_nullable ? or_null(plain_value(field)) : plain_value(field));
}

Json field_argument(const Field& field) {
    return described(field, takes_null(field) ? or_null(plain_value(field)) : plain_value(field));
}

Object document(std::string_view path, std::string_view title, Json schema) {
    Object head{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"$id", std::string("tandem:").append(path)},
                {"title", view(title)}};
    for (auto& member : schema.get_object()) head[member.key()] = std::move(member.value());
    return head;
}

namespace {

constexpr std::size_t short_line = 100;

bool is_plain(const boost::json::array& items) {
    return std::ranges::none_of(items, [](const Json& item) { return item.is_structured(); });
}

void write(std::string& out, const Json& json, std::size_t depth);

template <class Container, class One>
void write_lines(std::string& out, const Container& all, std::size_t depth, char open, char close, One one) {
    out += open;
    bool first = true;
    for (const auto& item : all) {
        out += first ? "\n" : ",\n";
        first = false;
        out.append(2 * (depth + 1), ' ');
        one(item);
    }
    if (!first) out.append("\n").append(2 * depth, ' ');
    out += close;
}

void write(std::string& out, const Json& json, std::size_t depth) {
    const std::string flat = boost::json::serialize(json);
    if (json.is_array() && !(is_plain(json.get_array()) && flat.size() < short_line)) {
        write_lines(out, json.get_array(), depth, '[', ']', [&](const Json& item) { write(out, item, depth + 1); });
    } else if (json.is_object() && !json.get_object().empty()) {
        write_lines(out, json.get_object(), depth, '{', '}', [&](const auto& member) {
            out += boost::json::serialize(member.key()) + ": ";
            write(out, member.value(), depth + 1);
        });
    } else {
        out += flat;
    }
}

} // namespace

std::string pretty(const Json& json) {
    std::string out;
    write(out, json, 0);
    return out + '\n';
}

} // namespace tandem::schema
