#include "calendar/ical/decode.hpp"

#include "calendar/ical/content_line.hpp"
#include "calendar/ical/gather.hpp"
#include "calendar/ical/other_lines.hpp"
#include "calendar/ical/place.hpp"
#include "calendar/ical/repeat.hpp"
#include "calendar/ical/scan.hpp"
#include "calendar/ical/typed_values.hpp"

namespace tandem::ical {
namespace {

constexpr std::size_t max_typed_octets = 1024; // DTSTART with the longest TZID seen has 90
constexpr std::size_t max_categories = 100;

std::vector<std::string> split_categories(std::string_view value) {
    std::vector<std::string> categories;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= value.size() && categories.size() < max_categories; ++at) {
        if (at + 1 < value.size() && value[at] == '\\') {
            ++at; // what is escaped separates nothing
            continue;
        }
        if (at < value.size() && value[at] != ',') continue;
        if (at > start) categories.push_back(unescape_text(value.substr(start, at - start)));
        start = at + 1;
    }
    return categories;
}

void set_once(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

// Takes the properties that are text; says whether it knew the name.
bool take_text(Event& event, const ContentLine& line) {
    const auto text = [&] { return unescape_text(line.value()); };
    const std::string_view name = line.name();
    if (is_name(name, "UID"))
        set_once(event.uid, text());
    else if (is_name(name, "SUMMARY"))
        set_once(event.summary, text());
    else if (is_name(name, "DESCRIPTION"))
        set_once(event.description, text());
    else if (is_name(name, "LOCATION"))
        set_once(event.location, text());
    else if (is_name(name, "URL"))
        set_once(event.url, std::string(line.value()));
    else if (is_name(name, "CATEGORIES"))
        for (auto& category : split_categories(line.value())) {
            if (event.categories.size() < max_categories) event.categories.push_back(std::move(category));
        }
    else
        return false;
    return true;
}

// Instants in UTC; a writer that left the Z out meant UTC too (3.8.7).
std::optional<Instant> to_utc(const std::optional<TimeValue>& value) {
    if (!value || !is_within_years(value->time)) return std::nullopt;
    return Instant{value->time.time_since_epoch()};
}

void take_typed(Item& item, const TypedValues& values, ZoneLookup& zones) {
    Event& event = item.event;
    event.sequence = values.sequence;
    event.created = to_utc(values.created);
    event.last_modified = to_utc(values.last_modified);
    event.dtstamp = to_utc(values.dtstamp);
    event.status = values.status;
    event.access = values.access;
    event.transparent = values.transparent;
    if (values.repeats) item.warnings.emplace_back("a property is there twice: the first counted");
    if (values.unreadable) item.warnings.emplace_back("a property has a value of the wrong form and was left out");
    Placed placed = place(values, zones);
    item.warnings.insert(item.warnings.end(), placed.warnings.begin(), placed.warnings.end());
    if (placed.when) event.when = *placed.when;
    if (!placed.reason.empty() && item.skipped.empty()) item.skipped = placed.reason;
}

// Sorts the lines of an event into what is read how.
struct EventLines {
    std::vector<std::string_view> typed;
    RepeatLines repeat;
    std::optional<ContentLine> recurrence_id;
};

// Of dates of a series only what stands before them: there may be a thousand on one line.
bool is_overlong(const ContentLine& line) {
    return is_repeat_name(line.name()) ? line.value_at > max_typed_octets
                                       : is_typed_name(line.name()) && line.text.size() > max_typed_octets;
}

EventLines take_lines(const Component& component, Item& item) {
    EventLines lines;
    std::vector<std::string> others;
    for (const auto& line : component.lines) {
        if (take_text(item.event, line)) continue;
        if (line.name().find('_') != std::string_view::npos) continue; // read by some, allowed by no one (3.1)
        if (is_overlong(line)) {
            item.warnings.emplace_back("a date or status line is too long and was left out");
            item.lost_lines = true;
            continue;
        }
        if (take_repeat_line(lines.repeat, line)) continue;
        if (is_name(line.name(), "RECURRENCE-ID"))
            lines.recurrence_id = lines.recurrence_id.value_or(line);
        else if (!is_typed_name(line.name()))
            others.emplace_back(line.text);
        else
            lines.typed.push_back(line.text);
    }
    others.insert(others.end(), component.alarms.begin(), component.alarms.end());
    for (const auto kept : writable_lines(others)) item.event.other_lines.emplace_back(kept);
    return lines;
}

GatheredItem decode_event(const Component& component, ZoneLookup& zones, std::size_t& steps) {
    GatheredItem gathered{{{}, component.line, component.warnings, component.broken, component.lost_alarms}, {}, false};
    Item& item = gathered.item;
    const EventLines lines = take_lines(component, item);
    take_typed(item, read_typed_values(lines.typed), zones);
    if (item.skipped.empty() && !lines.repeat.empty())
        item.skipped = place_repeat(item.event, lines.repeat, zones, steps, item.warnings);
    if (item.event.uid.empty()) item.warnings.emplace_back("has no UID");
    if (lines.recurrence_id && item.skipped.empty()) take_recurrence_id(gathered, *lines.recurrence_id);
    return gathered;
}

Item decode_other(const Component& component) {
    Item item{{}, component.line, {}, "is not an event", false};
    for (const auto& line : component.lines) take_text(item.event, line);
    if (is_name(component.name, "VTODO")) item.skipped = "is a to-do, not an event";
    if (is_name(component.name, "VJOURNAL")) item.skipped = "is a journal entry, not an event";
    if (is_name(component.name, "VFREEBUSY")) item.skipped = "is free/busy time, not an event";
    return item;
}

void add_zone(const Component& component, ZoneLookup& zones) {
    std::string_view tzid, location;
    for (const auto& line : component.lines) {
        if (is_name(line.name(), "TZID")) tzid = line.value();
        if (is_name(line.name(), "X-LIC-LOCATION")) location = line.value();
    }
    if (!tzid.empty() && !location.empty()) zones.add_location(tzid, location);
}

// Error for vCalendar 1.0, which looks alike and escapes otherwise.
Result<void> take_calendar(Calendar& calendar, const std::vector<ContentLine>& lines) {
    calendar.prodid.clear();
    for (const auto& line : lines) {
        const std::string_view name = line.name();
        if (is_name(name, "VERSION") && line.value() == "1.0")
            return fail(ErrorCode::invalid_field, "is vCalendar 1.0; only iCalendar 2.0 is read");
        if (is_name(name, "PRODID")) set_once(calendar.prodid, unescape_text(line.value()));
        if (is_name(name, "METHOD")) set_once(calendar.method, unescape_text(line.value()));
        if (is_name(name, "NAME") || is_name(name, "X-WR-CALNAME"))
            set_once(calendar.name, unescape_text(line.value()));
        if (is_name(name, "DESCRIPTION") || is_name(name, "X-WR-CALDESC"))
            set_once(calendar.description, unescape_text(line.value()));
    }
    return {};
}

} // namespace

Result<Decoded> decode(std::string_view text) {
    auto scanned = scan(text);
    if (!scanned) return std::unexpected(scanned.error());
    Decoded decoded;
    decoded.warnings = std::move(scanned->warnings);
    decoded.is_whole = scanned->is_whole;
    if (auto taken = take_calendar(decoded.calendar, scanned->calendar_lines); !taken)
        return std::unexpected(taken.error());
    ZoneLookup zones;
    for (const auto& component : scanned->components)
        if (is_name(component.name, "VTIMEZONE")) add_zone(component, zones);
    std::vector<GatheredItem> items;
    std::size_t steps = max_file_steps;
    for (const auto& component : scanned->components) {
        if (is_name(component.name, "VTIMEZONE")) continue;
        items.push_back(is_name(component.name, "VEVENT") ? decode_event(component, zones, steps)
                                                          : GatheredItem{decode_other(component), {}, false});
    }
    gather_series(items, zones, steps);
    for (auto& gathered : items) decoded.items.push_back(std::move(gathered.item));
    return decoded;
}

} // namespace tandem::ical
