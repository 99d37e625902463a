#include "calendar/store/search.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/store/columns.hpp"

namespace tandem {
namespace {

bool is_searched(const EntityType& type) { return std::ranges::any_of(type.fields, &Field::is_searched); }

bool differs(const EntityType& type, const Record& before, const Record& after) {
    return std::ranges::any_of(type.fields,
                               [&](const Field& f) { return f.is_searched && f.get(before) != f.get(after); });
}

} // namespace

std::int64_t SearchIndex::row_of(const EntityType& type, Id id) {
    Statement statement = database_.prepare(fmt::format("SELECT row FROM {} WHERE id = ?", type.kind));
    statement.bind(1, to_text(id));
    if (!statement.step()) throw StoreError(StoreError::Kind::corrupt, "no row to index in " + std::string(type.kind));
    return statement.integer(0);
}

void SearchIndex::write(const EntityType& type, std::int64_t row, const Record& record, bool is_removal) {
    std::string columns = "rowid", marks = "?";
    for (const Field& field : type.fields)
        if (field.is_searched) {
            columns.append(", ").append(field.name);
            marks += ", ?";
        }
    // An index without its own content needs the old words to take them out (sqlite.org/fts5.html#the_delete_command).
    Statement statement = database_.prepare(
        is_removal
            ? fmt::format("INSERT INTO {0}_search ({0}_search, {1}) VALUES ('delete', {2})", type.kind, columns, marks)
            : fmt::format("INSERT INTO {0}_search ({1}) VALUES ({2})", type.kind, columns, marks));
    statement.bind(1, row);
    int parameter = 2;
    for (const Field& field : type.fields)
        if (field.is_searched) parameter = bind_value(statement, parameter, field, field.get(record));
    statement.run();
}

void SearchIndex::put(const EntityType& type, const Record* before, const Record& after) {
    if (!is_searched(type) || (before && !differs(type, *before, after))) return;
    const std::int64_t row = row_of(type, after.id);
    if (before) write(type, row, *before, true);
    write(type, row, after, false);
}

void SearchIndex::remove(const EntityType& type, const Record& before) {
    if (is_searched(type)) write(type, row_of(type, before.id), before, true);
}

} // namespace tandem
