#pragma once
// What a body may not be, looked at before it is parsed (R23). Pure; any thread.

#include <string_view>

#include "calendar/base/error.hpp"
#include "server/dav/xml.hpp"

namespace tandem::dav {

// UTF-8 of characters that XML has (XML 1.0, 2.2): no controls but tab and line ends.
bool is_xml_text(std::string_view text);

// Errors: too_large, bad_request.
Result<void> check_xml_bounds(std::string_view bytes, const XmlBounds& bounds);

} // namespace tandem::dav
