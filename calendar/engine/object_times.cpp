// Which objects of a calendar take place in a time (RFC 4791 9.9): what stands once by its own columns, what repeats by
// the rows of its occurrences, and where those cannot tell, by its rules within a budget.
#include <algorithm>
#include <unordered_set>

#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/object_instances.hpp"
#include "calendar/engine/object_reader.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

using std::chrono::hours;

constexpr std::int64_t most_rows = 100'000;
constexpr hours clock_slack{25}; // whole days and floating times count as if in UTC

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }

bool is_within(const Horizon& horizon, const Span& range) {
    const auto instant = [](Date date) { return Instant{date.time_since_epoch()}; };
    return instant(horizon.from) + clock_slack <= range.from && range.to + clock_slack <= instant(horizon.to);
}

} // namespace

std::vector<RecordPtr> ObjectReader::repeating_between(Id calendar, const Span& range) {
    const std::string of = to_text(calendar);
    const Records::Parameter kept[] = {of, millis(range.to), millis(range.from), most_rows};
    auto found = queries_.records().select(entry_type, hot::repeating_of_calendar, kept);
    std::unordered_set<Id> known;
    for (const RecordPtr& record : found) known.insert(record->id);
    const bool in_horizon = is_within(load_horizon(queries_.database()), range);
    const Records::Parameter begun[] = {of, millis(range.to + clock_slack), most_rows};
    std::size_t steps = ExpansionBudget{}.steps;
    for (RecordPtr& record : queries_.records().select(
             entry_type, in_horizon ? hot::rest_of_calendar : hot::all_repeating_of_calendar, begun)) {
        const auto& entry = static_cast<const Entry&>(*record);
        auto series = known.contains(entry.id) ? std::nullopt : series_of(entry);
        if (!series) continue;
        for (const std::string& start : entry.overrides)
            if (const auto at = parse_start(entry.when->kind, start)) series->excluded.push_back(*at);
        if (takes_place(*series, range, steps)) found.push_back(std::move(record));
    }
    return found;
}

std::vector<CalendarObject> ObjectReader::between(Id calendar, Instant from, Instant to) {
    const Records::Parameter parameters[] = {to_text(calendar), millis(to), millis(from), most_rows};
    std::vector<RecordPtr> found = repeating_between(calendar, {from, to});
    std::unordered_set<Id> series; // of which something takes place
    for (const RecordPtr& record : found) series.insert(record->id);
    for (RecordPtr& record : queries_.records().select(entry_type, hot::entries_of_calendar, parameters)) {
        const auto& entry = static_cast<const Entry&>(*record);
        if (entry.series_id) { // of what is busy, too
            if (series.insert(*entry.series_id).second)
                found.push_back(queries_.records().load(entry_type, *entry.series_id));
        } else if (!repeats(entry)) {
            found.push_back(std::move(record));
        }
    }
    std::vector<CalendarObject> objects;
    objects.reserve(found.size());
    for (const RecordPtr& record : found)
        if (auto object = whole(object_of(record))) objects.push_back(std::move(*object));
    std::ranges::sort(objects, {}, [](const CalendarObject& object) { return object.entry->id; });
    return objects;
}

} // namespace tandem
