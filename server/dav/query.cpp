// calendar-query (RFC 4791 7.8).
#include "server/dav/answers.hpp"
#include "server/dav/filter.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/properties.hpp"

namespace tandem::dav {
namespace {

// Beyond the years of R5 nothing is kept.
constexpr Instant earliest = std::chrono::sys_days{std::chrono::year{1800} / 1 / 1};
constexpr Instant latest = std::chrono::sys_days{std::chrono::year{2300} / 1 / 1};

} // namespace

Step calendar_query(const Ask& ask, const Element& root) {
    const Element* element = root.child(c("filter"));
    if (!element) return precondition(403, c("valid-filter"), "a filter is needed");
    const auto filter = parse_filter(*element);
    if (!filter) return precondition(403, filter.error().condition, filter.error().message);
    XmlWriter out(d("multistatus"));
    // Thunderbird and others leave Depth out and mean the calendar's objects; 0 is the calendar alone, which is none.
    if (filter->takes_nothing || ask.request.headers.get("Depth") == "0") return xml_response(207, std::move(out));
    const bool has_range = filter->from || filter->to;
    const auto objects =
        has_range ? ask.reader.between(ask.calendar->id, filter->from.value_or(earliest), filter->to.value_or(latest))
                  : ask.reader.all(ask.calendar->id);
    const Wanted wanted = wanted_of(root);
    for (const CalendarObject& object : objects) {
        if (!filter->properties.empty() && !filter->takes(event_of(object, ask.services.base_url))) continue;
        Address address = ask.address;
        address.kind = Address::Kind::object;
        address.name = object.name;
        write_response(out, {ask, address, ask.calendar, &object}, wanted);
    }
    return xml_response(207, std::move(out));
}

} // namespace tandem::dav
