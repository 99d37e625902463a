// GET and HEAD of a calendar object (RFC 4918 9.4, RFC 4791 5.3.4).
#include "server/dav/methods.hpp"
#include "server/http/conditional.hpp"

namespace tandem::dav {

Step get(const Ask& ask) {
    const auto object = ask.reader.find(ask.calendar->id, ask.address.name);
    if (!object) return http::empty_response(404);
    const std::string etag = etag_of(*object);
    if (!http::passes_if_match(ask.request.headers, etag)) return http::empty_response(412);
    http::Response response = http::has_current_copy(ask.request.headers, etag)
                                  ? http::empty_response(304)
                                  : http::text_response(200, "text/calendar; charset=utf-8; component=VEVENT",
                                                        ask.reader.text(*object, ask.services.base_url));
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

} // namespace tandem::dav
