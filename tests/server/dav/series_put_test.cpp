// What repeats, as apps write it: one PUT is one command for the series with its occurrences (RFC 4791 4.1, 5.3.2).
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

using testing::AllOf;

struct SeriesPutTest : DavTest {
    static std::string event_of(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }
    static std::string calendar_of(const std::string& events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\n" + events + "END:VCALENDAR\r\n";
    }
    // Tuesdays from 10 March 2026, 9 to 10 in Berlin.
    static std::string weekly(const std::string& more = "RRULE:FREQ=WEEKLY;COUNT=10\r\n",
                              const std::string& title = "Weekly") {
        return event_of("UID:w\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20260310T090000\r\n"
                        "DTEND;TZID=Europe/Berlin:20260310T100000\r\nSUMMARY:" +
                        title + "\r\n" + more);
    }
    static std::string occurrence(const std::string& day, const std::string& title, const std::string& moved_to = "") {
        const std::string at = moved_to.empty() ? day + "T090000" : moved_to;
        return event_of("UID:w\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID;TZID=Europe/Berlin:" + day +
                        "T090000\r\nDTSTART;TZID=Europe/Berlin:" + at + "\r\nDURATION:PT1H\r\nSUMMARY:" + title +
                        "\r\n");
    }
    int put_events(const std::string& events, http::Headers headers = {}) {
        return put("w.ics", calendar_of(events), std::move(headers)).status;
    }
    std::shared_ptr<const Entry> of(std::string_view title) { return entry_called(title); }
    std::int64_t entries() { return *database.query_integer("SELECT count(*) FROM entry"); }
    void undo() { acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", engine.last_seq()))); }
    // The text as we write it, of what the app has put.
    std::string written() {
        database.execute("DELETE FROM object_text");
        return get("w.ics");
    }
};

TEST_F(SeriesPutTest, OnePutIsOneCommandForTheWhole) {
    const std::int64_t before = engine.last_seq();
    const std::string events = weekly("RRULE:FREQ=WEEKLY;COUNT=10\r\nEXDATE;TZID=Europe/Berlin:20260324T090000\r\n") +
                               occurrence("20260317", "Moved", "20260318T140000");
    const auto answer = put("w.ics", calendar_of(events));
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.headers.get("ETag"), etag("w.ics"));
    EXPECT_EQ(get("w.ics"), calendar_of(events)) << "the bytes are kept";
    EXPECT_EQ(engine.last_seq(), before + 1);
    EXPECT_EQ(of("Weekly")->exdate, TextList{"2026-03-24T09:00:00"});
    EXPECT_EQ(of("Moved")->series_id, of("Weekly")->id);
    EXPECT_EQ(to_text(of("Moved")->when->starts), "2026-03-18T14:00:00");
    EXPECT_THAT(written(), AllOf(HasSubstr("RRULE:FREQ=WEEKLY;COUNT=10\r\n"),
                                 HasSubstr("EXDATE;TZID=Europe/Berlin:20260324T090000\r\n"),
                                 HasSubstr("RECURRENCE-ID;TZID=Europe/Berlin:20260317T090000\r\n"),
                                 HasSubstr("DTSTART;TZID=Europe/Berlin:20260318T140000\r\n")));
    undo();
    EXPECT_EQ(entries(), 0) << "one undo";
}

TEST_F(SeriesPutTest, EventBecomesASeriesAndOneAgain) {
    put_events(weekly(""));
    acked(run(mia, "entry.update", R"({"id":")" + to_text(of("Weekly")->id) + R"(","offer":"Two for one"})"));
    EXPECT_EQ(put_events(weekly() + occurrence("20260317", "Other")), 204);
    EXPECT_EQ(of("Weekly")->rrule, TextList{"FREQ=WEEKLY;COUNT=10"});
    EXPECT_EQ(of("Weekly")->offer, "Two for one") << "what an app cannot say stays";
    EXPECT_EQ(of("Other")->offer, "Two for one");
    EXPECT_EQ(put_events(weekly("", "Once")), 204);
    EXPECT_TRUE(of("Once")->rrule.empty());
    EXPECT_EQ(entries(), 1);
    undo();
    EXPECT_TRUE(of("Other"));
}

