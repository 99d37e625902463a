#include "server/http/message.hpp"

#include <fmt/format.h>

#include "server/net/stream.hpp"

namespace tandem::http {

std::string_view Request::parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}

std::string_view view(const Body& body) {
    if (const auto* owned = std::get_if<std::string>(&body)) return *owned;
    const auto& shared = std::get<SharedText>(body);
    return shared ? std::string_view(*shared) : std::string_view{};
}

Response text_response(int status, std::string_view content_type, Body body) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", content_type);
    response.body = std::move(body);
    return response;
}

Response json_response(int status, Body body) { return text_response(status, "application/json", std::move(body)); }

Response empty_response(int status) {
    Response response;
    response.status = status;
    return response;
}

namespace {

void append_json_text(std::string& out, std::string_view text) {
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out.append({'\\', c});
        else if (static_cast<unsigned char>(c) < 0x20)
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        else
            out.push_back(c);
    }
    out.push_back('"');
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

Response problem_with_status(int status, const Error& error) {
    const ErrorInfo& row = info(error.code);
    std::string body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}","field":)", row.title,
                                   status, row.code);
    append_json_text(body, error.field);
    body.append(",\"message\":");
    append_json_text(body, error.message);
    body.push_back('}');
    return text_response(status, "application/problem+json", std::move(body));
}

Response problem(const Error& error) {
    Response response = problem_with_status(info(error.code).http_status, error);
    if (error.retry_after.count() > 0)
        response.headers.add("Retry-After", fmt::format("{}", error.retry_after.count()));
    return response;
}

Response problem(Error error, std::chrono::seconds retry_after) {
    error.retry_after = retry_after;
    return problem(error);
}

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (c == '\0') return std::nullopt;
        decoded.push_back(c);
    }
    return decoded;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) == name) return decode_percent(pair.substr(std::min(equals + 1, pair.size())), true);
    }
    return std::nullopt;
}

} // namespace tandem::http
