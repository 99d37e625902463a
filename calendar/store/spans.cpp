#include "calendar/store/spans.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/store/records.hpp"

namespace tandem {
namespace {

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }

void refresh_rows(Database& database, const EntityType& type, const Field& field) {
    Records records(database);
    for (const RecordPtr& record : records.select(type, "zone IS NOT NULL")) {
        const Span span = utc_span(std::get<When>(field.get(*record)));
        database.prepare(fmt::format("UPDATE {} SET starts_utc = ?, ends_utc = ? WHERE id = ?", type.kind))
            .bind(1, millis(span.from))
            .bind(2, millis(span.to))
            .bind(3, to_text(record->id))
            .run();
    }
}

} // namespace

bool refresh_spans(Database& database, const EntityType& type, std::string_view zone_version) {
    const auto field = std::ranges::find(type.fields, FieldType::when, &Field::type);
    const auto made_by = database.query_text("SELECT value FROM meta WHERE name = 'zone_version'");
    if (field == type.fields.end() || made_by == zone_version) return false;
    Transaction transaction(database);
    refresh_rows(database, type, *field);
    database
        .prepare("INSERT INTO meta (name, value) VALUES ('zone_version', ?) ON CONFLICT (name) DO UPDATE SET value = "
                 "excluded.value")
        .bind(1, zone_version)
        .run();
    transaction.commit();
    return true;
}

} // namespace tandem
