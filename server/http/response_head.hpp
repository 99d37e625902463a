#pragma once
// Writes the status line and headers of an answer, with the security headers of R12 on every one. Pure but for the
// date, which the session takes from its Clock.

#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "server/http/message.hpp"

namespace tandem::http {

// RFC 9110 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(Instant at);
// The clock's time so written, made anew once a second.
std::string_view date_line(const Clock& clock);

struct HeadOptions {
    std::string_view date;
    bool close = false;
    bool keep_alive_1_0 = false; // an HTTP/1.0 client asked to keep the connection
    bool secure = false;         // adds Strict-Transport-Security
};

// Appends to `out`. Control characters in values become spaces, so that no handler can split a response.
void append_head(std::string& out, const Response& response, const HeadOptions& options);

// RFC 9110: answers with these statuses have no body.
constexpr bool is_bodyless(int status) { return status < 200 || status == 204 || status == 304; }

std::string_view reason_phrase(int status);

} // namespace tandem::http
