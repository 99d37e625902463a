#include "calendar/ical/content_line.hpp"

#include "calendar/base/utf8.hpp"

namespace tandem::ical {
namespace {

// C0 controls but tab, DEL, and C1 controls (C2 80..C2 9F): Thunderbird turns a calendar read-only over them.
bool is_control(std::string_view code_point) {
    const auto first = static_cast<unsigned char>(code_point[0]);
    if (code_point.size() == 2) return first == 0xc2 && static_cast<unsigned char>(code_point[1]) < 0xa0;
    return code_point.size() == 1 && ((first < 0x20 && first != '\t') || first == 0x7f);
}

bool is_plain(std::string_view line) {
    for (const char c : line)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) return false;
    return true;
}

void append_folded(std::string& out, std::string_view line) {
    std::size_t octets = 0;
    while (!line.empty()) {
        const std::size_t length = leading_code_point(line);
        const std::string_view code_point = line.substr(0, length);
        line.remove_prefix(length == 0 ? 1 : length);
        if (length == 0 || is_control(code_point)) continue;
        if (octets + length > folded_octets) {
            out += "\r\n ";
            octets = 1;
        }
        out += code_point;
        octets += length;
    }
    out += "\r\n";
}

} // namespace

void append_line(std::string& out, std::string_view line) {
    if (line.size() > folded_octets || !is_plain(line)) return append_folded(out, line);
    out += line;
    out += "\r\n";
}

void append_text_line(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    std::string line(name);
    line += ':';
    line += escape_text(value);
    append_line(out, line);
}

std::string escape_text(std::string_view value) {
    std::string out;
    out.reserve(value.size() + 8);
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '\r' && i + 1 < value.size() && value[i + 1] == '\n') continue;
        if (c == '\n' || c == '\r') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += c;
    }
    return out;
}

std::string unescape_text(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            out += value[i];
            continue;
        }
        const char c = value[++i];
        out += c == 'n' || c == 'N' ? '\n' : c; // an unknown escape stands for the character itself
    }
    return out;
}

} // namespace tandem::ical
