#pragma once
// What of an object's text a report asks for in its C:calendar-data (RFC 4791 9.6). Worker threads.

#include <optional>
#include <string>

#include "calendar/engine/object_instances.hpp"
#include "server/dav/ask.hpp"
#include "server/dav/text_choice.hpp"
#include "server/dav/xml.hpp"

namespace tandem::dav {

// One request's; the plain text where it does not ask for another.
struct CalendarData {
    std::optional<Span> expand;                 // 9.6.5
    std::optional<Span> limit;                  // 9.6.6
    std::optional<ComponentChoice> choice = {}; // 9.6.1
    ExpansionBudget budget = {};
    bool is_cut = false; // there was more than a budget allows: the answer is none
};

// Of a report. The answer that refuses it, if it makes no sense.
std::expected<CalendarData, http::Response> parse_calendar_data(const Element& report);

std::string text_of(const Ask& ask, const CalendarObject& object, CalendarData& data);

// The answer holds all that one may (R5): nothing more is to be written.
bool is_full(const Ask& ask, const XmlWriter& out);

// 507 with the condition of RFC 4791 7.8.
http::Response too_much(std::string_view description);
// That if data is cut, else the answer.
http::Response finish(XmlWriter&& out, const CalendarData& data);

} // namespace tandem::dav
