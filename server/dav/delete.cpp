// DELETE of a calendar object (RFC 4918 9.6). Calendars are deleted in the page.
#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/write.hpp"
#include "server/http/conditional.hpp"

namespace tandem::dav {

Step erase(const Ask& ask) {
    const auto object = ask.reader.find(ask.calendar->id, ask.address.name);
    if (!object) return http::empty_response(404);
    if (!passes_conditions(ask.request.headers, etag_of(*object))) return http::empty_response(412);
    if (object->detail != Detail::full) return precondition(403, d("need-privileges"));
    ObjectCommand command{"entry.delete", parse_json_object(R"({"id":")" + to_text(object->entry->id) + "\"}").value()};
    return write(ask, std::move(command), &*object, [](const Outcome& outcome) {
        const auto* error = std::get_if<Error>(&outcome);
        return error ? refusal(*error) : http::empty_response(204);
    });
}

} // namespace tandem::dav
