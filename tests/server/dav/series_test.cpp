// What repeats as one resource: the series with its occurrences (RFC 4791 4.1).
#include "server/dav/write.hpp"
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

using testing::AllOf;

struct SeriesTest : DavTest {
    Id weekly = add_meeting("Weekly", R"(,"kind":"event","rrule":["FREQ=WEEKLY;COUNT=10"])");
    std::string name = to_text(weekly) + ".ics";

    // By its place in the rule: 2026-03-10, 17, 24 …, as an entry of its own.
    Id change(std::string_view day, const std::string& fields) {
        return *acked(run(mia, "entry.update",
                          fmt::format(R"({{"id":"{}","occurrence":"{}T09:00:00","scope":"this",{}}})", to_text(weekly),
                                      day, fields)))
                    .id;
    }
    Ack update(Id id, const std::string& fields, std::optional<Id> by = {}) {
        return acked(run(by.value_or(mia), "entry.update", R"({"id":")" + to_text(id) + "\"," + fields + "}"));
    }
    static std::string at(std::string_view day, int hour = 9) {
        return fmt::format(R"("when":{{"starts_at":"{0}T{1:02}:00:00","ends_at":"{0}T{2:02}:00:00",)"
                           R"("zone":"Europe/Berlin"}})",
                           day, hour, hour + 1);
    }
    std::string query(const std::string& within_event, const std::string& data = "") {
        return text(report("C:calendar-query", "<D:prop><D:getetag/><C:calendar-data>" + data +
                                                   "</C:calendar-data></D:prop><C:filter><C:comp-filter "
                                                   "name='VCALENDAR'><C:comp-filter name='VEVENT'>" +
                                                   within_event + "</C:comp-filter></C:comp-filter></C:filter>"));
    }
    std::string between(const std::string& start, const std::string& end, const std::string& data = "") {
        return query("<C:time-range start='" + start + "' end='" + end + "'/>", data);
    }
    std::string sync(const std::string& token) {
        return text(report("D:sync-collection", "<D:sync-token>" + token +
                                                    "</D:sync-token><D:sync-level>1</D:sync-level>"
                                                    "<D:prop><D:getetag/></D:prop>"));
    }
    static std::string token_of(const std::string& answer) {
        const auto from = answer.find("<D:sync-token>") + 14;
        return answer.substr(from, answer.find("</D:sync-token>") - from);
    }
    static std::size_t count(std::string_view text, std::string_view word) {
        std::size_t found = 0;
        for (auto place = text.find(word); place != std::string_view::npos; place = text.find(word, place + 1)) ++found;
        return found;
    }
};

TEST_F(SeriesTest, OneResourceHoldsTheSeriesAndItsOccurrences) {
    const Id moved = change("2026-03-17", R"("title":"Moved",)" + at("2026-03-18", 14));
    acked(run(mia, "entry.delete",
              fmt::format(R"({{"id":"{}","occurrence":"2026-03-24T09:00:00","scope":"this"}})", to_text(weekly))));
    const std::string body = get(name), uid = "UID:" + to_text(weekly) + "@cal.example.org\r\n";
    EXPECT_EQ(count(body, uid), 2) << "one UID";
    EXPECT_THAT(body, HasSubstr("RRULE:FREQ=WEEKLY;COUNT=10\r\n"));
    EXPECT_THAT(body, HasSubstr("EXDATE;TZID=Europe/Berlin:20260324T090000\r\n"));
    EXPECT_THAT(body, HasSubstr("RECURRENCE-ID;TZID=Europe/Berlin:20260317T090000\r\n"));
    EXPECT_THAT(body, HasSubstr("DTSTART;TZID=Europe/Berlin:20260318T140000\r\n"));
    EXPECT_EQ(ask("GET", object_path(moved)).status, 404) << "an occurrence is no resource";
    for (const std::string& list : {propfind(calendar_path(), "<getetag/>", "1"), sync(""), query("")}) {
        EXPECT_THAT(list, HasSubstr(name));
        EXPECT_THAT(list, Not(HasSubstr(to_text(moved) + ".ics")));
    }
}

TEST_F(SeriesTest, ChangedOccurrenceChangesTheResource) {
    const Id moved = change("2026-03-17", R"("title":"Moved")");
    const std::string tag = etag(name), token = token_of(sync(""));
    update(moved, R"("title":"Moved again")");
    EXPECT_NE(etag(name), tag);
    std::string news = sync(token);
    EXPECT_EQ(count(news, "<D:response>"), 1);
    EXPECT_THAT(news, AllOf(HasSubstr(object_path(weekly)), HasSubstr(etag(name).substr(1, 20))));
    EXPECT_THAT(query(""), HasSubstr(etag(name).substr(1, 20))) << "the same tag wherever it is told";
    acked(run(mia, "entry.delete", R"({"id":")" + to_text(moved) + "\"}"));
    const std::string later = sync(token_of(news));
    EXPECT_EQ(count(later, "<D:response>"), 1) << "of the deleted occurrence nothing but its series is told";
    EXPECT_THAT(later, AllOf(HasSubstr(object_path(weekly)), Not(HasSubstr("HTTP/1.1 404"))));
    EXPECT_THAT(get(name), HasSubstr("EXDATE;TZID=Europe/Berlin:20260317T090000\r\n"));
}

