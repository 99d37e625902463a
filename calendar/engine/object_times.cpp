// Which objects of a calendar take place in a time (RFC 4791 9.9): what stands once by its own columns, what repeats by
// the rows of its occurrences, and where those cannot tell, by its rules within a budget.
#include <algorithm>
#include <set>

#include "calendar/engine/object_instances.hpp"
#include "calendar/engine/object_reader.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::int64_t most_rows = 100'000;
constexpr days longest_indexed{32}; // longer occurrences are looked for by their rules
constexpr hours clock_slack{25};    // whole days and floating times count as if in UTC

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }

// At most so many starts in a year; the rows of an entry end at their bound before the horizon does.
std::size_t most_in_a_year(const Rule& rule) {
    const auto times = [](std::size_t listed) { return std::max<std::size_t>(1, listed); };
    const std::size_t in_a_day =
        times(rule.by_hour.size()) * times(rule.by_minute.size()) * times(rule.by_second.size());
    const bool lists_days = !rule.by_day.empty() || !rule.by_month_day.empty() || !rule.by_year_day.empty() ||
                            !rule.by_week_no.empty() || !rule.by_month.empty();
    if (rule.frequency < Frequency::daily)
        return 366 * 24 * times(rule.by_minute.size()) * times(rule.by_second.size());
    if (rule.frequency == Frequency::weekly && rule.by_month_day.empty())
        return 53 * times(rule.by_day.size()) * in_a_day;
    if (rule.frequency > Frequency::weekly && !lists_days) return 12 * in_a_day;
    return 366 * in_a_day;
}

bool has_all_rows(const Series& series) {
    if (series.first.ends - series.first.starts > longest_indexed) return false;
    std::size_t most = series.dates.size() + 1;
    for (const Occurrence& date : series.dates)
        if (date.ends - date.starts > longest_indexed) return false;
    for (const Rule& rule : series.rules) most += 4 * most_in_a_year(rule); // the horizon is 39 months
    return most < Budget{}.most;
}

bool is_within(const Horizon& horizon, const Span& range) {
    const auto instant = [](Date date) { return Instant{date.time_since_epoch()}; };
    return instant(horizon.from) + clock_slack <= range.from && range.to + clock_slack <= instant(horizon.to);
}

} // namespace

std::vector<Id> ObjectReader::repeating_between(Id calendar, const Span& range) {
    const std::string of = to_text(calendar);
    const Records::Parameter in_rows[] = {of, millis(range.from - longest_indexed), millis(range.to),
                                          millis(range.from), millis(range.from)};
    std::set<Id> found;
    for (const RecordPtr& record : queries_.records().select(
             entry_type,
             "row IN (SELECT row FROM occurrence WHERE calendar_id = ? AND starts_utc >= ? AND starts_utc < ? AND "
             "ends_utc >= ? AND (ends_utc > ? OR ends_utc = starts_utc))",
             in_rows))
        found.insert(record->id);
    const bool in_horizon = is_within(load_horizon(queries_.database()), range);
    const Records::Parameter begun[] = {of, millis(range.to + clock_slack), most_rows};
    std::size_t steps = ExpansionBudget{}.steps;
    for (const RecordPtr& record : queries_.records().select(
             entry_type,
             "calendar_id = ? AND (rrule <> '[]' OR rdate <> '[]') AND starts_utc < ? ORDER BY starts_utc, id LIMIT ?",
             begun)) {
        const auto& entry = static_cast<const Entry&>(*record);
        auto series = found.contains(entry.id) ? std::nullopt : series_of(entry);
        if (!series || (in_horizon && has_all_rows(*series))) continue;
        for (const std::string& start : entry.overrides)
            if (const auto at = parse_start(entry.when->kind, start)) series->excluded.push_back(*at);
        if (takes_place(*series, range, steps)) found.insert(entry.id);
    }
    return {found.begin(), found.end()};
}

std::vector<CalendarObject> ObjectReader::between(Id calendar, Instant from, Instant to) {
    const Records::Parameter parameters[] = {to_text(calendar), millis(to), millis(from), millis(from), most_rows};
    std::set<Id> series; // in the end those of which something takes place
    for (const Id id : repeating_between(calendar, {from, to})) series.insert(id);
    std::vector<CalendarObject> objects;
    for (const RecordPtr& record : queries_.records().select(
             entry_type,
             "calendar_id = ? AND starts_utc < ? AND ends_utc >= ? AND (ends_utc > ? OR ends_utc = starts_utc) "
             "ORDER BY starts_utc, id LIMIT ?",
             parameters)) {
        const auto& entry = static_cast<const Entry&>(*record);
        if (entry.series_id)
            series.insert(*entry.series_id); // of what is busy, too
        else if (!repeats(entry))
            if (auto object = whole(object_of(record))) objects.push_back(std::move(*object));
    }
    for (const Id id : series)
        if (auto object = whole(object_of(queries_.records().load(entry_type, id))))
            objects.push_back(std::move(*object));
    std::ranges::sort(objects, {}, [](const CalendarObject& object) { return object.entry->id; });
    const auto twice = std::ranges::unique(objects, {}, [](const CalendarObject& object) { return object.entry->id; });
    objects.erase(twice.begin(), twice.end());
    return objects;
}

} // namespace tandem
