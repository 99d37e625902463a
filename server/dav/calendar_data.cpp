#include "server/dav/calendar_data.hpp"

#include "calendar/ical/encode.hpp"
#include "server/dav/answers.hpp"
#include "server/dav/names.hpp"
#include "server/dav/time_range.hpp"

namespace tandem::dav {
namespace {

// Both ends are required (9.6.5, 9.6.6).
std::optional<Span> parse_whole_range(const Element& element) {
    const auto range = parse_time_range(element);
    if (!range || !range->from || !range->to) return std::nullopt;
    return Span{*range->from, *range->to};
}

std::string chosen_events(const Ask& ask, const CalendarObject& object, CalendarData& data) {
    const std::string& base_url = ask.services.base_url;
    if (!data.expand && !data.limit) return ask.reader.text(object, base_url);
    auto events = events_of(object, base_url);
    if (data.limit) limit_events(events, *data.limit);
    if (data.expand && !expand_events(events, *data.expand, data.budget)) data.is_cut = true;
    return data.is_cut ? std::string() : ical::encode({}, events);
}

} // namespace

std::expected<CalendarData, http::Response> parse_calendar_data(const Element& report) {
    CalendarData data;
    const Element* names = report.child(d("prop"));
    const Element* element = names ? names->child(c("calendar-data")) : nullptr;
    if (!element) return data;
    const auto type = element->attribute("content-type"), version = element->attribute("version");
    if ((!type.empty() && type != "text/calendar") || (!version.empty() && version != "2.0"))
        return std::unexpected(precondition(403, c("supported-calendar-data"), "text/calendar 2.0 is told"));
    for (const auto& [name, range] : {std::pair(c("expand"), &data.expand), {c("limit-recurrence-set"), &data.limit}})
        if (const Element* asked = element->child(name); asked && !(*range = parse_whole_range(*asked)))
            return std::unexpected(
                http::problem({ErrorCode::bad_request, {}, "calendar-data needs a start and a later end"}));
    if (const Element* component = element->child(c("comp"))) data.choice = parse_component_choice(*component);
    if (data.expand && data.limit)
        return std::unexpected(
            http::problem({ErrorCode::bad_request, {}, "expand and limit-recurrence-set exclude each other"}));
    return data;
}

std::string text_of(const Ask& ask, const CalendarObject& object, CalendarData& data) {
    if (data.is_cut) return {};
    std::string text = chosen_events(ask, object, data);
    return data.choice ? choose(text, *data.choice) : text;
}

bool is_full(const Ask& ask, const XmlWriter& out) { return out.size() > ask.services.most_answer_bytes; }

http::Response too_much(std::string_view description) {
    return precondition(507, d("number-of-matches-within-limits"), description);
}

http::Response finish(XmlWriter&& out, const CalendarData& data) {
    if (data.is_cut) return too_much("there is more of it than one answer may hold");
    return xml_response(207, std::move(out));
}

} // namespace tandem::dav
