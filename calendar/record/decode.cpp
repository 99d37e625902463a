#include "calendar/record/decode.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/base/utf8.hpp"
#include "calendar/record/decode_when.hpp"
#include "calendar/record/utf8.hpp"

namespace tandem {
namespace {

std::string_view view(const boost::json::string& text) { return {text.data(), text.size()}; }

auto wrong(const Field& field, std::string rule) { return fail_field(field.name, std::move(rule)); }

Result<Value> decode_choice(const Field& field, const boost::json::value& json) {
    if (json.is_string()) {
        const auto at = std::ranges::find(field.choices, view(json.get_string()));
        if (at != field.choices.end()) return Value{static_cast<std::int64_t>(at - field.choices.begin())};
    }
    return wrong(field, fmt::format("must be one of: {}", fmt::join(field.choices, ", ")));
}

Result<Value> decode_id(const Field& field, const boost::json::value& json) {
    if (json.is_string())
        if (const auto id = parse_id(view(json.get_string()))) return Value{*id};
    return wrong(field, "must be an id of 26 characters");
}

Result<Value> decode_text_list(const Field& field, const boost::json::array& items) {
    TextList list;
    for (const auto& item : items) {
        if (!item.is_string()) return wrong(field, "must be a list of texts");
        list.emplace_back(view(item.get_string()));
    }
    return Value{std::move(list)};
}

Result<Value> decode_list(const Field& field, const boost::json::value& json) {
    if (!json.is_array()) return wrong(field, "must be a list");
    const auto& items = json.get_array();
    if (static_cast<std::int64_t>(items.size()) > field.most)
        return wrong(field, fmt::format("can hold at most {} items", field.most));
    if (field.type != FieldType::id_list) {
        if (field.type == FieldType::choice_list)
            for (const auto& item : items)
                if (auto known = decode_choice(field, item); !known) return known;
        return decode_text_list(field, items);
    }
    IdList list;
    for (const auto& item : items) {
        auto id = decode_id(field, item);
        if (!id) return id;
        list.push_back(std::get<Id>(*id));
    }
    return Value{std::move(list)};
}

Result<Value> decode_date(const Field& field, const boost::json::value& json) {
    if (json.is_string())
        if (const auto date = parse_date(view(json.get_string()))) return Value{*date};
    return wrong(field, "must be a date like 2026-03-30");
}

Result<Value> decode_instant(const Field& field, const boost::json::value& json) {
    if (json.is_string())
        if (const auto at = parse_instant(view(json.get_string()))) return Value{*at};
    return wrong(field, "must be an instant like 2026-03-30T09:00:00Z");
}

Result<Value> decode_by_type(const Field& field, const boost::json::value& json) {
    switch (field.type) {
    case FieldType::text:
        if (!json.is_string()) return wrong(field, "must be a text");
        return Value{std::string(view(json.get_string()))};
    case FieldType::choice: return decode_choice(field, json);
    case FieldType::boolean:
        if (!json.is_bool()) return wrong(field, "must be true or false");
        return Value{json.get_bool()};
    case FieldType::integer:
        if (!json.is_int64()) return wrong(field, "must be a whole number");
        return Value{json.get_int64()};
    case FieldType::id: return decode_id(field, json);
    case FieldType::id_list:
    case FieldType::text_list:
    case FieldType::choice_list: return decode_list(field, json);
    case FieldType::date: return decode_date(field, json);
    case FieldType::instant: return decode_instant(field, json);
    case FieldType::when: return decode_when(field, json);
    }
    return wrong(field, "has a type unknown here");
}

Result<void> check_text(const Field& field, std::string_view text, std::int64_t least, std::int64_t most) {
    const auto length = static_cast<std::int64_t>(count_code_points(text));
    if (length > most) return wrong(field, fmt::format("can be at most {} characters long", most));
    if (length < least)
        return wrong(field, least == 1 ? "cannot be empty" : fmt::format("must be at least {} characters long", least));
    if (has_control(text)) return wrong(field, "cannot hold control characters");
    return {};
}

// Whether a client may set the field in this way at all.
Result<void> check_settable(const Field& field, DecodeFor purpose) {
    if (purpose == DecodeFor::log || purpose == DecodeFor::system || field.by == SetBy::client) return {};
    if (field.by == SetBy::creation && purpose == DecodeFor::create) return {};
    return fail_field(field.name, field.by == SetBy::server ? "is set by the server" : "cannot be changed later");
}

Result<void> check_required(const EntityType& type, const Patch& patch) {
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        if (type.fields[i].is_required && !patch.find(static_cast<std::uint8_t>(i)))
            return fail_field(type.fields[i].name, "must be given");
    return {};
}

} // namespace

bool takes_null(const Field& field) {
    if (field.is_required) return false;
    switch (field.type) {
    case FieldType::text: return field.least == 0;
    case FieldType::choice: return field.is_nullable || field.choices.front().empty();
    case FieldType::id_list:
    case FieldType::text_list:
    case FieldType::choice_list: return true;
    default: return field.is_nullable; // an instant or a number has no empty value, and null is not false
    }
}

std::string_view shortened(std::string_view name) {
    constexpr std::size_t most = 64;
    std::size_t length = 0;
    while (length < name.size()) {
        const std::size_t next = leading_code_point(name.substr(length));
        if (next == 0 || length + next > most) break;
        length += next;
    }
    return name.substr(0, length);
}

Result<void> check_value(const Field& field, const Value& value) {
    if (is_null(value)) {
        if (!takes_null(field)) return wrong(field, field.is_required ? "cannot be empty" : "cannot be null");
        return {};
    }
    if (const auto* text = std::get_if<std::string>(&value)) return check_text(field, *text, field.least, field.most);
    if (const auto* list = std::get_if<TextList>(&value); list && field.type == FieldType::text_list)
        for (const auto& item : *list)
            if (auto ok = check_text(field, item, 1, field.item_most); !ok) return ok;
    if (const auto* number = std::get_if<std::int64_t>(&value); number && field.type == FieldType::integer)
        if (*number < field.least || *number > field.most)
            return wrong(field, fmt::format("must be from {} to {}", field.least, field.most));
    if (const auto* when = std::get_if<When>(&value))
        if (auto ok = validate(*when); !ok) return wrong(field, ok.error().message);
    return {};
}

Result<Value> decode_value(const Field& field, const boost::json::value& json) {
    if (json.is_null()) {
        if (auto ok = check_value(field, Value{}); !ok) return std::unexpected(ok.error());
        return Value{};
    }
    auto value = decode_by_type(field, json);
    if (!value) return value;
    if (auto ok = check_value(field, *value); !ok) return std::unexpected(ok.error());
    return value;
}

Result<Patch> decode_patch(const EntityType& type, const JsonPtr& object, DecodeFor purpose,
                           std::span<const std::string_view> also) {
    Patch patch;
    for (const auto& member : object->get_object()) {
        const std::string_view name(member.key().data(), member.key().size());
        const int index = type.index_of(name);
        if (index < 0) {
            if (purpose == DecodeFor::log || std::ranges::find(also, name) != also.end()) continue;
            return fail_field(shortened(name), "is not a field here", ErrorCode::unknown_field);
        }
        const Field& field = type.fields[static_cast<std::size_t>(index)];
        if (auto ok = check_settable(field, purpose); !ok) return std::unexpected(ok.error());
        auto value = decode_value(field, member.value());
        if (!value && purpose == DecodeFor::log) continue;
        if (!value) return std::unexpected(value.error());
        patch.put(static_cast<std::uint8_t>(index), std::move(*value));
    }
    if (purpose == DecodeFor::create)
        if (auto ok = check_required(type, patch); !ok) return std::unexpected(ok.error());
    return patch;
}

} // namespace tandem
