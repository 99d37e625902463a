#include "calendar/ical/encode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "calendar/ical/content_line.hpp"
#include "calendar/ical/vtimezone.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

std::string date_text(LocalTime time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string time_text(LocalTime time) {
    const std::chrono::hh_mm_ss clock{time - std::chrono::floor<std::chrono::days>(time)};
    return fmt::format("{}T{:02}{:02}{:02}", date_text(time), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

std::string utc_text(Instant at) { return time_text(to_local(at, "Etc/UTC")) + "Z"; }

void append_instant(std::string& out, std::string_view name, const std::optional<Instant>& at) {
    if (at) append_line(out, fmt::format("{}:{}", name, utc_text(*at)));
}

bool is_utc(std::string_view zone) { return zone == "Etc/UTC" || zone == "UTC"; }

// Appends DTSTART and DTEND; says the zone they refer to. A zoned time whose zone text would mislead is written in UTC.
std::string append_when(std::string& out, const When& when) {
    if (when.kind == When::Kind::all_day) {
        append_line(out, "DTSTART;VALUE=DATE:" + date_text(when.starts));
        append_line(out, "DTEND;VALUE=DATE:" + date_text(when.ends)); // Google wants it even for one day
        return {};
    }
    std::string zone, parameter;
    std::string starts = time_text(when.starts), ends = time_text(when.ends);
    if (when.kind == When::Kind::zoned) {
        if (!is_utc(when.zone) && zone_text_holds(when)) {
            zone = when.zone;
            parameter = ";TZID=" + zone;
        } else {
            const Span span = utc_span(when);
            starts = utc_text(span.from);
            ends = utc_text(span.to);
        }
    }
    append_line(out, fmt::format("DTSTART{}:{}", parameter, starts));
    if (ends != starts) append_line(out, fmt::format("DTEND{}:{}", parameter, ends)); // 3.6.1: DTEND must be later
    return zone;
}

void append_categories(std::string& out, const std::vector<std::string>& categories) {
    std::string line;
    for (const auto& category : categories) {
        if (category.empty()) continue;
        line += line.empty() ? "CATEGORIES:" : ",";
        line += escape_text(category);
    }
    if (!line.empty()) append_line(out, line);
}

void append_status(std::string& out, Status status) {
    constexpr std::string_view names[] = {"", "TENTATIVE", "CONFIRMED", "CANCELLED"};
    append_text_line(out, "STATUS", names[static_cast<std::size_t>(status)]);
}

void append_class(std::string& out, Class access) {
    constexpr std::string_view names[] = {"", "PUBLIC", "PRIVATE", "CONFIDENTIAL"};
    append_text_line(out, "CLASS", names[static_cast<std::size_t>(access)]);
}

std::string duration_text(std::chrono::minutes length) {
    if (length % std::chrono::hours{1} == std::chrono::minutes{0}) return fmt::format("PT{}H", length.count() / 60);
    return fmt::format("PT{}M", length.count());
}

void append_head(std::string& out, const Calendar& calendar) {
    out += "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    append_text_line(out, "PRODID", calendar.prodid);
    out += "CALSCALE:GREGORIAN\r\n";
    append_text_line(out, "METHOD", calendar.method);
    append_text_line(out, "NAME", calendar.name);
    append_text_line(out, "X-WR-CALNAME", calendar.name); // the only one Google reads
    append_text_line(out, "DESCRIPTION", calendar.description);
    append_text_line(out, "X-WR-CALDESC", calendar.description);
    if (calendar.refresh) {
        append_line(out, "REFRESH-INTERVAL;VALUE=DURATION:" + duration_text(*calendar.refresh));
        append_line(out, "X-PUBLISHED-TTL:" + duration_text(*calendar.refresh));
    }
    append_instant(out, "LAST-MODIFIED", calendar.last_modified);
}

} // namespace

EventText encode_event(const Event& event) {
    EventText result;
    std::string& out = result.text;
    out.reserve(400 + event.description.size());
    out += "BEGIN:VEVENT\r\n";
    append_text_line(out, "UID", event.uid);
    // Required by 3.6.1; without any known time it is a constant, so that the bytes stay the same.
    append_instant(out, "DTSTAMP", event.dtstamp ? *event.dtstamp : event.last_modified.value_or(Instant{}));
    append_instant(out, "CREATED", event.created);
    append_instant(out, "LAST-MODIFIED", event.last_modified);
    append_line(out, fmt::format("SEQUENCE:{}", event.sequence));
    result.zone = append_when(out, event.when);
    append_text_line(out, "SUMMARY", event.summary);
    append_categories(out, event.categories);
    append_status(out, event.status);
    if (event.transparent) append_line(out, "TRANSP:TRANSPARENT");
    append_class(out, event.access);
    append_text_line(out, "LOCATION", event.location);
    if (!event.url.empty()) append_line(out, "URL:" + event.url);
    append_text_line(out, "DESCRIPTION", event.description);
    for (const auto& line : event.other_lines) append_line(out, line);
    out += "END:VEVENT\r\n";
    return result;
}

std::string join_calendar(const Calendar& calendar, std::span<const EventText* const> events) {
    std::set<std::string_view> zones;
    std::size_t size = 4096;
    for (const EventText* event : events) {
        size += event->text.size();
        if (!event->zone.empty()) zones.insert(event->zone);
    }
    std::string out;
    out.reserve(size);
    append_head(out, calendar);
    for (const auto zone : zones) out += encode_zone(zone);
    for (const EventText* event : events) out += event->text;
    out += "END:VCALENDAR\r\n";
    return out;
}

std::string encode(const Calendar& calendar, std::span<const Event> events) {
    std::vector<EventText> texts;
    texts.reserve(events.size());
    for (const auto& event : events) texts.push_back(encode_event(event));
    std::vector<const EventText*> pointers;
    for (const auto& text : texts) pointers.push_back(&text);
    return join_calendar(calendar, pointers);
}

} // namespace tandem::ical
