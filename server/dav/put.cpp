// PUT of a calendar object (RFC 4791 5.3.2): a command like any other. Its text is kept as it came while nothing else
// changes the object.
#include <algorithm>
#include <functional>

#include "calendar/engine/object_names.hpp"
#include "calendar/engine/object_write.hpp"
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

// What is acknowledged is kept whole: a property that went missing would go missing in every app.
http::Response too_much(std::string_view why) { return precondition(403, c("max-resource-size"), why); }

// Years that Tandem does not keep have conditions of their own.
Name condition_of(std::string_view why, std::string_view body) {
    if (!why.contains("outside the years")) return c("valid-calendar-data");
    const auto line = body.find("DTSTART"), value = line == std::string_view::npos ? line : body.find(':', line);
    const bool is_early = value != std::string_view::npos && body.substr(value + 1, 4) < "1900";
    return is_early ? c("min-date-time") : c("max-date-time");
}

std::optional<http::Response> refuse_decoded(const ical::Decoded& decoded, std::string_view body) {
    if (!decoded.calendar.method.empty()) return invalid_resource("must have no METHOD");
    if (decoded.items.empty()) return invalid_resource("must hold an event");
    for (const ical::Item& item : decoded.items)
        if (item.skipped.contains("not an event"))
            return precondition(403, c("supported-calendar-component"), item.skipped);
    for (const ical::Item& item : decoded.items)
        if (!item.skipped.empty()) return precondition(403, condition_of(item.skipped, body), item.skipped);
    for (const ical::Item& item : decoded.items)
        if (item.lost_lines) return too_much("has a line that is too long, or too many alarms");
    const std::string& uid = decoded.items.front().event.uid;
    if (uid.empty()) return invalid_resource("must have a UID");
    const auto is_occurrence = [](const ical::Item& item) { return item.event.recurrence_id.has_value(); };
    const auto firsts = std::ranges::count_if(decoded.items, std::not_fn(is_occurrence));
    const bool is_one =
        std::ranges::all_of(decoded.items, [&](const ical::Item& item) { return item.event.uid == uid; });
    if (!is_one || firsts > 1) return invalid_resource("must hold one event, with its occurrences");
    if (firsts == 0) return invalid_resource("must hold the series of its occurrences");
    return std::nullopt;
}

// Nothing else in the calendar has the name or the UID, and an object keeps its own.
std::optional<http::Response> refuse_place(const Ask& ask, const std::string& uid, const CalendarObject* before) {
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
    if (ask.reader.is_name_taken(ask.calendar->id, ask.address.name))
        return precondition(403, d("resource-must-be-null"), "something that is not shown here has this name");
    auto other = ask.reader.find_uid(ask.calendar->id, uid);
    if (!other) other = ask.reader.find(ask.calendar->id, uid.substr(0, id_text_length) + ".ics"); // made by the page
    if (other && uid_of(*other, base_url) == uid) return conflict(other->name);
    if (ask.reader.is_uid_taken(ask.calendar->id, uid))
        return precondition(409, c("no-uid-conflict"), "something that is not shown here has this UID");
    return std::nullopt;
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
    if (error->code == ErrorCode::too_large) return precondition(403, c("max-instances"), error->message);
    const bool is_of_field = error->code == ErrorCode::invalid_field || error->code == ErrorCode::invalid_reference;
    return is_of_field ? invalid_resource(error->field + " " + error->message) : refusal(*error);
}

// The whole first, then its occurrences.
std::vector<ical::Event> events_in(ical::Decoded&& decoded) {
    std::vector<ical::Event> events;
    for (ical::Item& item : decoded.items) events.push_back(std::move(item.event));
    const auto first = std::ranges::find_if(events, [](const ical::Event& event) { return !event.recurrence_id; });
    std::rotate(events.begin(), first, first + 1);
    return events;
}

Step store(const Ask& ask, std::span<const ical::Event> events, const CalendarObject* before) {
    if (before && ask.reader.text(*before, ask.services.base_url) == ask.request.body)
        return stored(204, etag_of(*before));
    Entry fresh;
    fresh.kind = EntryKind::event;
    fresh.status = EntryStatus::confirmed;
    fresh.calendar_id = ask.calendar->id;
    fresh.uid = events.front().uid;
    fresh.resource_name = ask.address.name;
    auto command = command_for(before, fresh, events);
    if (!command && command.error().code == ErrorCode::too_large) return too_much(command.error().message);
    if (!command) return invalid_resource(command.error().message);
    if (!command->args) return http::empty_response(204); // says what is there already
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
    auto decoded = ical::decode(ask.request.body);
    if (!decoded)
        return decoded.error().code == ErrorCode::too_large
                   ? too_much({})
                   : precondition(403, c("valid-calendar-data"), decoded.error().message);
    if (auto refused = refuse_decoded(*decoded, ask.request.body)) return std::move(*refused);
    const auto events = events_in(std::move(*decoded));
    const CalendarObject* place = before ? &*before : nullptr;
    if (auto refused = refuse_place(ask, events.front().uid, place)) return std::move(*refused);
    return store(ask, events, place);
}

} // namespace tandem::dav
