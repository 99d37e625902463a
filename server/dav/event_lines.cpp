#include "server/dav/event_lines.hpp"

#include <algorithm>

#include "calendar/ical/content_line.hpp"
#include "calendar/ical/encode.hpp"

namespace tandem::dav {
namespace {

// The next line of `text`, its folds undone.
std::string take_line(std::string_view& text) {
    std::string line;
    while (true) {
        const auto end = std::min(text.find("\r\n"), text.size());
        line += text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        if (!text.starts_with(' ')) return line;
        text.remove_prefix(1);
    }
}

// Up to one of `ends` that is not within quotes.
std::string_view take_until(std::string_view& text, std::string_view ends) {
    bool is_quoted = false;
    std::size_t at = 0;
    for (; at < text.size() && (is_quoted || ends.find(text[at]) == std::string_view::npos); ++at)
        if (text[at] == '"') is_quoted = !is_quoted;
    const auto part = text.substr(0, at);
    text.remove_prefix(at);
    return part;
}

PropertyLine parse_line(std::string_view text) {
    PropertyLine line;
    line.name = upper_case(take_until(text, ";:"));
    while (text.starts_with(';')) {
        text.remove_prefix(1);
        const auto name = take_until(text, "=;:");
        if (!text.starts_with('=')) continue;
        text.remove_prefix(1);
        std::string value(take_until(text, ";:"));
        std::erase(value, '"');
        line.parameters.emplace_back(upper_case(name), std::move(value));
    }
    if (!text.empty()) line.value = ical::unescape_text(text.substr(1));
    return line;
}

} // namespace

std::vector<PropertyLine> lines_of(const ical::Event& event) {
    const std::string all = ical::encode_event(event).text;
    std::string_view text = all;
    std::vector<PropertyLine> lines;
    int depth = 0;
    while (!text.empty()) {
        PropertyLine line = parse_line(take_line(text));
        if (line.name == "BEGIN")
            ++depth;
        else if (line.name == "END")
            --depth;
        else if (depth == 1)
            lines.push_back(std::move(line));
    }
    return lines;
}

std::string upper_case(std::string_view text) {
    std::string upper(text);
    for (char& letter : upper)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return upper;
}

} // namespace tandem::dav
