#include "calendar/store/records.hpp"

#include <fmt/format.h>

#include "calendar/store/columns.hpp"

namespace tandem {
namespace {

constexpr std::string_view header_columns = "id, rev, created_at, created_by, updated_at";
constexpr int header_count = 5;

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t value) { return Instant{std::chrono::milliseconds{value}}; }

Id read_id(const Statement& statement) {
    const auto id = parse_id(statement.text(0));
    if (!id) throw StoreError(StoreError::Kind::corrupt, "an id cannot be read");
    return *id;
}

} // namespace

std::string column_names(const EntityType& type) {
    std::string names(header_columns);
    for (const Field& field : type.fields)
        for (const auto& column : columns_of(field)) names += ", " + column;
    return names;
}

RecordPtr read_record(const Statement& statement, const EntityType& type) {
    auto record = type.make();
    record->id = read_id(statement);
    record->rev = statement.integer(1);
    record->created_at = instant(statement.integer(2));
    if (!statement.is_null(3)) record->created_by = parse_id(statement.text(3));
    record->updated_at = instant(statement.integer(4));
    int column = header_count;
    for (const Field& field : type.fields) field.set(*record, read_value(statement, column, field));
    return record;
}

Records::Table& Records::table(const EntityType& type) {
    auto& table = tables_[&type];
    if (table.select.empty()) {
        const std::string columns = column_names(type);
        std::string marks = "?";
        for (const char c : columns)
            if (c == ',') marks += ", ?";
        table.select = fmt::format("SELECT {} FROM {} WHERE ", columns, type.kind);
        table.select_revs = fmt::format("SELECT id, rev FROM {} WHERE ", type.kind);
        table.insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", type.kind, columns, marks);
    }
    return table;
}

RecordPtr Records::load(const EntityType& type, Id id) {
    Statement statement = database_.prepare(table(type).select + "id = ?");
    statement.bind(1, to_text(id));
    return statement.step() ? read_record(statement, type) : nullptr;
}

void Records::insert(const EntityType& type, const Record& record) {
    Statement statement = database_.prepare(table(type).insert);
    statement.bind(1, to_text(record.id)).bind(2, record.rev).bind(3, millis(record.created_at));
    if (record.created_by)
        statement.bind(4, to_text(*record.created_by));
    else
        statement.bind_null(4);
    statement.bind(5, millis(record.updated_at));
    int parameter = header_count + 1;
    for (const Field& field : type.fields) parameter = bind_value(statement, parameter, field, field.get(record));
    statement.run();
}

void Records::update(const EntityType& type, const Record& record, const Patch& changed) {
    std::string sql = fmt::format("UPDATE {} SET rev = ?, updated_at = ?", type.kind);
    for (const auto& [index, value] : changed.values)
        for (const auto& column : columns_of(type.fields[index])) sql += ", " + column + " = ?";
    sql += " WHERE id = ?";
    Statement statement = database_.prepare(sql);
    statement.bind(1, record.rev).bind(2, millis(record.updated_at));
    int parameter = 3;
    for (const auto& [index, value] : changed.values)
        parameter = bind_value(statement, parameter, type.fields[index], value);
    statement.bind(parameter, to_text(record.id));
    statement.run();
}

void Records::erase(const EntityType& type, Id id) {
    database_.prepare(fmt::format("DELETE FROM {} WHERE id = ?", type.kind)).bind(1, to_text(id)).run();
}

void Records::keep(const EntityType& type, std::size_t most) { table(type).kept.emplace(most); }

RecordPtr Records::load_kept(const EntityType& type, Table& table, Id id, std::int64_t rev) {
    RecordPtr record = table.kept->find(id, rev);
    if (record) return record;
    record = load(type, id);
    if (!record) throw StoreError(StoreError::Kind::corrupt, "a record went while it was read: " + to_text(id));
    table.kept->put(record);
    return record;
}

std::vector<RecordPtr> Records::select(const EntityType& type, std::string_view condition,
                                       std::span<const Parameter> parameters) {
    Table& from = table(type);
    const std::string& columns = from.kept ? from.select_revs : from.select;
    Statement statement = database_.prepare(columns + std::string(condition));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const int place = static_cast<int>(i) + 1;
        if (const auto* text = std::get_if<std::string>(&parameters[i]))
            statement.bind(place, *text);
        else
            statement.bind(place, std::get<std::int64_t>(parameters[i]));
    }
    std::vector<RecordPtr> found;
    while (statement.step())
        found.push_back(from.kept ? load_kept(type, from, read_id(statement), statement.integer(1))
                                  : read_record(statement, type));
    return found;
}

} // namespace tandem
