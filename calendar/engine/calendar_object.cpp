#include "calendar/engine/calendar_object.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/import_entry.hpp"
#include "calendar/feeds/feed_item.hpp"
#include "calendar/feeds/feed_text.hpp"
#include "calendar/ical/encode.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {
namespace {

ical::Status status_of(EntryStatus status) {
    switch (status) {
    case EntryStatus::idea:
    case EntryStatus::planned: return ical::Status::tentative;
    case EntryStatus::cancelled: return ical::Status::cancelled;
    default: return ical::Status::confirmed;
    }
}

// Live and done are confirmed to an app: what says the same in its words stays as it is in ours.
void write_status(ical::Status said, Entry& entry) {
    if (said == ical::Status::none || said == status_of(entry.status)) return;
    entry.status = said == ical::Status::tentative   ? EntryStatus::planned
                   : said == ical::Status::cancelled ? EntryStatus::cancelled
                                                     : EntryStatus::confirmed;
}

// The first link is the URL; the others are not the app's to say. Addresses of other schemes are not kept.
void write_link(const std::string& url, Entry& entry) {
    const bool had_one = !entry.links.empty();
    Entry probe;
    probe.links = {url};
    if (url.empty() || !check_entry(probe)) {
        if (had_one && url.empty()) entry.links.erase(entry.links.begin());
    } else if (had_one) {
        entry.links.front() = url;
    } else {
        entry.links.push_back(url);
    }
}

} // namespace

std::string resource_name_of(const Entry& entry) {
    return entry.resource_name.empty() ? to_text(entry.id) + ".ics" : entry.resource_name;
}

std::string etag_of(const CalendarObject& object) {
    return make_etag(fmt::format("1 {} {} {}", to_text(object.entry->id), object.entry->rev,
                                 object.detail == Detail::full ? "full" : "busy"));
}

ical::Event event_of(const CalendarObject& object, std::string_view base_url) {
    const Entry& entry = *object.entry;
    ical::Event event;
    event.uid = entry.uid.empty() ? to_text(entry.id) + "@" + host_of(base_url) : entry.uid;
    event.sequence = entry.rev;
    event.created = entry.created_at;
    event.last_modified = event.dtstamp = entry.updated_at;
    event.when = *entry.when;
    if (object.detail != Detail::full) {
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
    // A campaign's bar must not block people's days.
    event.transparent = entry.kind == EntryKind::campaign && entry.when->kind == When::Kind::all_day;
    return event;
}

std::string text_of(const CalendarObject& object, std::string_view base_url) {
    const ical::Event event = event_of(object, base_url);
    return ical::encode({}, {&event, 1}); // no METHOD (RFC 4791 4.1)
}

void write_event(const ical::Event& event, Entry& entry) {
    entry.title = one_line(event.summary);
    if (entry.title.empty()) entry.title = "(no title)";
    entry.summary = event.description;
    entry.location = one_line(event.location);
    entry.when = event.when;
    entry.tags.clear();
    for (const auto& category : event.categories)
        if (auto tag = one_line(category); !tag.empty() && std::ranges::count(entry.tags, tag) == 0)
            entry.tags.push_back(std::move(tag));
    write_status(event.status, entry);
    // Silence does not publish what was private.
    if (event.access != ical::Class::none) entry.is_private = event.access != ical::Class::public_access;
    write_link(event.url, entry);
}

ObjectCommand command_for(const Entry* before, const Entry& after) {
    Patch patch = difference(entry_type, before ? *before : Entry(), after);
    if (before && patch.empty()) return {};
    if (!before)
        for (const std::string_view name : {"kind", "status"}) { // the defaults of the struct are not those of an event
            const int index = entry_type.index_of(name);
            patch.put(static_cast<std::uint8_t>(index), entry_type.fields[static_cast<std::size_t>(index)].get(after));
        }
    std::string text;
    append_patch(text, entry_type, patch, Detail::full, every_id);
    if (before) {
        text.pop_back();
        text += ",\"id\":\"" + to_text(before->id) + "\"}";
    }
    return {before ? "entry.update" : "entry.create", parse_json_object(text).value()};
}

} // namespace tandem
