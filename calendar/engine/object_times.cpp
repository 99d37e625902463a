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

std::vector<Id> sorted_ids(const std::vector<RecordPtr>& records) {
    std::vector<Id> ids;
    ids.reserve(records.size());
    for (const RecordPtr& record : records) ids.push_back(record->id);
    std::ranges::sort(ids);
    return ids;
}

} // namespace

std::vector<RecordPtr> ObjectReader::repeating_between(Id calendar, const Span& range) {
    const std::string of = to_text(calendar);
    const Records::Parameter kept[] = {of, millis(range.to), millis(range.from), most_rows};
    auto found = queries_.records().select(entry_type, hot::repeating_of_calendar, kept);
    const bool in_horizon = is_within(load_horizon(queries_.database()), range);
    const Records::Parameter begun[] = {of, millis(range.to + clock_slack), most_rows};
    auto more = queries_.records().select(entry_type,
                                          in_horizon ? hot::rest_of_calendar : hot::all_repeating_of_calendar, begun);
    const std::vector<Id> known = more.empty() ? std::vector<Id>{} : sorted_ids(found);
    std::size_t steps = ExpansionBudget{}.steps;
    for (RecordPtr& record : more) {
        const auto& entry = static_cast<const Entry&>(*record);
        auto series = std::ranges::binary_search(known, entry.id) ? std::nullopt : series_of(entry);
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
    const std::vector<Id> repeating = sorted_ids(found);
    std::unordered_set<Id> others; // of which only an occurrence with an entry of its own takes place
    for (RecordPtr& record : queries_.records().select(entry_type, hot::entries_of_calendar, parameters)) {
        const auto& entry = static_cast<const Entry&>(*record);
        if (entry.series_id) { // of what is busy, too
            if (std::ranges::binary_search(repeating, *entry.series_id)) continue;
            if (!others.insert(*entry.series_id).second) continue;
            if (auto series = queries_.records().load(entry_type, *entry.series_id)) found.push_back(std::move(series));
        } else if (!repeats(entry)) {
            found.push_back(std::move(record));
        }
    }
    std::ranges::sort(found, {}, [](const RecordPtr& record) { return record->id; });
    std::vector<CalendarObject> objects;
    objects.reserve(found.size());
    for (const RecordPtr& record : found)
        if (auto object = whole(object_of(record))) objects.push_back(std::move(*object));
    return objects;
}

} // namespace tandem