TEST_F(SeriesTest, OccurrenceWithoutDateIsLeftOut) {
    const Id idea = change("2026-03-17", R"("title":"Some day")");
    const std::string tag = etag(name);
    update(idea, R"("status":"idea","when":null)");
    EXPECT_NE(etag(name), tag);
    EXPECT_THAT(get(name),
                AllOf(HasSubstr("EXDATE;TZID=Europe/Berlin:20260317T090000\r\n"), Not(HasSubstr("Some day"))));
}

TEST_F(SeriesTest, PrivateOccurrenceOfAnotherIsBusy) {
    const Id secret = change("2026-03-17", R"("title":"Salaries","location":"Room 9",)" + at("2026-03-18", 14));
    update(secret, R"("private":true,"owner_id":")" + to_text(mia) + '"');
    email = "rob@example.org";
    app_password = make_app_password(rob);
    std::swap(mia, rob); // whose home is asked for
    const std::string body = get(name);
    EXPECT_THAT(body, AllOf(HasSubstr("SUMMARY:Weekly\r\n"), HasSubstr("SUMMARY:Busy\r\n"),
                            HasSubstr("RECURRENCE-ID;TZID=Europe/Berlin:20260317T090000\r\n"),
                            HasSubstr("DTSTART;TZID=Europe/Berlin:20260318T140000\r\n")));
    const std::string salaries = "<C:prop-filter name='SUMMARY'><C:text-match>sal</C:text-match></C:prop-filter>";
    const std::string expand = "<C:expand start='20260301T000000Z' end='20260401T000000Z'/>";
    for (const std::string& told : {body, query(salaries), query("", expand), sync("")})
        EXPECT_THAT(told, Not(testing::AnyOf(HasSubstr("Salaries"), HasSubstr("Room 9"))));
    EXPECT_THAT(query(salaries), Not(HasSubstr("D:response"))) << "what is hidden is not found either";
}

TEST_F(SeriesTest, PrivateSeriesOfAnotherIsBusyAtAllItsTimes) {
    change("2026-03-17", R"("title":"Salaries")");
    put("secret-name.ics", event("secret-uid", "Doctor", "CLASS:PRIVATE\r\n"));
    update(weekly, R"("private":true)");
    email = "rob@example.org";
    app_password = make_app_password(rob);
    std::swap(mia, rob);
    EXPECT_EQ(count(get(name), "SUMMARY:Busy\r\n"), 2);
    EXPECT_EQ(count(query(""), "SUMMARY:Busy&#13;\n"), 3);
    EXPECT_THAT(query(""), Not(testing::AnyOf(HasSubstr("Weekly"), HasSubstr("Salaries"), HasSubstr("secret"))));
    EXPECT_EQ(ask("DELETE", object_path(weekly)).status, 403);
}

TEST_F(SeriesTest, QueryByTimeLooksAtOccurrences) {
    change("2026-03-17", at("2026-03-18", 14));
    acked(run(mia, "entry.delete",
              fmt::format(R"({{"id":"{}","occurrence":"2026-03-24T09:00:00","scope":"this"}})", to_text(weekly))));
    const auto found = HasSubstr("SUMMARY:Weekly");
    EXPECT_THAT(between("20260331T000000Z", "20260401T000000Z"), found);
    EXPECT_THAT(between("20260318T000000Z", "20260319T000000Z"), found) << "by the occurrence that moved";
    EXPECT_THAT(between("20260317T000000Z", "20260318T000000Z"), Not(found)) << "where it was";
    EXPECT_THAT(between("20260324T000000Z", "20260325T000000Z"), Not(found)) << "taken out";
    EXPECT_THAT(between("20260310T090000Z", "20260310T100000Z"), Not(found)) << "the first has ended";
    EXPECT_THAT(between("20270301T000000Z", "20270401T000000Z"), Not(found)) << "after the last";
}

TEST_F(SeriesTest, QueryByTimeKnowsNoHorizon) {
    const Id daily = add_meeting("Daily", R"(,"kind":"event","rrule":["FREQ=DAILY"])");
    const auto found = HasSubstr(object_path(daily));
    EXPECT_THAT(between("20280205T000000Z", "20280206T000000Z"), found) << "past the rows of one entry";
    EXPECT_THAT(between("20450601T000000Z", "20450602T000000Z"), found) << "past the rows of all";
    EXPECT_THAT(between("20260101T000000Z", "20260310T080000Z"), Not(found)) << "before the first";
    EXPECT_THAT(query("<C:time-range start='20450601T000000Z'/>"), found);
    EXPECT_THAT(query("<C:time-range end='20260311T000000Z'/>"), found);
}

