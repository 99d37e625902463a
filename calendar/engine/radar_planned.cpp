#include "calendar/engine/radar_planned.hpp"

#include <algorithm>

#include "calendar/engine/radar_queries.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

constexpr hours zone_slack{14};

Occasion days_of(LocalTime starts, LocalTime ends) {
    const Date first = floor<days>(starts);
    return {first, std::max(first, floor<days>(ends - seconds{1}))};
}

} // namespace

std::int64_t first_millis(Date day) { return milliseconds{day.time_since_epoch() - zone_slack}.count(); }
std::int64_t last_millis(Date day) { return milliseconds{day.time_since_epoch() + zone_slack}.count(); }

std::vector<Occasion> occasions(const Entry& entry, Date from, Date to) {
    std::vector<Occasion> found;
    if (!entry.when) return found;
    const auto add = [&](LocalTime starts, LocalTime ends) {
        if (const Occasion on = days_of(starts, ends); on.first >= from && on.first < to) found.push_back(on);
    };
    if (!repeats(entry)) {
        add(entry.when->starts, entry.when->ends);
        return found;
    }
    for (const Occurrence& one : occurrences_of(entry, from, to).occurrences) add(one.starts, one.ends);
    return found;
}

std::vector<PlannedEntry> planned_entries(Records& records, Date from, Date to) {
    const Records::Parameter window[] = {first_millis(from), last_millis(to)};
    auto found = records.select(entry_type, hot::radar_entries, window);
    std::ranges::move(records.select(entry_type, hot::radar_series), std::back_inserter(found));
    std::vector<PlannedEntry> planned;
    for (const RecordPtr& record : found) {
        auto entry = std::static_pointer_cast<const Entry>(record);
        auto on = occasions(*entry, from, to);
        if (!on.empty()) planned.push_back({std::move(entry), std::move(on)});
    }
    return planned;
}

std::vector<Date> start_days(const Entry& entry, Date from, Date to, std::size_t most) {
    std::vector<Date> found;
    for (const Occasion& on : occasions(entry, from, to))
        if (found.size() < most && (found.empty() || found.back() != on.first)) found.push_back(on.first);
    return found;
}

Team team_of(const Entry& entry, const Directory& directory) {
    for (const auto& id : {entry.owner_id, entry.created_by})
        if (const Member* member = id ? directory.member(*id) : nullptr) return member->team;
    return Team::other;
}

Date day_of_touch(Instant touched_at, const Member* by) {
    return floor<days>(to_local(touched_at, by ? by->zone : "Etc/UTC"));
}

} // namespace tandem
