#pragma once
// Answers that are not a multistatus. Pure; any thread.

#include <string_view>

#include "server/dav/xml.hpp"
#include "server/http/message.hpp"

namespace tandem::dav {

http::Response xml_response(int status, XmlWriter&& body);

// RFC 4918 16: a failed precondition, as the one element that names it; `href` within it where the RFC asks for one.
http::Response precondition(int status, const Name& name, std::string_view description = {},
                            std::string_view href = {});

// What the engine refused, or the request's framing: the same statuses as everywhere.
http::Response refusal(const Error& error);

} // namespace tandem::dav
