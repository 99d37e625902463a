#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/ical/decode.hpp"
#include "calendar/ical/encode.hpp"
#include "tests/calendar/recur/random_series.hpp"
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

class RandomEvents {
public:
    // A series, and some of its occurrences with an event of their own.
    std::vector<Event> next(int number) {
        Event event;
        event.uid = fmt::format("{}@x", number);
        event.dtstamp = Instant{};
        Series series = random_.next();
        if (random_.chance(3)) series.rules.push_back(random_.next().rules[0]);
        fit_rules(series);
        for (auto& date : series.dates)
            if (random_.chance(2)) date.ends += std::chrono::days{1};
        std::ranges::sort(series.dates);
        const auto some = expand(series, series.first.starts, LocalTime::max(), {12, 100'000}).occurrences;
        std::vector<Event> events;
        for (const auto& occurrence : some)
            if (random_.chance(4)) series.excluded.push_back(occurrence.starts);
        event.when = series.first;
        event.rules = series.rules;
        event.dates = series.dates;
        event.excluded = series.excluded;
        events.push_back(event);
        for (const auto& occurrence : some)
            if (random_.chance(4)) events.push_back(override_of(event, occurrence));
        return events;
    }

private:
    // Rules made for another start: what whole days cannot have is left out, UNTIL takes the form of this one.
    static void fit_rules(Series& series) {
        const bool is_zoned = series.first.kind == When::Kind::zoned;
        std::erase_if(series.rules, [&](const Rule& rule) { return !check_rule(rule, series.first.kind); });
        for (Rule& rule : series.rules)
            if (rule.until && !(is_zoned && rule.until->kind == Until::Kind::utc))
                rule.until = until_at(rule.until->at, series.first);
        if (series.rules.size() == 2 && series.rules[0] == series.rules[1]) series.rules.pop_back();
    }
    Event override_of(const Event& series, const Occurrence& occurrence) {
        Event event;
        event.uid = series.uid;
        event.dtstamp = Instant{};
        event.recurrence_id = RecurrenceId{series.when.kind, occurrence.starts, series.when.zone};
        event.when = random_.next().first;
        return event;
    }

    RandomSeries random_{7};
};

TEST(RoundTrip, WhatRepeatsComesBackAsItWas) {
    RandomEvents random;
    for (int i = 0; i < 500; ++i) {
        const auto events = random.next(i);
        const auto text = encode({}, events);
        EXPECT_EQ(line_fault(text), "");
        const auto decoded = decode(text);
        ASSERT_TRUE(decoded);
        ASSERT_EQ(decoded->items.size(), events.size());
        for (std::size_t k = 0; k < events.size(); ++k) {
            EXPECT_EQ(decoded->items[k].skipped, "") << text;
            const Event& event = decoded->items[k].event;
            ASSERT_TRUE(event == events[k]) << encode({}, {&events[k], 1}) << encode({}, {&event, 1});
        }
    }
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
