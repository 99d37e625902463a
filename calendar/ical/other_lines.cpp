#include "calendar/ical/other_lines.hpp"

#include <algorithm>

#include "calendar/ical/scan.hpp"

namespace tandem::ical {
namespace {

// Written by encode from the event's own values, or read into them.
constexpr std::string_view own_names[] = {
    "UID",   "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "RECURRENCE-ID", "DTSTART",     "DTEND", "DURATION",
    "RRULE", "RDATE",   "EXDATE",  "EXRULE",        "SUMMARY",  "CATEGORIES",    "STATUS",      "CLASS", "URL",
    "BEGIN", "END",     "METHOD",  "VERSION",       "PRODID",   "LOCATION",      "DESCRIPTION",
};

bool is_own(std::string_view name) {
    return std::ranges::any_of(own_names, [&](std::string_view own) { return is_name(name, own); });
}

bool opens_alarm(const ContentLine& line) { return is_name(line.name(), "BEGIN") && is_name(line.value(), "VALARM"); }
bool closes_alarm(const ContentLine& line) { return is_name(line.name(), "END") && is_name(line.value(), "VALARM"); }

// The index after the alarm that begins at `start`; `start` if it is none that may be written.
std::size_t end_of_alarm(std::span<const std::string> lines, std::size_t start) {
    for (std::size_t i = start + 1; i < lines.size(); ++i) {
        const auto line = split_line(lines[i]);
        if (!line) return start;
        if (closes_alarm(*line)) return i + 1;
        if (is_name(line->name(), "BEGIN") || is_name(line->name(), "END")) return start;
    }
    return start;
}

} // namespace

std::vector<std::string_view> writable_lines(std::span<const std::string> lines) {
    std::vector<std::string_view> properties, alarms;
    for (std::size_t i = 0; i < lines.size();) {
        const auto line = split_line(lines[i]);
        const std::size_t end = line && opens_alarm(*line) ? end_of_alarm(lines, i) : i;
        for (std::size_t k = i; k < end; ++k) alarms.emplace_back(lines[k]);
        if (line && end == i && !is_own(line->name())) properties.emplace_back(lines[i]);
        i = std::max(end, i + 1);
    }
    properties.insert(properties.end(), alarms.begin(), alarms.end());
    return properties;
}

} // namespace tandem::ical
