#pragma once
// From a method to the one write path: a command as the member, for the object as it was read. Worker threads.

#include "calendar/engine/object_write.hpp"
#include "server/dav/ask.hpp"
#include "server/http/headers.hpp"

namespace tandem::dav {

// If-Match and If-None-Match of a method that changes something (RFC 9110 13.1); `etag` is "" if nothing is there yet.
bool passes_conditions(const http::Headers& headers, std::string_view etag);

// `before` is null for a new object. Refused with changed_since if it is another by then: with a condition in the
// request that is the 412 of it, without one the method runs again on what is there now.
Write write(const Ask& ask, ObjectCommand command, const CalendarObject* before,
            std::function<http::Response(const Outcome&)> answer);

} // namespace tandem::dav
