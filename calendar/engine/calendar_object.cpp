#include "calendar/engine/calendar_object.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/feed_item.hpp"
#include "calendar/feeds/feed_text.hpp"
#include "calendar/feeds/ical_lines.hpp"
#include "calendar/ical/encode.hpp"

namespace tandem {
namespace {

ical::Event event_of(const SeenEntry& seen, const Entry* series, const std::string& uid) {
    const Entry& entry = *seen.entry;
    ical::Event event;
    event.uid = uid;
    event.sequence = sequence_of(entry, series);
    event.created = entry.created_at;
    event.last_modified = event.dtstamp = entry.updated_at;
    event.when = *entry.when;
    if (seen.detail != Detail::full) {
        event.summary = "Busy";
        return event;
    }
    event.summary = entry.title;
    event.description = entry.summary;
    event.location = entry.location;
    event.categories = entry.tags;
    event.status = status_of(entry.status);
    event.access = entry.is_private ? ical::Class::private_access : ical::Class::none;
    if (!entry.links.empty()) event.url = entry.links.front();
    event.transparent = is_transparent(entry);
    add_own_lines(entry, event);
    add_kept_lines(entry, event);
    return event;
}

void put_rules(const CalendarObject& object, ical::Event& event) {
    const Entry& entry = *object.entry;
    auto series = series_of(entry);
    if (!series) return;
    event.rules = std::move(series->rules);
    event.dates = std::move(series->dates);
    event.excluded = std::move(series->excluded);
    for (const std::string& start : entry.overrides) {
        const bool is_shown = std::ranges::any_of(
            object.overrides, [&](const SeenEntry& one) { return one.entry->recurrence_id == start; });
        const auto at = is_shown ? std::nullopt : parse_start(entry.when->kind, start);
        if (at) event.excluded.push_back(*at);
    }
    std::ranges::sort(event.excluded);
    event.excluded.erase(std::ranges::unique(event.excluded).begin(), event.excluded.end());
}

} // namespace

std::string resource_name_of(const Entry& entry) {
    return entry.resource_name.empty() ? to_text(entry.id) + ".ics" : entry.resource_name;
}

bool is_seen_whole(const CalendarObject& object) {
    return object.detail == Detail::full && object.overrides.size() == object.entry->overrides.size() &&
           std::ranges::all_of(object.overrides, [](const SeenEntry& one) { return one.detail == Detail::full; });
}

void sort_overrides(CalendarObject& object) {
    std::ranges::sort(object.overrides, {},
                      [](const SeenEntry& one) -> const auto& { return one.entry->recurrence_id; });
}

std::string etag_of(const CalendarObject& object) {
    std::string state = "1";
    const auto add = [&](const Entry& entry, Detail detail) {
        state += fmt::format(" {} {} {}", to_text(entry.id), entry.rev, detail == Detail::full ? "full" : "busy");
    };
    add(*object.entry, object.detail);
    for (const SeenEntry& one : object.overrides) add(*one.entry, one.detail);
    return make_etag(state);
}

std::string uid_of(const CalendarObject& object, std::string_view base_url) {
    const Entry& entry = *object.entry;
    return entry.uid.empty() ? to_text(entry.id) + "@" + host_of(base_url) : entry.uid;
}

std::vector<ical::Event> events_of(const CalendarObject& object, std::string_view base_url) {
    const Entry& first = *object.entry;
    const std::string uid = uid_of(object, base_url);
    std::vector<ical::Event> events{event_of({object.entry, object.detail}, nullptr, uid)};
    put_rules(object, events.front());
    for (const SeenEntry& one : object.overrides) {
        const auto at = parse_start(first.when->kind, one.entry->recurrence_id);
        if (!at) continue;
        ical::Event event = event_of(one, &first, uid);
        event.recurrence_id = ical::RecurrenceId{first.when->kind, *at, first.when->zone};
        events.push_back(std::move(event));
    }
    return events;
}

std::string text_of(const CalendarObject& object, std::string_view base_url) {
    return ical::encode({}, events_of(object, base_url)); // no METHOD (RFC 4791 4.1)
}

} // namespace tandem
