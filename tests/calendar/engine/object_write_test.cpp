// What a calendar app says of a whole object, as one command: read back, it says the same, and what it cannot say
// stays.
#include "calendar/engine/object_write.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/object_reader.hpp"
#include "calendar/ical/decode.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct ObjectWriteTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), lea = add_member("Lea", Team::other);
    Id calendar = add_calendar("Plan", R"(,"rights":["other:write"])");

    static std::string event(std::string_view more) {
        return fmt::format("BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260301T090000Z\r\n{}END:VEVENT\r\n", more);
    }
    static std::string weekly(std::string_view start, std::string_view more = "") {
        return event(fmt::format("DTSTART;TZID=Europe/Berlin:{}\r\nDURATION:PT1H\r\nSUMMARY:Weekly\r\n"
                                 "RRULE:FREQ=WEEKLY;COUNT=10\r\n{}",
                                 start, more));
    }
    static std::string one(std::string_view id, std::string_view start, std::string_view more) {
        return event(fmt::format("RECURRENCE-ID;TZID=Europe/Berlin:{}\r\nDTSTART;TZID=Europe/Berlin:{}\r\n"
                                 "DURATION:PT1H\r\n{}",
                                 id, start, more));
    }
    std::optional<CalendarObject> object(Id member) {
        return ObjectReader(queries, engine.directory(), member).find_uid(calendar, "u1");
    }
    static std::vector<ical::Event> events_of_text(const std::string& events) {
        std::vector<ical::Event> found;
        const auto decoded = ical::decode("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n").value();
        for (const auto& item : decoded.items) found.push_back(item.event);
        return found;
    }
    ObjectCommand command(Id author, const std::string& events) {
        Entry fresh;
        fresh.kind = EntryKind::event;
        fresh.status = EntryStatus::confirmed;
        fresh.calendar_id = calendar;
        fresh.uid = "u1";
        fresh.resource_name = "a.ics";
        const auto before = object(author);
        return command_for(before ? &*before : nullptr, fresh, events_of_text(events)).value();
    }
    std::string put(Id author, const std::string& events) {
        const ObjectCommand made = command(author, events);
        if (!made.args) return "nothing";
        acked(run(author, made.name, boost::json::serialize(*made.args)));
        return made.name;
    }
    // What an app is told, without the numbers of it.
    std::string told(Id member) {
        std::string text;
        for (const ical::Event& e : events_of(object(member).value(), "https://cal.example.org"))
            text += fmt::format("{} {}{} x{}, ", to_text(e.when.starts).substr(5, 8), e.summary,
                                e.recurrence_id ? " for " + to_text(e.recurrence_id->starts).substr(5, 8) : "",
                                e.excluded.size());
        return text;
    }
};

TEST_F(ObjectWriteTest, ASeriesWithItsOccurrencesIsWrittenAndReadBack) {
    const auto text = weekly("20260303T090000", "EXDATE;TZID=Europe/Berlin:20260310T090000\r\n") +
                      one("20260317T090000", "20260318T140000", "SUMMARY:Quarter\r\n");
    EXPECT_EQ(put(mia, text), "entry.put_series");
    EXPECT_EQ(told(mia), "03-03T09 Weekly x1, 03-18T14 Quarter for 03-17T09 x0, ");
    EXPECT_EQ(object(mia)->entry->resource_name, "a.ics");
    EXPECT_EQ(put(mia, text), "nothing");
}

TEST_F(ObjectWriteTest, WhatAnAppCannotSayStays) {
    put(mia, weekly("20260303T090000") + one("20260317T090000", "20260318T140000", "SUMMARY:Quarter\r\n"));
    const Id series = object(mia)->entry->id, quarter = object(mia)->overrides.at(0).entry->id;
    for (const Id id : {series, quarter})
        acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","offer":"Half","kind":"review"}})", to_text(id))));
    // An hour later, with all its occurrences.
    put(mia, weekly("20260303T100000") + one("20260317T100000", "20260318T150000", "SUMMARY:Quarter\r\n") +
                 one("20260324T100000", "20260324T110000", "SUMMARY:Late\r\n"));
    EXPECT_EQ(told(mia), "03-03T10 Weekly x0, 03-18T15 Quarter for 03-17T10 x0, 03-24T11 Late for 03-24T10 x0, ");
    EXPECT_EQ(load<Entry>(entry_type, quarter)->offer, "Half");
    EXPECT_EQ(object(mia)->overrides.at(1).entry->offer, "Half"); // as its series
    EXPECT_EQ(object(mia)->overrides.at(1).entry->kind, EntryKind::review);
}

TEST_F(ObjectWriteTest, OneEventStaysAnEntryUntilItRepeats) {
    const std::string plain = event("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nSUMMARY:Once\r\n");
    EXPECT_EQ(put(mia, plain), "entry.create");
    EXPECT_EQ(put(mia, event("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nSUMMARY:Two\r\n")), "entry.update");
    EXPECT_EQ(put(mia, weekly("20260303T090000")), "entry.put_series");
    EXPECT_EQ(put(mia, plain), "entry.put_series");
    EXPECT_TRUE(object(mia)->entry->rrule.empty());
}

TEST_F(ObjectWriteTest, WhatTheAppWasNotShownStaysWhenItSaysBackWhatItSaw) {
    put(mia, weekly("20260303T090000") + one("20260317T090000", "20260318T140000", "SUMMARY:Secret\r\n") +
                 one("20260324T090000", "20260324T090000", "SUMMARY:No date\r\n"));
    const Id secret = object(mia)->overrides.at(0).entry->id, undated = object(mia)->overrides.at(1).entry->id;
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(secret))));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","status":"idea","when":null}})", to_text(undated))));
    EXPECT_EQ(told(lea), "03-03T09 Weekly x1, 03-18T14 Busy for 03-17T09 x0, ");
    const auto series = weekly("20260303T090000", "EXDATE;TZID=Europe/Berlin:20260324T090000\r\nLOCATION:Kiel\r\n");
    put(lea, series + one("20260317T090000", "20260318T140000", "SUMMARY:Busy\r\n"));
    EXPECT_EQ(object(lea)->entry->location, "Kiel");
    EXPECT_TRUE(object(lea)->entry->exdate.empty());
    EXPECT_EQ(load<Entry>(entry_type, secret)->title, "Secret");
    EXPECT_TRUE(load<Entry>(entry_type, undated));
    EXPECT_EQ(object(mia)->entry->overrides.size(), 2u);
}

TEST_F(ObjectWriteTest, AnOccurrenceShowsNoMoreThanItsSeries) {
    put(mia, weekly("20260303T090000", "CLASS:PRIVATE\r\n") +
                 one("20260317T090000", "20260318T140000", "CLASS:PUBLIC\r\nSUMMARY:Quarter\r\n"));
    EXPECT_EQ(told(lea), "03-03T09 Busy x0, 03-18T14 Busy for 03-17T09 x0, ");
}

TEST_F(ObjectWriteTest, OccurrencesAloneAreNoObject) {
    const auto lone = events_of_text(one("20260317T090000", "20260318T140000", ""));
    EXPECT_FALSE(command_for(nullptr, Entry(), lone));
    const auto two = events_of_text(weekly("20260303T090000"));
    const ical::Event both[] = {two[0], two[0]};
    EXPECT_FALSE(command_for(nullptr, Entry(), both));
}

} // namespace
} // namespace tandem
