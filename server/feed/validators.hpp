#pragma once
// When a feed's answer is 304 (RFC 9110 8.8 and 13). Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "server/http/headers.hpp"

namespace tandem {

// What a representation says of itself.
struct Validators {
    std::string_view etag; // with its quotes
    Instant changed_at;    // when its bytes became what they are, or later
};

// Last-Modified counts in seconds, and there may be two edits in one. So it is the first whole second after the change,
// and absent until that second has come: then no edit it speaks of can still be outdone.
std::optional<Instant> last_modified(Instant changed_at, Instant now);

// True if the answer is 304. If-None-Match decides alone when it is there; a date that cannot be read, or lies in the
// future, asks for everything.
bool is_not_modified(const http::Headers& headers, const Validators& validators, Instant now);

// IMF-fixdate only, as every client sends it.
std::optional<Instant> parse_http_date(std::string_view text);

// The tag of the same content packed: another representation, so another strong tag.
std::string gzip_etag(std::string_view etag);

} // namespace tandem
