#pragma once
// A strict reader of what Tandem writes, independent of calendar/ical: it forgives nothing (RFC 5545 3.1).

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/utf8.hpp"

namespace tandem {

// Physical lines without their CRLF; empty if any other line break is there or the last CRLF is missing.
inline std::vector<std::string_view> physical_lines(std::string_view body) {
    std::vector<std::string_view> lines;
    while (!body.empty()) {
        const auto end = body.find('\r');
        if (end == std::string_view::npos || end + 1 >= body.size() || body[end + 1] != '\n') return {};
        if (body.substr(0, end).find('\n') != std::string_view::npos) return {};
        lines.push_back(body.substr(0, end));
        body.remove_prefix(end + 2);
    }
    return lines;
}

inline std::vector<std::string> unfolded_lines(std::string_view body) {
    std::vector<std::string> lines;
    for (const auto line : physical_lines(body)) {
        if (line.starts_with(' ') && !lines.empty())
            lines.back() += line.substr(1);
        else
            lines.emplace_back(line);
    }
    return lines;
}

// Values of a property over all events, in their order.
inline std::vector<std::string> values_of(std::string_view body, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& line : unfolded_lines(body))
        if (line.starts_with(name) && line.size() > name.size() &&
            (line[name.size()] == ':' || line[name.size()] == ';'))
            values.push_back(line.substr(line.find(':') + 1));
    return values;
}

// The first broken rule, or nothing.
inline std::string line_fault(std::string_view body) {
    const auto lines = physical_lines(body);
    if (lines.empty()) return "line breaks other than CRLF, or none";
    for (const auto line : lines) {
        if (line.empty()) return "blank line";
        if (line.size() > 75) return fmt::format("line of {} octets", line.size());
        if (!is_utf8(line)) return "a fold inside a code point, or bytes that are not UTF-8";
        if (line == " ") return "continuation without text";
        for (const char c : line)
            if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return "control character";
    }
    std::vector<std::string> open;
    for (const auto& line : unfolded_lines(body)) {
        const auto name = line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
        if (name == 0 || name == std::string::npos || (line[name] != ':' && line[name] != ';'))
            return "not NAME:value: " + line;
        if (line.starts_with("BEGIN:")) open.push_back(line.substr(6));
        if (line.starts_with("END:")) {
            if (open.empty() || open.back() != line.substr(4)) return "END without its BEGIN";
            open.pop_back();
            if (open.empty() && line != "END:VCALENDAR") return "not a calendar";
        }
    }
    return open.empty() ? "" : "not closed: " + open.back();
}

} // namespace tandem
