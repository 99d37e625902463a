// calendar-query (RFC 4791 7.8).
#include "server/dav/answers.hpp"
#include "server/dav/filter.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/properties.hpp"

namespace tandem::dav {
namespace {

// Tandem has none of its own; those of an app are in its bytes.
bool has_alarm(const Ask& ask, const CalendarObject& object) {
    return ask.reader.text(object, ask.services.base_url).contains("BEGIN:VALARM");
}

} // namespace

Step calendar_query(const Ask& ask, const Element& root) {
    const Element* element = root.child(c("filter"));
    if (!element) return precondition(403, c("valid-filter"), "a filter is needed");
    const auto filter = parse_filter(*element);
    if (!filter) return precondition(403, filter.error().condition, filter.error().message);
    auto data = parse_calendar_data(root);
    if (!data) return std::move(data.error());
    XmlWriter out(d("multistatus"));
    // Thunderbird and others leave Depth out and mean the calendar's objects; 0 is the calendar alone, which is none.
    if (filter->takes_nothing || ask.request.headers.get("Depth") == "0") return xml_response(207, std::move(out));
    const bool has_range = filter->from || filter->to;
    const auto objects = has_range ? ask.reader.between(ask.calendar->id, filter->from.value_or(all_of_time.from),
                                                        filter->to.value_or(all_of_time.to))
                                   : ask.reader.all(ask.calendar->id);
    const Wanted wanted = wanted_of(root);
    LookBudget budget;
    for (const CalendarObject& object : objects) {
        const bool is_taken =
            filter->properties.empty() || filter->takes(events_of(object, ask.services.base_url), budget);
        data->is_cut = data->is_cut || budget.bytes == 0 || is_full(ask, out);
        if (data->is_cut) break;
        if (!is_taken || (filter->has_alarm && has_alarm(ask, object) != *filter->has_alarm)) continue;
        Address address = ask.address;
        address.kind = Address::Kind::object;
        address.name = object.name;
        write_response(out, {ask, address, ask.calendar, &object, &*data}, wanted);
    }
    return finish(std::move(out), *data);
}

} // namespace tandem::dav
