#include "server/inbound/mirror.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "calendar/base/limits.hpp"
#include "calendar/engine/import_entry.hpp"
#include "calendar/engine/import_run.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

constexpr std::size_t steps_at_once = 32; // some ten milliseconds of the writer's time

using EntryPtr = std::shared_ptr<const Entry>;

JsonPtr only_id(Id id) { return parse_json_object("{\"id\":\"" + to_text(id) + "\"}").value(); }

// It still is what the fetch began for: a subscription that ended meanwhile has nothing more to write.
Premise is_still(Id calendar_id, CalendarSource source) {
    return [calendar_id, source](const Directory& directory, Instant) -> Result<void> {
        const Calendar* calendar = directory.calendar(calendar_id);
        if (calendar && calendar->source == source) return {};
        return fail(ErrorCode::gone, "the subscription has ended");
    };
}

std::vector<EntryPtr> select(Records& records, std::string_view condition, Id calendar_id, std::int64_t most) {
    const Records::Parameter parameters[] = {to_text(calendar_id), most};
    std::vector<EntryPtr> found;
    for (const auto& record : records.select(entry_type, condition, parameters))
        found.push_back(std::static_pointer_cast<const Entry>(record));
    return found;
}

// What the feed has under one UID.
struct Told {
    bool has_series = false;
    std::vector<ical::RecurrenceId> occurrences;
};

std::map<std::string, Told> told_by(const ical::Decoded& feed) {
    std::map<std::string, Told> all;
    for (const auto& item : feed.items) {
        if (!item.skipped.empty()) continue;
        Told& told = all[uid_of(item.event)];
        if (item.event.recurrence_id)
            told.occurrences.push_back(*item.event.recurrence_id);
        else
            told.has_series = true;
    }
    return all;
}

bool names(const Told& told, const Entry& series, const std::string& start) {
    return std::ranges::any_of(told.occurrences, [&](const ical::RecurrenceId& id) {
        return start_in(*series.when, {id.kind, id.starts, id.starts, id.zone}, start_text(id.kind, id.starts)) ==
               start;
    });
}

// Under these something could not be read, so nothing of it goes. Where a change of "this and following" began a
// series, that has a UID made from the first one's (calendar/ical/gather).
struct Unread {
    std::set<std::string> uids;

    explicit Unread(const ical::Decoded& feed) {
        for (const auto& item : feed.items)
            if (!item.skipped.empty()) uids.insert(uid_of(item.event));
    }
    bool has(const std::string& uid) const {
        return uids.contains(uid) || uids.contains(uid.substr(0, uid.rfind("-from-")));
    }
};

} // namespace

// By the system, in the order given. What the engine refuses is left out: one bad event costs itself alone.
Result<std::size_t> Mirror::carry_out(Id calendar_id, std::span<const Step> steps) {
    std::size_t done = 0;
    while (!steps.empty()) {
        const auto now = steps.first(std::min(steps.size(), steps_at_once));
        steps = steps.subspan(now.size());
        std::vector<Submission> batch;
        for (const Step& step : now)
            batch.push_back({Actor::system(),
                             {to_text(new_id(clock_.now())), step.name, step.args, step.base_rev},
                             is_still(calendar_id, CalendarSource::subscription)});
        for (const Outcome& outcome : apply_(std::move(batch))) {
            const auto* error = std::get_if<Error>(&outcome);
            if (error && (error->code == ErrorCode::gone || info(error->code).http_status >= 500))
                return std::unexpected(*error);
            done += std::holds_alternative<Ack>(outcome);
        }
    }
    return done;
}

// Changed occurrences that the feed no longer tells of: their series shows its own again.
std::vector<Mirror::Step> Mirror::occurrences_that_went(Id calendar_id, const ical::Decoded& feed) {
    const auto told = told_by(feed);
    const Unread unread(feed);
    std::vector<Step> steps;
    constexpr std::string_view condition = "calendar_id = ? AND series_id IS NOT NULL ORDER BY id LIMIT ?";
    for (const EntryPtr& one : select(records_, condition, calendar_id, limits::kept_entries)) {
        const auto here = told.find(one->uid);
        if (here == told.end()) continue; // it goes with its series
        if (unread.has(one->uid)) continue;
        const auto series = std::static_pointer_cast<const Entry>(records_.load(entry_type, *one->series_id));
        if (series && series->when && here->second.has_series && names(here->second, *series, one->recurrence_id))
            continue;
        steps.push_back({"entry.delete", only_id(one->id), std::nullopt});
    }
    return steps;
}

Result<bool> Mirror::fill(Id calendar_id, const ical::Decoded& feed) {
    const auto went = carry_out(calendar_id, occurrences_that_went(calendar_id, feed));
    if (!went) return std::unexpected(went.error());
    ImportTarget target = import_target(records_, calendar_id, clock_);
    std::set<std::string> looked_up; // of the feed, and those that it now calls otherwise (find_alike)
    target.find = [&looked_up, find = std::move(target.find)](const std::string& uid) {
        looked_up.insert(uid);
        return find(uid);
    };
    ImportPlan plan = plan_import(feed, target);
    const Unread unread(feed);
    std::vector<Step> steps;
    for (ImportStep& step : plan.steps) steps.push_back({std::move(step.command), std::move(step.args), step.base_rev});
    constexpr std::string_view all = "calendar_id = ? AND series_id IS NULL ORDER BY id LIMIT ?";
    for (const EntryPtr& entry : select(records_, all, calendar_id, limits::kept_entries))
        if (!looked_up.contains(entry->uid) && !unread.has(entry->uid))
            steps.push_back({"entry.delete", only_id(entry->id), std::nullopt});
    const auto done = carry_out(calendar_id, steps);
    if (!done) return std::unexpected(done.error());
    return *went + *done > 0;
}

Result<void> Mirror::close(Id calendar_id) {
    const auto submit = [&](const std::string& name, Id id) {
        return Submission{Actor::system(),
                          {to_text(new_id(clock_.now())), name, only_id(id), std::nullopt},
                          is_still(calendar_id, CalendarSource::closing)};
    };
    constexpr std::string_view some = "calendar_id = ? ORDER BY id LIMIT ?";
    for (bool goes_on = true; goes_on;) {
        std::vector<Submission> batch;
        for (const EntryPtr& entry : select(records_, some, calendar_id, steps_at_once))
            batch.push_back(submit("entry.delete", entry->id));
        if (batch.empty()) break;
        goes_on = std::ranges::any_of(apply_(std::move(batch)),
                                      [](const Outcome& outcome) { return std::holds_alternative<Ack>(outcome); });
    }
    const auto outcomes = apply_({submit("calendar.delete", calendar_id)});
    if (const auto* error = std::get_if<Error>(&outcomes.front())) return std::unexpected(*error);
    return {};
}

} // namespace tandem
