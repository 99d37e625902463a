#include "tests/support/schema_check.hpp"

#include <regex>
#include <stdexcept>

#include "calendar/record/utf8.hpp"
#include "calendar/schema/schemas.hpp"

namespace tandem {
namespace {

namespace json = boost::json;
using Fault = std::optional<Error>;

std::string text_of(const json::string& text) { return {text.data(), text.size()}; }

struct Checker {
    const json::object& schemas;
    std::string field = {}; // the innermost member on the way
    std::string place = {};

    Fault wrong(std::string rule, ErrorCode code = ErrorCode::invalid_field) const {
        return Error{code, field, place + ": " + std::move(rule)};
    }

    Fault check(const json::object& schema, const json::value& value) const {
        if (const auto* ref = schema.if_contains("$ref"))
            return check(schemas.at(text_of(ref->as_string()).substr(3)).as_object(), value);
        if (const auto* any = schema.if_contains("anyOf")) return check_any(any->as_array(), value);
        if (const auto* only = schema.if_contains("const"); only && *only != value) return wrong("is another word");
        if (const auto* words = schema.if_contains("enum")) {
            const auto& list = words->as_array();
            if (std::find(list.begin(), list.end(), value) == list.end()) return wrong("is none of the words");
        }
        const auto* type = schema.if_contains("type");
        if (!type) return std::nullopt;
        if (type->as_string() == "object") return check_object(schema, value);
        if (type->as_string() == "array") return check_array(schema, value);
        if (type->as_string() == "string") return check_text(schema, value);
        if (type->as_string() == "integer") return check_integer(schema, value);
        if (type->as_string() == "boolean") return value.is_bool() ? std::nullopt : wrong("is no boolean");
        return value.is_null() ? std::nullopt : wrong("is not null");
    }

    Fault check_any(const json::array& schemas_given, const json::value& value) const {
        for (const auto& schema : schemas_given)
            if (!check(schema.as_object(), value)) return std::nullopt;
        return wrong("fits none of the shapes");
    }

    Fault check_object(const json::object& schema, const json::value& value) const {
        if (!value.is_object()) return wrong("is no object");
        static const json::object none;
        const auto* properties = schema.if_contains("properties");
        const json::object& known = properties ? properties->as_object() : none;
        for (const auto& member : value.as_object()) {
            Checker inner{schemas, std::string(member.key()), place + "/" + std::string(member.key())};
            if (const auto* own = known.if_contains(member.key())) {
                if (auto fault = inner.check(own->as_object(), member.value())) return fault;
            } else if (const auto& rest = schema.at("additionalProperties"); rest.is_object()) {
                if (auto fault = inner.check(rest.as_object(), member.value())) return fault;
            } else {
                return inner.wrong("is not known here", ErrorCode::unknown_field);
            }
        }
        if (const auto* required = schema.if_contains("required"))
            for (const auto& name : required->as_array())
                if (!value.as_object().contains(name.as_string()))
                    return Checker{schemas, text_of(name.as_string()), place}.wrong("is missing");
        return std::nullopt;
    }

    Fault check_array(const json::object& schema, const json::value& value) const {
        if (!value.is_array()) return wrong("is no list");
        const auto* most = schema.if_contains("maxItems");
        if (most && static_cast<std::int64_t>(value.as_array().size()) > most->as_int64()) return wrong("is too long");
        for (const auto& item : value.as_array())
            if (auto fault = check(schema.at("items").as_object(), item)) return fault;
        return std::nullopt;
    }

    Fault check_text(const json::object& schema, const json::value& value) const {
        if (!value.is_string()) return wrong("is no text");
        const std::string text = text_of(value.as_string());
        const auto length = static_cast<std::int64_t>(count_code_points(text));
        if (const auto* least = schema.if_contains("minLength"); least && length < least->as_int64())
            return wrong("is too short");
        if (const auto* most = schema.if_contains("maxLength"); most && length > most->as_int64())
            return wrong("is too long");
        const auto* form = schema.if_contains("pattern");
        if (form && !std::regex_match(text, std::regex(text_of(form->as_string())))) return wrong("has another form");
        return std::nullopt;
    }

    Fault check_integer(const json::object& schema, const json::value& value) const {
        if (!value.is_int64()) return wrong("is no whole number");
        if (const auto* least = schema.if_contains("minimum"); least && value.as_int64() < least->as_int64())
            return wrong("is too small");
        if (const auto* most = schema.if_contains("maximum"); most && value.as_int64() > most->as_int64())
            return wrong("is too large");
        return std::nullopt;
    }
};

} // namespace

SchemaSet::SchemaSet() : schemas_(json::parse(schema_bundle()).as_object()) {}

std::optional<Error> SchemaSet::find_fault(std::string_view path, const json::value& value) const {
    return Checker{schemas_}.check(schemas_.at(json::string_view(path.data(), path.size())).as_object(), value);
}

std::optional<Error> SchemaSet::find_fault(std::string_view path, std::string_view text) const {
    return find_fault(path, json::parse(json::string_view(text.data(), text.size())));
}

} // namespace tandem
