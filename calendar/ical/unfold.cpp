#include "calendar/ical/unfold.hpp"

#include <fmt/format.h>

#include "calendar/base/utf8.hpp"
#include "calendar/ical/scan.hpp"

namespace tandem::ical {
namespace {

struct PhysicalLine {
    std::string_view text;
    std::size_t used; // with its line break
};

PhysicalLine first_line(std::string_view rest) {
    const auto end = rest.find_first_of("\r\n");
    if (end == std::string_view::npos) return {rest, rest.size()};
    const bool both = rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n';
    return {rest.substr(0, end), end + (both ? 2 : 1)};
}

// Controls do no one any good; one of them hid a whole calendar in Nextcloud.
void append_clean(std::vector<char>& bytes, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= 0x20 && byte != 0x7f) || c == '\t') bytes.push_back(c);
    }
}

// C1 controls (U+0080 to U+009F) of valid UTF-8, closed up in place. Only whole lines: a fold may cut a code point.
std::size_t drop_c1(char* text, std::size_t length) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const bool c1 = text[i] == '\xc2' && i + 1 < length && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (c1)
            ++i;
        else
            text[kept++] = text[i];
    }
    return kept;
}

} // namespace

Result<std::vector<UnfoldedLine>> unfold(std::string_view text, std::vector<char>& bytes) {
    if (text.size() > max_bytes)
        return fail(ErrorCode::too_large, fmt::format("a calendar file may have at most {} bytes", max_bytes));
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);

    struct Range {
        std::size_t start, length;
        std::uint32_t number;
    };
    std::vector<Range> ranges; // the bytes may still move
    bytes.clear();
    bytes.reserve(text.size());
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const auto [line, used] = first_line(text);
        text.remove_prefix(used);
        const bool continues = !ranges.empty() && (line.starts_with(' ') || line.starts_with('\t'));
        const std::size_t before = bytes.size();
        append_clean(bytes, continues ? line.substr(1) : line);
        if (continues)
            ranges.back().length += bytes.size() - before;
        else if (bytes.size() > before)
            ranges.push_back({before, bytes.size() - before, number});
        if (!ranges.empty() && ranges.back().length > max_line_octets)
            return fail(ErrorCode::invalid_field,
                        fmt::format("line {} is longer than {} bytes", ranges.back().number, max_line_octets));
    }
    std::vector<UnfoldedLine> lines;
    lines.reserve(ranges.size());
    for (const auto& range : ranges) {
        char* start = bytes.data() + range.start;
        if (!is_utf8({start, range.length}))
            return fail(ErrorCode::invalid_field, fmt::format("line {} is not valid UTF-8", range.number));
        if (const auto length = drop_c1(start, range.length); length > 0)
            lines.push_back({std::string_view(start, length), range.number});
    }
    return lines;
}

} // namespace tandem::ical
