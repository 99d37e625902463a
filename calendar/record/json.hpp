#pragma once
// JSON text ↔ parsed value, with our limits. The only header that names Boost.JSON, and only by its forward
// declarations; sources that look inside a value include Boost.JSON themselves.

#include <memory>
#include <string>
#include <string_view>

#include <boost/json/fwd.hpp>

#include "calendar/base/error.hpp"

namespace tandem {

using JsonPtr = std::shared_ptr<const boost::json::value>;

// Errors: bad_request for anything but one JSON text of valid UTF-8 nested at most limits::json_depth deep.
Result<JsonPtr> parse_json(std::string_view text);

// As parse_json, and the text must be an object.
Result<JsonPtr> parse_json_object(std::string_view text);

// Appends a JSON string, quoted and escaped (RFC 8259 section 7). The text must be valid UTF-8.
void append_quoted(std::string& out, std::string_view text);

} // namespace tandem
