#include <gtest/gtest.h>

#include "calendar/ical/decode.hpp"
#include "calendar/ical/encode.hpp"
#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

std::vector<When> whens() {
    const auto local = [](const char* text) { return parse_local_time(text).value(); };
    const auto date = [](const char* text) { return parse_date(text).value(); };
    return {
        all_day(date("2026-05-12"), date("2026-05-13")),
        all_day(date("2026-12-30"), date("2027-01-04")),
        floating(local("2026-05-12T09:00:00"), local("2026-05-12T09:00:00")),
        zoned(local("2026-03-28T23:00:00"), local("2026-03-29T04:00:00"), "Europe/Berlin"),
        zoned(local("2026-10-25T02:30:00"), local("2026-10-25T02:45:00"), "Europe/Berlin"),
        zoned(local("2026-04-05T01:45:00"), local("2026-04-05T05:00:00"), "Australia/Lord_Howe"),
        zoned(local("2026-12-31T23:00:00"), local("2027-01-01T01:00:00"), "Pacific/Auckland"),
        zoned(local("2026-05-12T09:00:00"), local("2026-05-12T10:00:00"), "Asia/Kolkata"),
        zoned(local("2026-05-12T09:00:00"), local("2026-05-12T10:00:00"), "Etc/UTC"),
    };
}

Event full_event(const When& when) {
    Event event;
    event.uid = "01HX,;\\@cal.example.org";
    event.sequence = 12;
    event.created = parse_instant("2026-04-01T09:00:00Z").value();
    event.last_modified = event.dtstamp = parse_instant("2026-05-04T08:15:30Z").value();
    event.when = when;
    event.summary = " \\n is not a newline; \"quoted\", مرحبا \U0001F680 ";
    event.description = std::string(300, 'x') + "\n\ttab\n\n" + std::string(80, ',');
    event.location = "Room: 1";
    event.url = "https://x.example/a,b;c?d=\\e";
    event.categories = {"A,b", "C;d", "\\"};
    event.status = Status::cancelled;
    event.access = Class::private_access;
    event.transparent = true;
    event.other_lines = {"X-A;B=\"c:d,e\";F=g:h\\,i", "GEO:52.5;13.4"};
    return event;
}

TEST(RoundTrip, EveryEventComesBackAsItWas) {
    std::vector<Event> events;
    for (const auto& when : whens()) events.push_back(full_event(when));
    Calendar calendar;
    calendar.method = "PUBLISH";
    calendar.name = "Launch, campaigns";
    calendar.description = "All of them";
    const auto text = encode(calendar, events);
    EXPECT_EQ(line_fault(text), "");
    const auto decoded = decode(text);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->calendar, calendar);
    ASSERT_EQ(decoded->items.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(decoded->items[i].skipped, "");
        EXPECT_TRUE(decoded->items[i].warnings.empty());
        EXPECT_EQ(decoded->items[i].event, events[i]) << i;
    }
}

} // namespace
} // namespace tandem::ical