TEST_F(SeriesTest, QueryByTimeAndPropertyAsksBothOfOneEvent) {
    change("2026-03-17", R"("location":"Hall")");
    const auto found = [&](const std::string& day) {
        return query("<C:time-range start='" + day + "T000000Z' end='" + day +
                     "T230000Z'/><C:prop-filter name='LOCATION'><C:text-match>hall</C:text-match></C:prop-filter>")
            .contains(name);
    };
    EXPECT_TRUE(found("20260317"));
    EXPECT_FALSE(found("20260331")) << "the series has an occurrence there, but not in the hall";
}

TEST_F(SeriesTest, ExpandTellsEachOccurrenceInUtc) {
    change("2026-03-17", R"("title":"Moved",)" + at("2026-03-18", 14));
    const std::string body =
        between("20260301T000000Z", "20260402T000000Z", "<C:expand start='20260315T000000Z' end='20260402T000000Z'/>");
    EXPECT_THAT(body, Not(testing::AnyOf(HasSubstr("RRULE"), HasSubstr("TZID"), HasSubstr("VTIMEZONE"))));
    EXPECT_EQ(count(body, "BEGIN:VEVENT"), 3);
    EXPECT_THAT(body, AllOf(HasSubstr("RECURRENCE-ID:20260317T080000Z"), HasSubstr("DTSTART:20260318T130000Z")));
    EXPECT_THAT(body, AllOf(HasSubstr("RECURRENCE-ID:20260324T080000Z"), HasSubstr("DTSTART:20260324T080000Z")));
    EXPECT_THAT(body, HasSubstr("DTSTART:20260331T070000Z")) << "summer time";
}

TEST_F(SeriesTest, ExpandLeavesOutWhatMovedElsewhere) {
    change("2026-03-17", R"("title":"Moved",)" + at("2026-05-05"));
    const std::string body = query("", "<C:expand start='20260315T000000Z' end='20260402T000000Z'/>");
    EXPECT_EQ(count(body, "BEGIN:VEVENT"), 2) << "the 24th and the 31st";
    EXPECT_THAT(body, Not(testing::AnyOf(HasSubstr("Moved"), HasSubstr("20260317"))));
}

TEST_F(SeriesTest, ExpandIsBounded) {
    add_meeting("Hourly", R"(,"kind":"event","rrule":["FREQ=HOURLY"])");
    const std::string expand = "<C:expand start='20260301T000000Z' end='20270301T000000Z'/>";
    EXPECT_THAT(query("", expand), HasSubstr("<D:number-of-matches-within-limits/>"));
    EXPECT_THAT(query("", "<C:expand start='20260301T000000Z'/>"), HasSubstr("calendar-data needs"));
}

TEST_F(SeriesTest, LimitLeavesOutOccurrencesElsewhere) {
    change("2026-03-17", R"("title":"Near")");
    change("2026-03-24", R"("title":"Came",)" + at("2026-03-16"));
    change("2026-03-31", R"("title":"Far")");
    const std::string body = query("", "<C:limit-recurrence-set start='20260316T000000Z' end='20260318T000000Z'/>");
    EXPECT_THAT(body, AllOf(HasSubstr("SUMMARY:Weekly"), HasSubstr("SUMMARY:Near"), HasSubstr("SUMMARY:Came")));
    EXPECT_THAT(body, Not(HasSubstr("SUMMARY:Far")));
    EXPECT_THAT(body, HasSubstr("RRULE"));
}

// What comes in between is seen where nothing can come in between any more.
TEST_F(SeriesTest, CommandIsForTheObjectWithItsOccurrencesAsItWasRead) {
    const Id moved = change("2026-03-17", R"("title":"Moved")");
    const auto delete_later = [&] {
        ObjectReader reader(queries, engine.directory(), mia);
        const auto object = reader.find(launch, name);
        const http::Request request;
        const Services services{backend, authenticator, tags, base_url};
        const Visitor visitor{mia, {}, {}, true};
        const Address address{Address::Kind::object, mia, launch, name};
        return write({services, request, visitor, address, reader, nullptr},
                     {"entry.delete", parse_json_object(R"({"id":")" + to_text(weekly) + "\"}").value()}, &*object, {})
            .submission;
    };
    const Submission overtaken = delete_later();
    update(moved, R"("title":"Moved again")");
    EXPECT_EQ(refused(run(overtaken)).code, ErrorCode::changed_since);
    acked(run(delete_later()));
}

TEST_F(SeriesTest, DeleteTakesTheWholeAndAsksForAllOfIt) {
    const Id moved = change("2026-03-17", R"("title":"Moved")");
    const std::string tag = etag(name), token = token_of(sync(""));
    update(moved, R"("title":"Moved again")");
    EXPECT_EQ(ask("DELETE", object_path(weekly), "", {{"If-Match", tag}}).status, 412) << "the occurrence is another";
    EXPECT_EQ(ask("DELETE", object_path(weekly), "", {{"If-Match", etag(name)}}).status, 204);
    EXPECT_FALSE(entry_called("Moved again"));
    const std::string news = sync(token);
    EXPECT_EQ(count(news, "<D:response>"), 1);
    EXPECT_THAT(news, HasSubstr(name + "</D:href><D:status>HTTP/1.1 404"));
}

} // namespace
} // namespace tandem::dav
