#include "server/dav/properties.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/ical/vtimezone.hpp"
#include "server/dav/names.hpp"
#include "server/dav/privileges.hpp"
#include "server/http/response_head.hpp"

namespace tandem::dav {
namespace {

using Kind = Address::Kind;

constexpr unsigned bit(Kind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned everything = 0x7f, principal = bit(Kind::principal), calendar = bit(Kind::calendar),
                   object = bit(Kind::object), home = bit(Kind::home), owned = home | calendar | object;

struct Property {
    Name name;
    unsigned kinds;
    bool in_allprop;
    void (*write)(XmlWriter&, const Subject&);
};

void href(XmlWriter& out, std::string_view path) { out.leaf(d("href"), path); }
void own_principal(XmlWriter& out, const Subject& s) { href(out, principal_path(s.ask.reader.member().id)); }

void resourcetype(XmlWriter& out, const Subject& s) {
    if (s.address.kind != Kind::object) out.empty(d("collection"));
    if (s.address.kind == Kind::principal) out.empty(d("principal"));
    if (s.address.kind == Kind::calendar) out.empty(c("calendar"));
}

void displayname(XmlWriter& out, const Subject& s) {
    out.text(s.calendar ? s.calendar->name : s.ask.reader.member().name);
}

void user_addresses(XmlWriter& out, const Subject& s) {
    href(out, "mailto:" + s.ask.reader.member().email);
    own_principal(out, s);
}

void reports(XmlWriter& out, const Subject&) {
    for (const Name& name : {c("calendar-multiget"), c("calendar-query"), c("free-busy-query"), d("sync-collection")}) {
        out.open(d("supported-report"));
        out.open(d("report"));
        out.empty(name);
        out.close();
        out.close();
    }
}

void collations(XmlWriter& out, const Subject&) {
    for (const std::string_view name : {"i;ascii-casemap", "i;octet"}) out.leaf(c("supported-collation"), name);
}

void calendar_data_type(XmlWriter& out, const Subject&) {
    out.open(c("calendar-data"), "content-type", "text/calendar");
    out.close();
}

void tag(XmlWriter& out, const Subject& s) { out.text(sync_token(s.ask, *s.calendar)); }

std::string text_of_object(const Subject& s) {
    CalendarData plain;
    return text_of(s.ask, *s.object, plain);
}

void calendar_data(XmlWriter& out, const Subject& s) {
    out.text(s.data ? text_of(s.ask, *s.object, *s.data) : text_of_object(s));
}

// Of the member: floating times and whole days are theirs (RFC 4791 5.2.2).
void calendar_timezone(XmlWriter& out, const Subject& s) {
    out.text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tandem//Tandem 1//EN\r\n" +
             ical::encode_zone(s.ask.reader.member().zone) + "END:VCALENDAR\r\n");
}

std::string last_modified(const Subject& s) {
    return http::http_date(s.object ? s.object->entry->updated_at : s.calendar->updated_at);
}

constexpr Property table[] = {
    {d("resourcetype"), everything, true, resourcetype},
    {d("displayname"), principal | calendar, true, displayname},
    {d("getetag"), object, true, [](XmlWriter& out, const Subject& s) { out.text(etag_of(*s.object)); }},
    {d("getcontenttype"), object, true,
     [](XmlWriter& out, const Subject&) { out.text("text/calendar; charset=utf-8; component=VEVENT"); }},
    {d("getcontentlength"), object, false,
     [](XmlWriter& out, const Subject& s) { out.text(std::to_string(text_of_object(s).size())); }},
    {d("getlastmodified"), object | calendar, true,
     [](XmlWriter& out, const Subject& s) { out.text(last_modified(s)); }},
    {c("calendar-data"), object, false, calendar_data},
    {d("current-user-principal"), everything, false, own_principal},
    {d("principal-URL"), principal, false, own_principal},
    {d("principal-collection-set"), everything, false,
     [](XmlWriter& out, const Subject&) { href(out, "/dav/principals/"); }},
    {d("owner"), owned, false, own_principal},
    {d("current-user-privilege-set"), everything, false, write_privileges},
    {d("supported-report-set"), calendar, false, reports},
    {d("sync-token"), calendar, false, tag},
    {s("getctag"), calendar, false, tag},
    {c("calendar-home-set"), principal, false,
     [](XmlWriter& out, const Subject& s) { href(out, home_path(s.ask.reader.member().id)); }},
    {c("calendar-user-address-set"), principal, false, user_addresses},
    {c("calendar-description"), calendar, false,
     [](XmlWriter& out, const Subject& s) { out.text(s.calendar->description); }},
    {c("supported-calendar-component-set"), calendar, false,
     [](XmlWriter& out, const Subject&) { out.empty(c("comp"), "name", "VEVENT"); }},
    {c("supported-calendar-data"), calendar, false, calendar_data_type},
    {c("supported-collation-set"), calendar, false, collations},
    {c("max-resource-size"), calendar, false,
     [](XmlWriter& out, const Subject&) { out.text(std::to_string(most_object_bytes)); }},
    {c("calendar-timezone"), calendar, false, calendar_timezone},
    {c("min-date-time"), calendar, false, [](XmlWriter& out, const Subject&) { out.text("19000101T000000Z"); }},
    {c("max-date-time"), calendar, false, [](XmlWriter& out, const Subject&) { out.text("22001231T235959Z"); }}, // R5
    {a("calendar-color"), calendar, false, [](XmlWriter& out, const Subject& s) { out.text(s.calendar->color); }},
    {a("calendar-order"), calendar, false,
     [](XmlWriter& out, const Subject& s) { out.text(std::to_string(s.calendar->position)); }},
};

const Property* find_property(const Name& name) {
    const auto* found = std::ranges::find(table, name, &Property::name);
    return found == std::end(table) ? nullptr : found;
}

bool has(const Property* property, const Subject& subject) {
    return property && (property->kinds & bit(subject.address.kind)) != 0;
}

void close_propstat(XmlWriter& out, std::string_view status) {
    out.close(); // prop
    out.leaf(d("status"), status);
    out.close(); // propstat
}

void open_propstat(XmlWriter& out) {
    out.open(d("propstat"));
    out.open(d("prop"));
}

// What is there; the names of what is not are returned.
std::vector<Name> write_found(XmlWriter& out, const Subject& subject, const Wanted& wanted) {
    std::vector<Name> missing;
    const auto write = [&](const Property& property) {
        out.open(property.name);
        if (wanted.mode != Wanted::Mode::names_only) property.write(out, subject);
        out.close();
    };
    if (wanted.mode != Wanted::Mode::named)
        for (const Property& property : table)
            if (has(&property, subject) && (property.in_allprop || wanted.mode == Wanted::Mode::names_only))
                write(property);
    for (const auto& [space, local] : wanted.names) {
        const Property* property = find_property({space, local});
        if (!has(property, subject))
            missing.push_back({space, local});
        else if (wanted.mode == Wanted::Mode::named || !property->in_allprop)
            write(*property);
    }
    return missing;
}

} // namespace

Wanted wanted_of(const Element& request) {
    Wanted wanted;
    const Element* names = request.child(d("prop"));
    if (names) wanted.mode = Wanted::Mode::named;
    if (request.child(d("propname"))) wanted.mode = Wanted::Mode::names_only;
    if (!names && wanted.mode == Wanted::Mode::all) names = request.child(d("include"));
    if (!names) return wanted;
    for (const Element& name : names->children) {
        const std::pair<std::string, std::string> pair{name.space, name.local};
        if (std::ranges::count(wanted.names, pair) == 0) wanted.names.push_back(pair);
    }
    return wanted;
}

bool is_known_property(const Name& name) { return find_property(name) != nullptr; }

void write_response(XmlWriter& out, const Subject& subject, const Wanted& wanted) {
    out.open(d("response"));
    href(out, to_path(subject.address));
    open_propstat(out);
    const std::vector<Name> missing = write_found(out, subject, wanted);
    close_propstat(out, "HTTP/1.1 200 OK");
    if (!missing.empty()) {
        open_propstat(out);
        for (const Name& name : missing) out.empty(name);
        close_propstat(out, "HTTP/1.1 404 Not Found");
    }
    out.close();
}

void write_status(XmlWriter& out, std::string_view path, int status) {
    out.open(d("response"));
    href(out, path);
    out.leaf(d("status"), fmt::format("HTTP/1.1 {} {}", status, http::reason_phrase(status)));
    out.close();
}

std::int64_t newest_change(const Ask& ask, const Calendar& of) {
    return std::min(ask.services.tags.of(of.id), ask.reader.seq()); // the tag may be newer than what the reader sees
}

std::string sync_token(const Ask& ask, const Calendar& of) {
    return fmt::format("data:,{}/{}", ask.services.backend.engine.epoch(), newest_change(ask, of));
}

} // namespace tandem::dav
