// PUT of a calendar object (RFC 4791 5.3.2): a command like any other. Its text is kept as it came while nothing else
// changes the object.
#include <algorithm>

#include "calendar/entries/repeat.hpp"
#include "calendar/ical/decode.hpp"
#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/write.hpp"

namespace tandem::dav {
namespace {

// 5.3.2.1, each condition with the element that it names.
std::optional<http::Response> refuse_kind(const http::Request& request) {
    const std::string_view type = request.headers.get("Content-Type");
    const auto essence = type.substr(0, type.find(';'));
    if (type.empty() || http::equal_without_case(essence.substr(0, 13), "text/calendar")) return std::nullopt;
    return precondition(403, c("supported-calendar-data"), "must be text/calendar");
}

http::Response invalid_resource(std::string_view why) {
    return precondition(403, c("valid-calendar-object-resource"), why);
}

std::optional<http::Response> refuse_decoded(const ical::Decoded& decoded) {
    if (!decoded.calendar.method.empty()) return invalid_resource("must have no METHOD");
    if (decoded.items.empty()) return invalid_resource("must hold an event");
    for (const ical::Item& item : decoded.items)
        if (item.skipped.contains("not an event"))
            return precondition(403, c("supported-calendar-component"), item.skipped);
    for (const ical::Item& item : decoded.items)
        if (!item.skipped.empty()) return precondition(403, c("valid-calendar-data"), item.skipped);
    for (const ical::Item& item : decoded.items)
        if (ical::repeats(item.event) || !item.event.excluded.empty() || item.event.recurrence_id)
            return invalid_resource("must not repeat: that is edited in the page");
    if (decoded.items.size() > 1) return invalid_resource("must hold one event");
    if (decoded.items.front().event.uid.empty()) return invalid_resource("must have a UID");
    return std::nullopt;
}

// No other object of the calendar has the UID, and an object keeps its own.
std::optional<http::Response> refuse_uid(const Ask& ask, const std::string& uid, const CalendarObject* before) {
    const auto conflict = [&](const std::string& name) {
        Address address = ask.address;
        address.name = name;
        return precondition(409, c("no-uid-conflict"), {}, to_path(address));
    };
    const std::string& base_url = ask.services.base_url;
    if (before) {
        if (uid_of(*before, base_url) == uid) return std::nullopt;
        return conflict(before->name);
    }
    auto other = ask.reader.find_uid(ask.calendar->id, uid);
    if (!other) other = ask.reader.find(ask.calendar->id, uid.substr(0, id_text_length) + ".ics"); // made by the page
    if (!other || uid_of(*other, base_url) != uid) return std::nullopt;
    return conflict(other->name);
}

// An ETag says that the bytes are those that came (5.3.4).
http::Response stored(int status, const std::optional<std::string>& etag) {
    http::Response response = http::empty_response(status);
    if (etag) response.headers.set("ETag", *etag);
    return response;
}

http::Response answer(const Outcome& outcome, bool is_new) {
    const auto* error = std::get_if<Error>(&outcome);
    if (!error)
        return stored(is_new ? 201 : 204,
                      std::get_if<Ack>(&outcome) ? std::get<Ack>(outcome).object_tag : std::nullopt);
    const bool is_of_field = error->code == ErrorCode::invalid_field || error->code == ErrorCode::invalid_reference;
    return is_of_field ? invalid_resource(error->field + " " + error->message) : refusal(*error);
}

Step store(const Ask& ask, const ical::Event& event, const CalendarObject* before) {
    Entry fresh;
    fresh.kind = EntryKind::event;
    fresh.status = EntryStatus::confirmed;
    fresh.calendar_id = ask.calendar->id;
    fresh.uid = event.uid;
    fresh.resource_name = ask.address.name;
    auto command = command_for(before, fresh, {&event, 1});
    if (!command) return invalid_resource(command.error().message);
    if (!command->args) { // says what is there already
        const bool is_same = ask.reader.text(*before, ask.services.base_url) == ask.request.body;
        return stored(204, is_same ? std::optional(etag_of(*before)) : std::nullopt);
    }
    Write write = dav::write(ask, std::move(*command), before,
                             [is_new = !before](const Outcome& outcome) { return answer(outcome, is_new); });
    if (!before || is_seen_whole(*before))
        write.submission.object_text =
            ObjectText{before ? std::optional(before->entry->id) : std::nullopt, ask.request.body};
    return write;
}

} // namespace

Step put(const Ask& ask) {
    if (!is_resource_name(ask.address.name)) return precondition(403, d("resource-must-be-null"), "not a name here");
    const auto before = ask.reader.find(ask.calendar->id, ask.address.name);
    if (!passes_conditions(ask.request.headers, before ? etag_of(*before) : "")) return http::empty_response(412);
    if (ask.reader.level(*ask.calendar) != Level::write || (before && before->detail != Detail::full))
        return precondition(403, d("need-privileges"));
    if (auto refused = refuse_kind(ask.request)) return std::move(*refused);
    if (before && (repeats(*before->entry) || !before->overrides.empty()))
        return invalid_resource("repeats: that is edited in the page");
    const auto decoded = ical::decode(ask.request.body);
    if (!decoded)
        return decoded.error().code == ErrorCode::too_large
                   ? precondition(403, c("max-resource-size"))
                   : precondition(403, c("valid-calendar-data"), decoded.error().message);
    if (auto refused = refuse_decoded(*decoded)) return std::move(*refused);
    const ical::Event& event = decoded->items.front().event;
    const CalendarObject* place = before ? &*before : nullptr;
    if (auto refused = refuse_uid(ask, event.uid, place)) return std::move(*refused);
    return store(ask, event, place);
}

} // namespace tandem::dav
