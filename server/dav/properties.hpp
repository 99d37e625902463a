#pragma once
// The properties that resources have, each described once in a table: its name, which resources have it, whether
// allprop tells it, and how it is written (RFC 4918 15, 3744 5, 4791 5.2, 5397, 6578 4). Worker threads.

#include <string>
#include <vector>

#include "server/dav/ask.hpp"
#include "server/dav/calendar_data.hpp"
#include "server/dav/xml.hpp"

namespace tandem::dav {

// One resource of an answer.
struct Subject {
    const Ask& ask;
    Address address;
    const Calendar* calendar = nullptr;
    const CalendarObject* object = nullptr;
    CalendarData* data = nullptr; // of a report that asks for more or less than the whole text
};

// What a client wants to know of each.
struct Wanted {
    enum class Mode : std::uint8_t { named, all, names_only };
    Mode mode = Mode::all;
    std::vector<std::pair<std::string, std::string>> names; // space and local name; with `all`: besides
};

// Of a propfind or of a report: its prop, allprop or propname.
Wanted wanted_of(const Element& request);

bool is_known_property(const Name& name);

// A D:response with a propstat for what is there and one for what is not.
void write_response(XmlWriter& out, const Subject& subject, const Wanted& wanted);
// A D:response of a status alone.
void write_status(XmlWriter& out, std::string_view href, int status);

// The newest change that the reader has seen of the calendar.
std::int64_t newest_change(const Ask& ask, const Calendar& calendar);
// RFC 6578 4: a URI that holds the epoch and the newest change that the reader has seen of the calendar.
std::string sync_token(const Ask& ask, const Calendar& calendar);

} // namespace tandem::dav
