#include "calendar/entries/occurrence_index.hpp"

#include <fmt/format.h>

#include "calendar/entries/repeat.hpp"
#include "calendar/store/records.hpp"

namespace tandem {
namespace {

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }

bool takes_place_alike(const Entry& a, const Entry& b) {
    return a.when == b.when && a.rrule == b.rrule && a.rdate == b.rdate && a.exdate == b.exdate &&
           a.overrides == b.overrides && a.calendar_id == b.calendar_id;
}

} // namespace

Horizon horizon_at(Instant now) {
    using namespace std::chrono;
    const year_month_day today{local_days{floor<days>(now).time_since_epoch()}};
    const Date month{today.year() / today.month() / 1};
    const year_month_day begin{month};
    return {Date{begin - months{13}}, Date{begin + months{26}}};
}

Horizon load_horizon(Database& database) {
    const auto text = database.query_text("SELECT value FROM meta WHERE name = 'horizon'");
    if (!text || text->size() != 21) return {};
    const auto from = parse_date(text->substr(0, 10)), to = parse_date(text->substr(11));
    return from && to ? Horizon{*from, *to} : Horizon{};
}

void OccurrenceIndex::put(const Entry* before, const Entry& after) {
    const bool repeated = before && repeats(*before);
    if (!repeated && !repeats(after)) return;
    if (repeated) {
        if (takes_place_alike(*before, after)) return;
        for (const char* table : {"occurrence", "occurrence_rest"})
            database_.prepare(fmt::format("DELETE FROM {} WHERE row = (SELECT row FROM entry WHERE id = ?)", table))
                .bind(1, to_text(after.id))
                .run();
    }
    write(after);
}

void OccurrenceIndex::write(const Entry& entry) {
    const auto found = occurrences_of(entry, horizon_.from, horizon_.to);
    if (found.occurrences.empty() && !found.was_cut) return;
    const std::string calendar = to_text(entry.calendar_id);
    const std::int64_t row = row_of(entry.id);
    std::int64_t told = millis(Instant{horizon_.from.time_since_epoch()});
    for (const Occurrence& occurrence : found.occurrences) {
        const Span span = utc_span(place_of(*entry.when, occurrence));
        told = millis(span.from);
        database_
            .prepare("INSERT OR IGNORE INTO occurrence (calendar_id, starts_utc, row, ends_utc) VALUES (?, ?, ?, ?)")
            .bind(1, calendar)
            .bind(2, told)
            .bind(3, row)
            .bind(4, millis(span.to))
            .run();
    }
    if (!found.was_cut) return;
    database_.prepare("INSERT INTO occurrence_rest (calendar_id, starts_utc, row) VALUES (?, ?, ?)")
        .bind(1, calendar)
        .bind(2, told)
        .bind(3, row)
        .run();
}

std::int64_t OccurrenceIndex::row_of(Id id) {
    Statement statement = database_.prepare("SELECT row FROM entry WHERE id = ?");
    statement.bind(1, to_text(id));
    if (!statement.step()) throw StoreError(StoreError::Kind::corrupt, "no row of " + to_text(id));
    return statement.integer(0);
}

void OccurrenceIndex::rebuild() {
    database_.execute("DELETE FROM occurrence; DELETE FROM occurrence_rest");
    Records records(database_);
    for (const RecordPtr& record : records.select(entry_type, "rrule <> '[]' OR rdate <> '[]' ORDER BY id"))
        write(static_cast<const Entry&>(*record));
    database_
        .prepare("INSERT INTO meta (name, value) VALUES ('horizon', ?) ON CONFLICT (name) DO UPDATE SET value = "
                 "excluded.value")
        .bind(1, fmt::format("{} {}", to_text(horizon_.from), to_text(horizon_.to)))
        .run();
}

} // namespace tandem
