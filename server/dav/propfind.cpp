// PROPFIND (RFC 4918 9.1).
#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/properties.hpp"

namespace tandem::dav {
namespace {

using Kind = Address::Kind;

// An empty body asks for all (9.1).
Result<Wanted> read_wanted(const http::Request& request) {
    if (request.body.empty()) return Wanted{};
    const auto root = parse_xml(request.body);
    if (!root) return std::unexpected(root.error());
    if (!root->is(d("propfind"))) return fail(ErrorCode::bad_request, "the body must be a DAV: propfind");
    return wanted_of(*root);
}

void write_calendar(XmlWriter& out, const Ask& ask, const Calendar& calendar, const Wanted& wanted) {
    write_response(out, {ask, {Kind::calendar, ask.address.member, calendar.id, {}}, &calendar, nullptr}, wanted);
}

void write_members(XmlWriter& out, const Ask& ask, const Wanted& wanted) {
    const Id member = ask.reader.member().id;
    switch (ask.address.kind) {
    case Kind::root:
        write_response(out, {ask, {Kind::principals, {}, {}, {}}, nullptr, nullptr}, wanted);
        write_response(out, {ask, {Kind::homes, {}, {}, {}}, nullptr, nullptr}, wanted);
        break;
    case Kind::principals:
        write_response(out, {ask, {Kind::principal, member, {}, {}}, nullptr, nullptr}, wanted);
        break;
    case Kind::homes: write_response(out, {ask, {Kind::home, member, {}, {}}, nullptr, nullptr}, wanted); break;
    case Kind::home:
        for (const Calendar* calendar : ask.reader.calendars()) write_calendar(out, ask, *calendar, wanted);
        break;
    case Kind::calendar:
        for (const CalendarObject& object : ask.reader.all(ask.calendar->id)) {
            if (is_full(ask, out)) break;
            write_response(out, {ask, {Kind::object, member, ask.calendar->id, object.name}, ask.calendar, &object},
                           wanted);
        }
        break;
    case Kind::principal:
    case Kind::object: break;
    }
}

} // namespace

Step propfind(const Ask& ask) {
    const auto depth = ask.request.headers.get("Depth");
    if (depth != "0" && depth != "1") // absent is infinity (9.1)
        return precondition(403, d("propfind-finite-depth"));
    const auto wanted = read_wanted(ask.request);
    if (!wanted) return refusal(wanted.error());
    XmlWriter out(d("multistatus"));
    if (ask.address.kind == Kind::object) {
        const auto object = ask.reader.find(ask.calendar->id, ask.address.name);
        if (!object) return http::empty_response(404);
        write_response(out, {ask, ask.address, ask.calendar, &*object}, *wanted);
    } else {
        write_response(out, {ask, ask.address, ask.calendar, nullptr}, *wanted);
        if (depth == "1") write_members(out, ask, *wanted);
        if (is_full(ask, out)) return too_much("there is more of it than one answer may hold");
    }
    return xml_response(207, std::move(out));
}

} // namespace tandem::dav
