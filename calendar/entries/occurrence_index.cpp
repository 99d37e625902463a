#include "calendar/entries/occurrence_index.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/entries/repeat.hpp"
#include "calendar/store/records.hpp"

namespace tandem {
namespace {

constexpr std::chrono::months months_back{13}, months_ahead{26};
constexpr std::size_t steps_worth_a_row = 200; // 4 µs
constexpr std::int64_t most_entries_at_once = 100;

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
    return {Date{begin - months_back}, Date{begin + months_ahead}};
}

bool is_settled(const Horizon& horizon) {
    return Date{std::chrono::year_month_day{horizon.from} + months_back + months_ahead} == horizon.to;
}

Horizon load_horizon(Database& database) {
    const auto text = database.query_text("SELECT value FROM meta WHERE name = 'horizon'");
    if (!text || text->size() != 21) return {};
    const auto from = parse_date(text->substr(0, 10)), to = parse_date(text->substr(11));
    return from && to ? Horizon{*from, *to} : Horizon{};
}

void keep_horizon(Database& database, const Horizon& horizon) {
    database
        .prepare("INSERT INTO meta (name, value) VALUES ('horizon', ?) ON CONFLICT (name) DO UPDATE SET value = "
                 "excluded.value")
        .bind(1, fmt::format("{} {}", to_text(horizon.from), to_text(horizon.to)))
        .run();
}

Horizon common(const Horizon& a, const Horizon& b) {
    const Horizon both{std::max(a.from, b.from), std::min(a.to, b.to)};
    return both.from < both.to ? both : Horizon{};
}

void OccurrenceIndex::put(const Entry* before, const Entry& after) {
    const bool repeated = before && repeats(*before);
    if (!repeated && !repeats(after)) return;
    if (repeated) {
        if (takes_place_alike(*before, after)) return;
        remove(after.id);
    }
    write(after);
}

void OccurrenceIndex::remove(Id entry) {
    for (const char* table : {"occurrence", "occurrence_rest"})
        database_.prepare(fmt::format("DELETE FROM {} WHERE row = (SELECT row FROM entry WHERE id = ?)", table))
            .bind(1, to_text(entry))
            .run();
}

std::size_t OccurrenceIndex::write(const Entry& entry) {
    const Budget budget;
    const auto found = occurrences_of(entry, horizon_.from, horizon_.to, budget);
    const std::size_t cost = 1 + found.occurrences.size() + (budget.steps - found.steps_left) / steps_worth_a_row;
    if (found.occurrences.empty() && !found.was_cut) return cost;
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
    if (!found.was_cut) return cost;
    database_.prepare("INSERT INTO occurrence_rest (calendar_id, starts_utc, row) VALUES (?, ?, ?)")
        .bind(1, calendar)
        .bind(2, told)
        .bind(3, row)
        .run();
    return cost;
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
    keep_horizon(database_, horizon_);
}

std::optional<Id> OccurrenceIndex::rebuild_after(std::optional<Id> last, std::size_t most) {
    const Records::Parameter parameters[] = {last ? to_text(*last) : std::string(), most_entries_at_once};
    std::size_t cost = 0;
    for (const RecordPtr& record : Records(database_).select(entry_type, repeating_after, parameters)) {
        remove(record->id);
        cost += write(static_cast<const Entry&>(*record));
        last = record->id;
        if (cost >= most) return last;
    }
    if (cost > 0) return last;
    keep_horizon(database_, horizon_);
    return std::nullopt;
}

} // namespace tandem
