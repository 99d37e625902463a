// free-busy-query (RFC 4791 7.10): when the calendar's time is taken.
#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/object_instances.hpp"
#include "calendar/ical/content_line.hpp"
#include "calendar/ical/time_form.hpp"
#include "calendar/time/zone.hpp"
#include "server/dav/answers.hpp"
#include "server/dav/calendar_data.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/time_range.hpp"

namespace tandem::dav {
namespace {

// Whole days and floating times are those of the member.
Span taken_by(const ical::Event& event, const std::string& zone) {
    if (event.when.kind == When::Kind::zoned) return utc_span(event.when);
    return {to_instant(event.when.starts, zone), to_instant(event.when.ends, zone)};
}

void add_period(std::vector<Span>& periods, Span taken, const Span& range) {
    taken.from = std::max(taken.from, range.from);
    taken.to = std::min(taken.to, range.to);
    if (taken.from < taken.to) periods.push_back(taken);
}

void join(std::vector<Span>& periods) {
    std::ranges::sort(periods, {}, &Span::from);
    std::vector<Span> joined;
    for (const Span& period : periods) {
        if (!joined.empty() && period.from <= joined.back().to)
            joined.back().to = std::max(joined.back().to, period.to);
        else
            joined.push_back(period);
    }
    periods = std::move(joined);
}

std::string write_free_busy(const Span& range, Instant now, const std::vector<Span>& busy,
                            const std::vector<Span>& tentative) {
    using ical::utc_text;
    std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tandem//Tandem 1//EN\r\nBEGIN:VFREEBUSY\r\n";
    ical::append_line(out, "DTSTAMP:" + utc_text(now));
    ical::append_line(out, "DTSTART:" + utc_text(range.from));
    ical::append_line(out, "DTEND:" + utc_text(range.to));
    for (const auto& [name, periods] : {std::pair("FREEBUSY", &busy), {"FREEBUSY;FBTYPE=BUSY-TENTATIVE", &tentative}})
        for (const Span& period : *periods)
            ical::append_line(out, fmt::format("{}:{}/{}", name, utc_text(period.from), utc_text(period.to)));
    return out + "END:VFREEBUSY\r\nEND:VCALENDAR\r\n";
}

} // namespace

Step free_busy_query(const Ask& ask, const Element& root) {
    const Element* element = root.child(c("time-range"));
    const auto asked = element ? parse_time_range(*element) : std::unexpected(std::string("a time-range is needed"));
    if (!asked) return http::problem({ErrorCode::bad_request, {}, asked.error()});
    if (!asked->from || !asked->to) return http::problem({ErrorCode::bad_request, {}, "both ends are needed"});
    const Span range{*asked->from, *asked->to};
    constexpr std::chrono::days slack{1}; // whole days and floating times, which are looked for as if in UTC
    ExpansionBudget budget;
    std::vector<Span> busy, tentative;
    for (const CalendarObject& object : ask.reader.between(ask.calendar->id, range.from - slack, range.to + slack)) {
        auto events = events_of(object, ask.services.base_url);
        if (!expand_events(events, {range.from - slack, range.to + slack}, budget))
            return too_much("there is more of it than one answer may hold");
        for (const ical::Event& event : events)
            if (!event.transparent && event.status != ical::Status::cancelled)
                add_period(event.status == ical::Status::tentative ? tentative : busy,
                           taken_by(event, ask.reader.member().zone), range);
    }
    join(busy);
    join(tentative);
    http::Response response = http::text_response(
        200, "text/calendar; charset=utf-8", write_free_busy(range, ask.services.backend.clock.now(), busy, tentative));
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

} // namespace tandem::dav
