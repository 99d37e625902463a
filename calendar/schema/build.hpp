#pragma once
// The bricks of a JSON Schema, so that a message reads as one line per member. Used by the sources of this folder.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "calendar/record/entity.hpp"

namespace tandem::schema {

using Json = boost::json::value;
using Object = boost::json::object;

struct Member {
    std::string_view name;
    Json schema;
    bool is_required = true;
};

Json text(); // any text
Json bounded(std::int64_t least, std::int64_t most);
Json pattern(std::string_view regular_expression, std::string_view about);
Json integer(std::int64_t least);
Json boolean();
Json constant(Json value);
Json one_of_words(std::span<const std::string_view> words);
Json list(Json items);
Json any_of(std::initializer_list<Json> schemas);
Json or_null(Json schema);
Json map(Json values);                              // an object with free keys
Json object(std::initializer_list<Member> members); // no further keys
Json reference(std::string_view path);              // to another file, from a file one folder deep
Json id();
Json instant();
Json date();
Json when();
Json anything();
Member maybe(std::string_view name, Json schema);

// The value of a field: as records carry it, or, for args, also null where null clears.
Json field_value(const Field& field);
Json field_argument(const Field& field);

// A whole file: head, title, then the schema's own members.
Object document(std::string_view path, std::string_view title, Json schema);

// Indented by two spaces, short lists of plain values on one line, a newline at the end.
std::string pretty(const Json& json);

} // namespace tandem::schema
