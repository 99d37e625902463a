#include "calendar/store/columns.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

StoreError corrupt(const Field& field) {
    return {StoreError::Kind::corrupt, "column cannot be read: " + std::string(field.name)};
}

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }

int bind_when(Statement& statement, int parameter, const When* when) {
    for (int i = 0; i < 7; ++i) statement.bind_null(parameter + i);
    if (!when) return parameter + 7;
    if (when->kind == When::Kind::all_day) {
        statement.bind(parameter, to_text(std::chrono::floor<std::chrono::days>(when->starts)));
        statement.bind(parameter + 1, to_text(std::chrono::floor<std::chrono::days>(when->ends)));
    } else {
        statement.bind(parameter + 2, to_text(when->starts));
        statement.bind(parameter + 3, to_text(when->ends));
        if (when->kind == When::Kind::zoned) statement.bind(parameter + 4, when->zone);
    }
    const Span span = utc_span(*when);
    statement.bind(parameter + 5, millis(span.from));
    statement.bind(parameter + 6, millis(span.to));
    return parameter + 7;
}

Value read_when(const Statement& statement, int column, const Field& field) {
    if (!statement.is_null(column)) {
        const auto starts = parse_date(statement.text(column)), ends = parse_date(statement.text(column + 1));
        if (!starts || !ends) throw corrupt(field);
        return all_day(*starts, *ends);
    }
    if (statement.is_null(column + 2)) return {};
    const auto starts = parse_local_time(statement.text(column + 2)),
               ends = parse_local_time(statement.text(column + 3));
    if (!starts || !ends) throw corrupt(field);
    if (statement.is_null(column + 4)) return floating(*starts, *ends);
    return zoned(*starts, *ends, std::string(statement.text(column + 4)));
}

Value read_list(std::string_view text, const Field& field) {
    if (text == "[]") return field.type == FieldType::id_list ? Value{IdList{}} : Value{TextList{}};
    const auto json = parse_json(text);
    if (!json || !(*json)->is_array()) throw corrupt(field);
    TextList list;
    IdList ids;
    for (const auto& item : (*json)->get_array()) {
        if (!item.is_string()) throw corrupt(field);
        const std::string_view item_text(item.get_string().data(), item.get_string().size());
        if (field.type != FieldType::id_list)
            list.emplace_back(item_text);
        else if (const auto id = parse_id(item_text))
            ids.push_back(*id);
        else
            throw corrupt(field);
    }
    return field.type == FieldType::id_list ? Value{std::move(ids)} : Value{std::move(list)};
}

Value read_choice(std::string_view text, const Field& field) {
    const auto at = std::ranges::find(field.choices, text);
    if (at == field.choices.end()) throw corrupt(field);
    return static_cast<std::int64_t>(at - field.choices.begin());
}

Value read_id(std::string_view text, const Field& field) {
    const auto id = parse_id(text);
    if (!id) throw corrupt(field);
    return *id;
}

Value read_date(std::string_view text, const Field& field) {
    const auto date = parse_date(text);
    if (!date) throw corrupt(field);
    return *date;
}

} // namespace

std::vector<std::string> columns_of(const Field& field) {
    if (field.type == FieldType::when)
        return {"starts_on", "ends_on", "starts_at", "ends_at", "zone", "starts_utc", "ends_utc"};
    return {std::string(field.name)};
}

int bind_value(Statement& statement, int parameter, const Field& field, const Value& value) {
    if (field.type == FieldType::when) return bind_when(statement, parameter, std::get_if<When>(&value));
    if (is_null(value)) {
        statement.bind_null(parameter);
    } else if (field.type == FieldType::choice) {
        statement.bind(parameter, field.choices[static_cast<std::size_t>(std::get<std::int64_t>(value))]);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(parameter, *text);
    } else if (const auto* id = std::get_if<Id>(&value)) {
        statement.bind(parameter, to_text(*id));
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
        statement.bind(parameter, *number);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        statement.bind(parameter, static_cast<std::int64_t>(*flag));
    } else if (const auto* at = std::get_if<Instant>(&value)) {
        statement.bind(parameter, millis(*at));
    } else if (const auto* date = std::get_if<Date>(&value)) {
        statement.bind(parameter, to_text(*date));
    } else { // lists
        std::string json;
        append_value(json, field, value, every_id);
        statement.bind(parameter, json);
    }
    return parameter + 1;
}

Value read_value(const Statement& statement, int& column, const Field& field) {
    const int at = column;
    column += field.type == FieldType::when ? 7 : 1;
    if (field.type == FieldType::when) return read_when(statement, at, field);
    if (statement.is_null(at)) return {};
    switch (field.type) {
    case FieldType::text: return std::string(statement.text(at));
    case FieldType::choice: return read_choice(statement.text(at), field);
    case FieldType::boolean: return statement.integer(at) != 0;
    case FieldType::integer: return statement.integer(at);
    case FieldType::id: return read_id(statement.text(at), field);
    case FieldType::date: return read_date(statement.text(at), field);
    case FieldType::instant: return Instant{std::chrono::milliseconds{statement.integer(at)}};
    case FieldType::id_list:
    case FieldType::text_list:
    case FieldType::choice_list: return read_list(statement.text(at), field);
    case FieldType::when: break;
    }
    return {};
}

} // namespace tandem
