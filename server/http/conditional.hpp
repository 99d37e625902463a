#pragma once
// Conditional and content-coded answers: If-None-Match, If-Match, Accept-Encoding (RFC 9110 12.5.3, 13.1). Pure.

#include <string_view>

#include "server/http/headers.hpp"

namespace tandem::http {

// True if the client's copy is current: answer 304. `etag` with its quotes; weak comparison.
bool has_current_copy(const Headers& headers, std::string_view etag);

// False if an If-Match names neither `etag` nor "*" (strong comparison): answer 412. True without If-Match.
// "" for a thing that does not exist.
bool passes_if_match(const Headers& headers, std::string_view etag);

// True if gzip is accepted with a weight above 0.
bool accepts_gzip(const Headers& headers);

} // namespace tandem::http
