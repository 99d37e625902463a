#pragma once
// A request and a response as plain structs; no Beast, no socket. The session fills requests, handlers make responses.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "calendar/base/error.hpp"
#include "server/http/headers.hpp"
#include "server/net/address.hpp"

namespace tandem::net {
class Stream;
}

namespace tandem::http {

struct Request {
    std::string method; // "GET", as sent
    std::string target; // as sent: "/api/search?q=ice%20cream"
    std::string path;   // "/api/search", still percent-encoded
    std::string query;  // "q=ice%20cream"
    Headers headers;
    std::string body;
    net::Address client; // behind the configured proxies
    bool secure = false; // TLS here, or at a configured proxy that says so
    bool http_1_0 = false;
    std::vector<std::pair<std::string, std::string>> parameters; // of the route's pattern, decoded

    // "" if the pattern has no such part.
    std::string_view parameter(std::string_view name) const;
};

// Bytes made once and sent to many are shared; others are owned.
using SharedText = std::shared_ptr<const std::string>;
using Body = std::variant<std::string, SharedText>;
std::string_view view(const Body& body);

// After a 101 the connection belongs to this function: the stream, and the bytes that came after the request.
using TakeOver = std::move_only_function<void(std::unique_ptr<net::Stream> stream, std::string already_read)>;

struct Response {
    int status = 200;
    Headers headers; // Content-Length, Date, Connection and the headers of R12 are the session's
    Body body;
    bool close = false; // end the connection after this answer
    TakeOver take_over; // only with status 101
};

Response text_response(int status, std::string_view content_type, Body body);
Response json_response(int status, Body body);
Response empty_response(int status);

// RFC 9457: application/problem+json with code, field and message, status from the error's row; Retry-After if it says.
Response problem(const Error& error);
Response problem(Error error, std::chrono::seconds retry_after);
// For the transport's own statuses that no ErrorCode has: 417, 426, 431.
Response problem_with_status(int status, const Error& error);

// Percent-decoding of one path segment or query value; nothing if malformed or not a text without NUL.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space = false);
// The first value of `name` in a query string, decoded; nothing if absent or malformed.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

} // namespace tandem::http
