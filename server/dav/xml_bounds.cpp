#include "server/dav/xml_bounds.hpp"

#include <algorithm>

#include "calendar/base/utf8.hpp"
#include "server/http/headers.hpp"

namespace tandem::dav {
namespace {

auto malformed() { return fail(ErrorCode::bad_request, "the XML is not well-formed"); }

// One pass over the markup: no tree, no recursion.
class Scan {
public:
    Scan(std::string_view bytes, const XmlBounds& bounds) : rest_(bytes), bounds_(bounds) {}

    Result<void> run() {
        for (;;) {
            const auto at = rest_.find('<');
            if (at == std::string_view::npos) break;
            rest_.remove_prefix(at);
            if (auto ok = take_markup(); !ok) return ok;
        }
        if (depth_ != 0 || elements_ == 0) return malformed();
        return {};
    }

private:
    Result<void> take_markup() {
        if (rest_.starts_with("<!--")) return skip_past("-->");
        if (rest_.starts_with("<![CDATA[")) return skip_past("]]>");
        if (rest_.starts_with("<!"))
            return fail(ErrorCode::bad_request, "document types and entities are not read here");
        if (rest_.starts_with("<?")) return take_instruction();
        if (rest_.starts_with("</")) {
            if (depth_-- == 0) return malformed();
            return skip_past(">");
        }
        return take_start();
    }

    Result<void> skip_past(std::string_view end) {
        const auto at = rest_.find(end);
        if (at == std::string_view::npos) return malformed();
        rest_.remove_prefix(at + end.size());
        return {};
    }

    Result<void> take_instruction() {
        const auto end = rest_.find("?>");
        if (end == std::string_view::npos) return malformed();
        const auto text = rest_.substr(0, end);
        rest_.remove_prefix(end + 2);
        if (!text.starts_with("<?xml ")) return {};
        const auto at = text.find("encoding");
        if (at == std::string_view::npos) return {};
        const auto open = text.find_first_of("\"'", at);
        const auto close = open == std::string_view::npos ? open : text.find(text[open], open + 1);
        if (close == std::string_view::npos) return malformed();
        const auto encoding = text.substr(open + 1, close - open - 1);
        if (http::equal_without_case(encoding, "utf-8") || http::equal_without_case(encoding, "us-ascii")) return {};
        return fail(ErrorCode::bad_request, "the XML must be UTF-8");
    }

    Result<void> take_start() {
        std::size_t attributes = 0, at = 1;
        for (; at < rest_.size() && rest_[at] != '>'; ++at) {
            if (rest_[at] == '<') return malformed();
            if (rest_[at] != '"' && rest_[at] != '\'') continue;
            at = rest_.find(rest_[at], at + 1);
            if (at == std::string_view::npos) return malformed();
            ++attributes;
        }
        if (at >= rest_.size()) return malformed();
        const bool is_empty = rest_[at - 1] == '/';
        rest_.remove_prefix(at + 1);
        if (attributes > bounds_.attributes)
            return fail(ErrorCode::too_large, "an XML element has too many attributes");
        if (++elements_ > bounds_.elements) return fail(ErrorCode::too_large, "the XML has too many elements");
        if (!is_empty && ++depth_ > bounds_.depth) return fail(ErrorCode::too_large, "the XML is nested too deeply");
        return {};
    }

    std::string_view rest_;
    const XmlBounds& bounds_;
    std::size_t depth_ = 0, elements_ = 0;
};

} // namespace

bool is_xml_text(std::string_view text) {
    constexpr std::string_view no_characters[] = {"\xef\xbf\xbe", "\xef\xbf\xbf"}; // U+FFFE, U+FFFF
    const bool has_control = std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
    return !has_control && is_utf8(text) &&
           std::ranges::none_of(no_characters, [&](std::string_view none) { return text.contains(none); });
}

Result<void> check_xml_bounds(std::string_view bytes, const XmlBounds& bounds) {
    if (bytes.size() > bounds.bytes) return fail(ErrorCode::too_large, "the XML is too large");
    if (!is_xml_text(bytes)) return fail(ErrorCode::bad_request, "the XML must be UTF-8, without control characters");
    return Scan(bytes, bounds).run();
}

} // namespace tandem::dav
