#include "calendar/ical/encode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "calendar/ical/content_line.hpp"
#include "calendar/ical/other_lines.hpp"
#include "calendar/ical/time_form.hpp"
#include "calendar/ical/vtimezone.hpp"

namespace tandem::ical {
namespace {

void append_instant(std::string& out, std::string_view name, const std::optional<Instant>& at) {
    if (at) append_line(out, fmt::format("{}:{}", name, utc_text(*at)));
}

// Appends DTSTART and DTEND; Google wants an end even for one day, but 3.6.1 wants it later than the start.
void append_when(std::string& out, const When& when, const TimeForm& form) {
    const std::string starts = form.text(when.starts), ends = form.text(when.ends);
    append_line(out, fmt::format("DTSTART{}:{}", form.parameters(), starts));
    if (ends != starts) append_line(out, fmt::format("DTEND{}:{}", form.parameters(), ends));
}

void append_rules(std::string& out, const Event& event) {
    for (Rule rule : event.rules) {
        const bool is_utc = rule.until && rule.until->kind == Until::Kind::utc;
        if (rule.until && !(is_utc && event.when.kind == When::Kind::zoned))
            rule.until = until_at(*last_start(rule, event.when), event.when);
        append_line(out, "RRULE:" + to_text(rule));
    }
}

// Dates with an end of their own are periods; whole days cannot be, and other apps see them with the usual length.
void append_dates(std::string& out, const Event& event, const TimeForm& form) {
    const auto length = event.when.ends - event.when.starts;
    const bool is_all_day = event.when.kind == When::Kind::all_day;
    std::string usual, periods;
    for (const Occurrence& date : event.dates) {
        const bool has_own_end = date.ends - date.starts != length;
        if (has_own_end && is_all_day)
            append_line(out, fmt::format("RDATE{};X-TANDEM-END={}:{}", form.parameters(), form.text(date.ends),
                                         form.text(date.starts)));
        else if (has_own_end)
            periods += fmt::format("{}{}/{}", periods.empty() ? "" : ",", form.text(date.starts), form.text(date.ends));
        else
            usual += (usual.empty() ? "" : ",") + form.text(date.starts);
    }
    if (!usual.empty()) append_line(out, fmt::format("RDATE{}:{}", form.parameters(), usual));
    if (!periods.empty()) append_line(out, fmt::format("RDATE;VALUE=PERIOD{}:{}", form.parameters(), periods));
}

void append_excluded(std::string& out, const Event& event, const TimeForm& form) {
    std::string dates;
    for (const LocalTime start : event.excluded) dates += (dates.empty() ? "" : ",") + form.text(start);
    if (!dates.empty()) append_line(out, fmt::format("EXDATE{}:{}", form.parameters(), dates));
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
    const TimeForm form =
        repeats(event) ? TimeForm::of_series(event.when.kind, event.when.zone) : TimeForm::of(event.when);
    result.zone = form.zone();
    if (event.recurrence_id) {
        const TimeForm series = TimeForm::of_series(event.recurrence_id->kind, event.recurrence_id->zone);
        append_line(out,
                    fmt::format("RECURRENCE-ID{}:{}", series.parameters(), series.text(event.recurrence_id->starts)));
        result.series_zone = series.zone();
    }
    append_when(out, event.when, form);
    append_rules(out, event);
    append_dates(out, event, form);
    append_excluded(out, event, form);
    append_text_line(out, "SUMMARY", event.summary);
    append_categories(out, event.categories);
    append_status(out, event.status);
    if (event.transparent) append_line(out, "TRANSP:TRANSPARENT");
    append_class(out, event.access);
    append_text_line(out, "LOCATION", event.location);
    if (!event.url.empty()) append_line(out, "URL:" + event.url);
    append_text_line(out, "DESCRIPTION", event.description);
    for (const auto line : writable_lines(event.other_lines)) append_line(out, line);
    out += "END:VEVENT\r\n";
    return result;
}

std::string join_calendar(const Calendar& calendar, std::span<const EventText* const> events) {
    std::set<std::string_view> zones;
    std::size_t size = 4096;
    for (const EventText* event : events) {
        size += event->text.size();
        for (const auto& zone : {std::string_view(event->zone), std::string_view(event->series_zone)})
            if (!zone.empty()) zones.insert(zone);
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