TEST_F(SeriesPutTest, OccurrenceIsDeletedByExdateOrByLeavingItOut) {
    put_events(weekly() + occurrence("20260317", "A") + occurrence("20260324", "B"));
    EXPECT_EQ(put_events(weekly("RRULE:FREQ=WEEKLY;COUNT=10\r\nEXDATE;TZID=Europe/Berlin:20260317T090000\r\n")), 204);
    EXPECT_FALSE(of("A"));
    EXPECT_FALSE(of("B")) << "back to what the series says";
    EXPECT_EQ(of("Weekly")->exdate, TextList{"2026-03-17T09:00:00"});
    EXPECT_TRUE(of("Weekly")->overrides.empty());
}

TEST_F(SeriesPutTest, OccurrenceKeepsItsEntryWhenTheSeriesMoves) {
    put_events(weekly() + occurrence("20260317", "A"));
    const Id own = of("A")->id;
    acked(run(mia, "entry.update", R"({"id":")" + to_text(own) + R"(","offer":"Mine"})"));
    std::string later = weekly() + occurrence("20260317", "A");
    for (auto at = later.find("T090000"); at != std::string::npos; at = later.find("T090000"))
        later.replace(at, 7, "T110000");
    later.replace(later.find("T100000"), 7, "T120000");
    EXPECT_EQ(put_events(later), 204);
    ASSERT_TRUE(of("A"));
    EXPECT_EQ(of("A")->id, own);
    EXPECT_EQ(of("A")->offer, "Mine");
    EXPECT_EQ(of("A")->recurrence_id, "2026-03-17T11:00:00");
}

TEST_F(SeriesPutTest, IfMatchIsOfTheWholeResource) {
    put_events(weekly() + occurrence("20260317", "A"));
    const std::string tag = etag("w.ics");
    acked(run(mia, "entry.update", R"({"id":")" + to_text(of("A")->id) + R"(","location":"Hall"})"));
    EXPECT_EQ(put_events(weekly(), {{"If-Match", tag}}), 412);
    EXPECT_THAT(get("w.ics"), HasSubstr("LOCATION:Hall\r\n")) << "no longer the bytes of the app";
    EXPECT_EQ(put_events(weekly(), {{"If-Match", etag("w.ics")}}), 204);
}

TEST_F(SeriesPutTest, WhatTheAppWasNotShownStays) {
    put_events(weekly() + occurrence("20260317", "Idea") + occurrence("20260324", "Rob's"));
    const Id idea = of("Idea")->id, hidden = of("Rob's")->id;
    acked(run(mia, "entry.update", R"({"id":")" + to_text(idea) + R"(","status":"idea","when":null})"));
    acked(run(rob, "entry.update",
              fmt::format(R"({{"id":"{}","private":true,"owner_id":"{}"}})", to_text(hidden), to_text(rob))));
    database.execute("UPDATE entry SET created_by = '" + to_text(rob) + "' WHERE id = '" + to_text(hidden) + "'");
    const std::string shown = get("w.ics");
    EXPECT_THAT(shown,
                AllOf(HasSubstr("SUMMARY:Busy\r\n"), HasSubstr("EXDATE;TZID=Europe/Berlin:20260317T090000\r\n")));
    std::string body = shown;
    body.replace(body.find("SUMMARY:Weekly"), 14, "SUMMARY:Renamed");
    EXPECT_EQ(put("w.ics", body).status, 204);
    EXPECT_EQ(put("w.ics", calendar_of(weekly())).status, 204);
    ASSERT_TRUE(of("Idea"));
    EXPECT_TRUE(of("Weekly")->exdate.empty());
    EXPECT_EQ(of("Rob's")->id, hidden);
    EXPECT_THAT(get("w.ics"), HasSubstr("SUMMARY:Busy\r\n")) << "the bytes of the app do not tell what there is";
    put("w.ics", calendar_of(weekly() + occurrence("20260324", "Mine now", "20260325T090000")));
    EXPECT_FALSE(of("Mine now"));
    EXPECT_THAT(get("w.ics"), HasSubstr("DTSTART;TZID=Europe/Berlin:20260324T090000\r\n")) << "not moved";
}

