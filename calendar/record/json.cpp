#include "calendar/record/json.hpp"

#include <boost/json.hpp>

#include "calendar/base/limits.hpp"

namespace tandem {

Result<JsonPtr> parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = limits::json_depth;
    boost::system::error_code error;
    auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()), error, {}, options);
    if (error) return fail(ErrorCode::bad_request, "is not JSON, or is nested too deep");
    return std::make_shared<const boost::json::value>(std::move(value));
}

Result<JsonPtr> parse_json_object(std::string_view text) {
    auto value = parse_json(text);
    if (value && !(*value)->is_object()) return fail(ErrorCode::bad_request, "must be a JSON object");
    return value;
}

void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0; // start of the run that needs no escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out.append("\\u00").append(1, hex[c >> 4]).append(1, hex[c & 15]);
        }
    }
    out.append(text, plain);
    out += '"';
}

} // namespace tandem
