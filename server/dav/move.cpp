// MOVE of a calendar object to another calendar of the same home (RFC 4918 9.9); its name goes along.
#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/write.hpp"

namespace tandem::dav {
namespace {

http::Response not_there(std::string_view why) { return http::problem({ErrorCode::forbidden, {}, std::string(why)}); }

// What stands in the way at the other end.
std::optional<http::Response> refuse_place(const Ask& ask, const Address& to, const CalendarObject& object) {
    const Calendar* calendar = ask.reader.calendar(to.calendar);
    if (!calendar) return http::empty_response(409); // 9.9.4: there is no such collection
    if (to.calendar == ask.calendar->id || to.name != object.name)
        return not_there("an object moves to another calendar, under its name");
    if (ask.reader.level(*calendar) != Level::write) return precondition(403, d("need-privileges"));
    if (ask.reader.find(to.calendar, to.name))
        return ask.request.headers.get("Overwrite") == "F" ? http::empty_response(412)
                                                           : not_there("something has this name there");
    if (ask.reader.is_name_taken(to.calendar, to.name, object.entry->id))
        return not_there("something that is not shown there has this name");
    if (const auto other = ask.reader.find_uid(to.calendar, uid_of(object, ask.services.base_url))) {
        Address place = to;
        place.name = other->name;
        return precondition(409, c("no-uid-conflict"), {}, to_path(place));
    }
    if (ask.reader.is_uid_taken(to.calendar, uid_of(object, ask.services.base_url), object.entry->id))
        return precondition(409, c("no-uid-conflict"), "something that is not shown there has this UID");
    return std::nullopt;
}

} // namespace

Step move(const Ask& ask) {
    const auto object = ask.reader.find(ask.calendar->id, ask.address.name);
    if (!object) return http::empty_response(404);
    if (!passes_conditions(ask.request.headers, etag_of(*object))) return http::empty_response(412);
    const auto to = parse_address(ask.request.headers.get("Destination"));
    if (!to) return http::problem({ErrorCode::bad_request, {}, "Destination must name an object here"});
    if (to->kind != Address::Kind::object || to->member != ask.address.member)
        return not_there("an object moves to another calendar of the same home");
    if (object->detail != Detail::full) return precondition(403, d("need-privileges"));
    if (auto refused = refuse_place(ask, *to, *object)) return std::move(*refused);
    const std::string args =
        R"({"id":")" + to_text(object->entry->id) + R"(","calendar_id":")" + to_text(to->calendar) + "\"}";
    return write(ask, {"entry.update", parse_json_object(args).value()}, &*object,
                 [path = to_path(*to)](const Outcome& outcome) {
                     if (const auto* error = std::get_if<Error>(&outcome)) return refusal(*error);
                     http::Response response = http::empty_response(201);
                     response.headers.set("Location", path);
                     return response;
                 });
}

} // namespace tandem::dav