TEST_F(SeriesPutTest, WholeDaysAndEachFormOfUntil) {
    const auto rule_of = [&](const std::string& lines) {
        EXPECT_LT(put("u.ics", calendar_of(event_of("UID:u\r\nDTSTAMP:20260101T000000Z\r\n" + lines))).status, 300)
            << lines;
        const std::string body = (database.execute("DELETE FROM object_text"), get("u.ics"));
        const auto from = body.find("RRULE:", body.find("BEGIN:VEVENT"));
        return body.substr(from, body.find("\r\n", from) - from);
    };
    const std::string day = "SUMMARY:U\r\nDTSTART;VALUE=DATE:20260310\r\n",
                      zoned = "SUMMARY:U\r\nDTSTART;TZID=Europe/Berlin:20260310T090000\r\n";
    EXPECT_EQ(rule_of(day + "RRULE:FREQ=DAILY;UNTIL=20260320\r\n"), "RRULE:FREQ=DAILY;UNTIL=20260320");
    EXPECT_EQ(rule_of(day + "RRULE:FREQ=DAILY;UNTIL=20260320T000000Z\r\n"), "RRULE:FREQ=DAILY;UNTIL=20260320");
    EXPECT_EQ(rule_of(zoned + "RRULE:FREQ=DAILY;UNTIL=20260320T080000Z\r\n"),
              "RRULE:FREQ=DAILY;UNTIL=20260320T080000Z");
    EXPECT_THAT(rule_of(zoned + "RRULE:FREQ=DAILY;UNTIL=20260320T090000\r\n"), HasSubstr("UNTIL=20260320T"));
    EXPECT_THAT(rule_of("SUMMARY:U\r\nDTSTART:20260310T090000\r\nRRULE:FREQ=DAILY;UNTIL=20260320T090000\r\n"),
                HasSubstr("UNTIL=20260320T090000"));
}

// Apple Calendar says "every weekday" by days, and adds an alarm of 1976 (feeds.md D-7).
TEST_F(SeriesPutTest, AppleWeekdaysAndAlarm) {
    const std::string apple =
        weekly("RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR\r\nBEGIN:VALARM\r\nACTION:NONE\r\nTRIGGER;VALUE=DATE-TIME:"
               "19760401T005545Z\r\nEND:VALARM\r\n");
    EXPECT_EQ(put_events(apple), 201);
    EXPECT_EQ(get("w.ics"), calendar_of(apple));
    EXPECT_THAT(written(), HasSubstr("RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR\r\n"));
}

// Thunderbird puts the occurrences before the series; DAVx5 writes times of RECURRENCE-ID in UTC.
TEST_F(SeriesPutTest, OccurrencesFirstAndInUtc) {
    std::string utc = occurrence("20260317", "Utc");
    utc.replace(utc.find("RECURRENCE-ID;TZID=Europe/Berlin:20260317T090000"), 48, "RECURRENCE-ID:20260317T080000Z");
    EXPECT_EQ(put_events(utc + weekly()), 201);
    ASSERT_TRUE(of("Utc"));
    EXPECT_EQ(of("Utc")->recurrence_id, "2026-03-17T09:00:00");
}

TEST_F(SeriesPutTest, WhatIsNoSeriesIsRefusedWithItsElement) {
    const std::string other =
        event_of("UID:other\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260312T090000Z\r\nSUMMARY:X\r\n");
    const auto refused = [&](const std::string& events) { return text(put("w.ics", calendar_of(events))); };
    const auto invalid = HasSubstr("<C:valid-calendar-object-resource/>");
    EXPECT_THAT(refused(weekly() + other), invalid);
    EXPECT_THAT(refused(weekly() + weekly()), testing::AnyOf(invalid, HasSubstr("<C:valid-calendar-data/>")));
    EXPECT_THAT(refused(occurrence("20260317", "Alone")), invalid);
    EXPECT_THAT(refused(weekly("RRULE:FREQ=SECONDLY\r\n")), HasSubstr("<C:valid-calendar-data/>"));
    EXPECT_EQ(entries(), 0);
}

TEST_F(SeriesPutTest, WhatThePageMadeIsWrittenBackUnchanged) {
    const Id series = add_meeting("Paged", R"(,"kind":"event","rrule":["FREQ=WEEKLY;COUNT=10"],"channel":"email")");
    acked(run(mia, "entry.update",
              fmt::format(R"({{"id":"{}","occurrence":"2026-03-17T09:00:00","scope":"this","title":"Own"}})",
                          to_text(series))));
    const std::string name = to_text(series) + ".ics", tag = etag(name);
    EXPECT_EQ(put(name, get(name)).status, 204);
    EXPECT_EQ(etag(name), tag);
    std::string body = get(name);
    body.replace(body.find("SUMMARY:Own"), 11, "SUMMARY:New");
    EXPECT_EQ(put(name, body, {{"If-Match", tag}}).status, 204);
    EXPECT_EQ(entry_called("New")->channel, Channel::email);
    EXPECT_EQ(load<Entry>(entry_type, series)->rev, 2) << "the series itself was not touched";
}

} // namespace
} // namespace tandem::dav
