#include "server/http/response_head.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

namespace tandem::http {

namespace {

// R12. No Server line: the version is nobody's business.
constexpr std::string_view security_headers =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
constexpr std::string_view strict_transport = "Strict-Transport-Security: max-age=31536000\r\n";
constexpr std::string_view default_cache = "Cache-Control: no-store\r\n";

constexpr std::array<std::string_view, 4> ours = {"Content-Length", "Date", "Server", "Transfer-Encoding"};

bool is_ours(std::string_view name) {
    return std::any_of(ours.begin(), ours.end(), [&](std::string_view own) { return equal_without_case(own, name); });
}

void append_value(std::string& out, std::string_view value) {
    for (const char c : value) out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c);
}

} // namespace

std::string_view reason_phrase(int status) {
    struct Row {
        int status;
        std::string_view phrase;
    };
    static constexpr Row rows[] = {
        {101, "Switching Protocols"},
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {207, "Multi-Status"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {410, "Gone"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {426, "Upgrade Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
        {507, "Insufficient Storage"},
    };
    const auto* row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.status == status; });
    return row == std::end(rows) ? "Status" : row->phrase;
}

std::string http_date(Instant at) {
    static constexpr std::string_view days = "SunMonTueWedThuFriSat";
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days.substr(std::chrono::weekday{day}.c_encoding() * 3, 3), static_cast<unsigned>(date.day()),
                       months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3), static_cast<int>(date.year()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string_view date_line(const Clock& clock) {
    struct Cached {
        Instant second{};
        std::string text;
    };
    thread_local Cached cached;
    const auto second = std::chrono::floor<std::chrono::seconds>(clock.now());
    if (cached.text.empty() || cached.second != second) cached = {second, http_date(second)};
    return cached.text;
}

void append_head(std::string& out, const Response& response, const HeadOptions& options) {
    const auto to = std::back_inserter(out);
    fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason_phrase(response.status), options.date);
    if (!is_bodyless(response.status)) fmt::format_to(to, "Content-Length: {}\r\n", view(response.body).size());
    if (options.close)
        out.append("Connection: close\r\n");
    else if (options.keep_alive_1_0)
        out.append("Connection: keep-alive\r\n");
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
        const auto field = response.headers[i];
        if (is_ours(field.name)) continue;
        append_value(out, field.name);
        out.append(": ");
        append_value(out, field.value);
        out.append("\r\n");
    }
    if (response.status != 101 && !response.headers.find("Cache-Control")) out.append(default_cache);
    out.append(security_headers);
    if (options.secure) out.append(strict_transport);
    out.append("\r\n");
}

} // namespace tandem::http
