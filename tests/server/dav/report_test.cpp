#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

const std::string with_data = "<D:prop><D:getetag/><C:calendar-data/></D:prop>";

std::string query(const std::string& within_event) {
    return with_data + "<C:filter><C:comp-filter name='VCALENDAR'><C:comp-filter name='VEVENT'>" + within_event +
           "</C:comp-filter></C:comp-filter></C:filter>";
}

std::string value_of(const std::string& text, const std::string& element) {
    const auto from = text.find("<" + element + ">") + element.size() + 2;
    return text.substr(from, text.find("</" + element, from) - from);
}

struct ReportTest : DavTest {
    std::string sync(const std::string& token, const std::string& more = "") {
        return text(report("D:sync-collection", "<D:sync-token>" + token +
                                                    "</D:sync-token><D:sync-level>1</D:sync-level>" + more +
                                                    "<D:prop><D:getetag/></D:prop>"));
    }
};

TEST_F(ReportTest, MultigetTellsOfEachHref) {
    put("a.ics", event("a", "A & <B>"));
    const std::string answer =
        text(report("C:calendar-multiget", with_data + "<D:href>" + calendar_path() +
                                               "a%2Eics</D:href><D:href> https://cal.example.org" + calendar_path() +
                                               "a.ics\n</D:href><D:href>" + calendar_path() +
                                               "none.ics</D:href><D:href>/elsewhere</D:href>"));
    EXPECT_THAT(answer, HasSubstr("SUMMARY:A &amp; &lt;B&gt;&#13;\n"));
    EXPECT_EQ(answer.find("SUMMARY") == answer.rfind("SUMMARY"), false) << "encoded and absolute addresses";
    EXPECT_THAT(answer, HasSubstr("none.ics</D:href><D:status>HTTP/1.1 404 Not Found"));
    EXPECT_THAT(answer, HasSubstr("<D:href>/elsewhere</D:href><D:status>HTTP/1.1 404"));
}

TEST_F(ReportTest, QueryByTimeTakesWhatOverlaps) {
    add_meeting("Inside");
    add_meeting("Later", "", "2026-05-01");
    const auto between = [&](const std::string& range) {
        return text(report("C:calendar-query", query("<C:time-range " + range + "/>")));
    };
    const std::string found = between("start='20260310T085900Z' end='20260310T090000Z'");
    EXPECT_THAT(found, HasSubstr("SUMMARY:Inside"));
    EXPECT_THAT(found, Not(HasSubstr("Later")));
    EXPECT_THAT(between("start='20260310T090000Z' end='20260310T100000Z'"), Not(HasSubstr("SUMMARY")))
        << "ends are exclusive";
    EXPECT_THAT(between("start='20260401T000000Z'"),
                testing::AllOf(HasSubstr("SUMMARY:Later"), Not(HasSubstr("Inside"))));
    EXPECT_THAT(between("end='20260310T083000Z'"),
                testing::AllOf(HasSubstr("SUMMARY:Inside"), Not(HasSubstr("Later"))));
    EXPECT_THAT(text(report("C:calendar-query", query(""), {{"Depth", "0"}})), Not(HasSubstr("D:response")))
        << "the calendar alone is no object";
}

TEST_F(ReportTest, QueryByPropertyTakesWhatMatches) {
    put("a.ics", event("a", "Kick-off", "LOCATION:Hall\r\n"));
    put("b.ics", event("b", "Review"));
    const auto found = [&](const std::string& filter) { return text(report("C:calendar-query", query(filter))); };
    const auto only = [](const char* one, const char* other) {
        return testing::AllOf(HasSubstr(std::string("SUMMARY:") + one),
                              Not(HasSubstr(std::string("SUMMARY:") + other)));
    };
    const std::string name = "<C:prop-filter name='SUMMARY'>", end = "</C:prop-filter>";
    EXPECT_THAT(found(name + "<C:text-match>KICK</C:text-match>" + end), only("Kick-off", "Review"));
    EXPECT_THAT(found(name + "<C:text-match collation='i;octet'>KICK</C:text-match>" + end), Not(HasSubstr("SUMMARY")));
    EXPECT_THAT(found(name + "<C:text-match negate-condition='yes'>kick</C:text-match>" + end),
                only("Review", "Kick-off"));
    EXPECT_THAT(found("<C:prop-filter name='LOCATION'><C:is-not-defined/></C:prop-filter>"),
                only("Review", "Kick-off"));
    EXPECT_THAT(found("<C:prop-filter name='UID'><C:text-match>b</C:text-match></C:prop-filter>"),
                only("Review", "Kick-off"));
    EXPECT_THAT(found("<C:comp-filter name='VALARM'/>"), Not(HasSubstr("SUMMARY")));
}

TEST_F(ReportTest, QueryWithoutSenseIsRefusedWithItsCondition) {
    const auto refused = [&](const std::string& body) { return text(report("C:calendar-query", body)); };
    EXPECT_THAT(refused(with_data), HasSubstr("<C:valid-filter/>"));
    EXPECT_THAT(refused(query("<C:time-range/>")), HasSubstr("<C:valid-filter/>"));
    EXPECT_THAT(refused(query("<C:time-range start='today'/>")), HasSubstr("<C:valid-filter/>"));
    const std::string name = "<C:prop-filter name='SUMMARY'>", end = "</C:prop-filter>";
    EXPECT_THAT(refused(query(name + "<C:text-match collation='i;unheard'>x</C:text-match>" + end)),
                HasSubstr("<C:supported-collation/>"));
    EXPECT_THAT(refused(query(name + "<C:param-filter/>" + end)), HasSubstr("<C:valid-filter/>"));
    EXPECT_THAT(refused(query(name + "<C:unheard/>" + end)), HasSubstr("<C:valid-filter/>"));
    EXPECT_THAT(refused(query(name + "<C:time-range start='20260101T000000Z'/>" + end)),
                HasSubstr("<C:supported-filter/>"));
    EXPECT_THAT(refused(query("<C:comp-filter name='VALARM'><C:time-range start='20260101T000000Z'/></C:comp-filter>")),
                HasSubstr("<C:supported-filter/>"));
    EXPECT_THAT(text(report("C:unheard", "")), HasSubstr("<D:supported-report/>"));
}

TEST_F(ReportTest, QueryByParameterAndByTimeOfAProperty) {
    put("a.ics", event("a", "Day", "X-ROOM;FLOOR=\"1;2\";WING=East:Hall\r\n"));
    add_meeting("Zoned", "", "2026-03-20");
    const auto found = [&](const std::string& filter) { return text(report("C:calendar-query", query(filter))); };
    const auto only = [](const char* one, const char* other) {
        return testing::AllOf(HasSubstr(std::string("SUMMARY:") + one),
                              Not(HasSubstr(std::string("SUMMARY:") + other)));
    };
    const auto start = [](const std::string& within) {
        return "<C:prop-filter name='DTSTART'>" + within + "</C:prop-filter>";
    };
    EXPECT_THAT(found(start("<C:param-filter name='tzid'><C:text-match>berlin</C:text-match></C:param-filter>")),
                only("Zoned", "Day"));
    EXPECT_THAT(found(start("<C:param-filter name='TZID'><C:is-not-defined/></C:param-filter>")), only("Day", "Zoned"));
    EXPECT_THAT(found(start("<C:param-filter name='TZID'><C:text-match negate-condition='yes'>Berlin</C:text-match>"
                            "</C:param-filter>")),
                Not(HasSubstr("SUMMARY")));
    EXPECT_THAT(found(start("<C:time-range start='20260312T090000Z' end='20260312T090001Z'/>")), only("Day", "Zoned"));
    EXPECT_THAT(found(start("<C:time-range start='20260312T090001Z'/>")), only("Zoned", "Day"));
    put("a.ics", event("a", "Loud", "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"));
    EXPECT_THAT(found("<C:comp-filter name='VALARM'><C:is-not-defined/></C:comp-filter>"), only("Zoned", "Loud"));
    EXPECT_THAT(found("<C:comp-filter name='VALARM'/>"), only("Loud", "Zoned"));
}

TEST_F(ReportTest, DataTellsOnlyTheChosenProperties) {
    put("a.ics", event("a", "A", "DESCRIPTION:a long\r\n  one, folded\r\nLOCATION:Hall\r\n"));
    add_meeting("Zoned");
    const auto chosen = [&](const std::string& within) {
        return text(
            report("C:calendar-query",
                   "<D:prop><C:calendar-data><C:comp name='VCALENDAR'>" + within +
                       "</C:comp></C:calendar-data></D:prop><C:filter><C:comp-filter name='VCALENDAR'/></C:filter>"));
    };
    const std::string some = chosen("<C:prop name='VERSION'/><C:comp name='VEVENT'><C:prop name='UID'/>"
                                    "<C:prop name='LOCATION' novalue='yes'/></C:comp>");
    EXPECT_THAT(some, testing::AllOf(HasSubstr("BEGIN:VCALENDAR&#13;\nVERSION:2.0&#13;\nBEGIN:VEVENT&#13;\nUID:a&#13;\n"
                                               "LOCATION:&#13;\nEND:VEVENT&#13;\nEND:VCALENDAR"),
                                     Not(HasSubstr("folded")), Not(HasSubstr("VTIMEZONE"))));
    const std::string zones = chosen("<C:allprop/><C:comp name='VTIMEZONE'/>");
    EXPECT_THAT(zones, testing::AllOf(HasSubstr("PRODID"), HasSubstr("BEGIN:DAYLIGHT"), Not(HasSubstr("VEVENT"))));
    EXPECT_THAT(chosen("<C:allprop/><C:allcomp/>"), testing::AllOf(HasSubstr("folded"), HasSubstr("VTIMEZONE")));
}

TEST_F(ReportTest, FreeBusyTellsWhenTimeIsTaken) {
    put("a.ics", event("a", "Secret title", "STATUS:CONFIRMED\r\n"));
    put("b.ics", event("b", "Gone", "STATUS:CANCELLED\r\nDURATION:PT9H\r\n"));
    acked(run(
        mia, "entry.create",
        R"({"calendar_id":")" + to_text(launch) +
            R"(","kind":"event","status":"confirmed","title":"Standup","rrule":["FREQ=DAILY;COUNT=3"],)"
            R"("when":{"starts_at":"2026-03-11T10:30:00","ends_at":"2026-03-11T11:30:00","zone":"Europe/Berlin"}})"));
    add_meeting("Maybe", "", "2026-03-13");
    const auto answer = report("C:free-busy-query", "<C:time-range start='20260311T100000Z' end='20260314T000000Z'/>");
    EXPECT_EQ(answer.status, 200);
    const std::string body = text(answer);
    EXPECT_THAT(body, HasSubstr("BEGIN:VFREEBUSY\r\n"));
    EXPECT_THAT(body, HasSubstr("FREEBUSY:20260311T100000Z/20260311T103000Z\r\n")) << "cut to what was asked";
    EXPECT_THAT(body, HasSubstr("FREEBUSY:20260312T090000Z/20260312T103000Z\r\n")) << "joined";
    EXPECT_THAT(body, HasSubstr("FREEBUSY:20260313T093000Z/20260313T103000Z\r\n"));
    EXPECT_THAT(body, HasSubstr("FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260313T080000Z/20260313T090000Z\r\n"));
    EXPECT_THAT(body, Not(HasSubstr("title")));
    EXPECT_EQ(report("C:free-busy-query", "<C:time-range start='20260311T100000Z'/>").status, 400);
    EXPECT_THAT(propfind(calendar_path(), "<supported-report-set/>"), HasSubstr("<C:free-busy-query/>"));
}

TEST_F(ReportTest, SyncTellsWhatBecameOfACalendar) {
    put("a.ics", event("a", "A"));
    put("b.ics", event("b", "B"));
    std::string all = sync("");
    EXPECT_THAT(all, testing::AllOf(HasSubstr("a.ics"), HasSubstr("b.ics")));
    const std::string token = value_of(all, "D:sync-token");
    EXPECT_THAT(propfind(calendar_path(), "<sync-token/>"), HasSubstr(token));
    EXPECT_THAT(sync(token), Not(HasSubstr("D:response")));
    ask("DELETE", calendar_path() + "a.ics");
    const Id made = add_meeting("C");
    const std::string news = sync(token);
    EXPECT_THAT(news, HasSubstr("a.ics</D:href><D:status>HTTP/1.1 404"));
    EXPECT_THAT(news, HasSubstr(object_path(made)));
    EXPECT_THAT(news, Not(HasSubstr("b.ics")));
}

TEST_F(ReportTest, SyncTellsOfWhatMovedToAnotherCalendarOrLostItsDate) {
    put("a.ics", event("a", "A"));
    const Id other = add_calendar("Other"), dated = add_meeting("B");
    const std::string token = value_of(sync(""), "D:sync-token");
    acked(run(mia, "entry.update",
              fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(entry_called("A")->id), to_text(other))));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","status":"idea","when":null}})", to_text(dated))));
    const std::string news = sync(token);
    EXPECT_THAT(news, HasSubstr("a.ics</D:href><D:status>HTTP/1.1 404"));
    EXPECT_THAT(news, HasSubstr(to_text(dated) + ".ics</D:href><D:status>HTTP/1.1 404"));
}

TEST_F(ReportTest, NameThatAnAppChoseIsNotShownWithAPrivateEntryOfAnother) {
    put("dentist.ics", event("dentist", "Teeth"));
    const std::string id = to_text(entry_called("Teeth")->id);
    email = "rob@example.org";
    const std::string rob_password = make_app_password(rob);
    app_password = rob_password;
    std::swap(mia, rob); // whose home is asked for
    const std::string token = value_of(sync(""), "D:sync-token");
    EXPECT_THAT(sync(""), HasSubstr("dentist.ics"));
    acked(run(rob, "entry.update", R"({"id":")" + id + R"(","private":true})"));
    const std::string news = sync(token);
    EXPECT_THAT(news, HasSubstr(id + ".ics</D:href><D:propstat>"));
    EXPECT_THAT(news, HasSubstr("dentist.ics</D:href><D:status>HTTP/1.1 404")) << "it was shown before";
    EXPECT_THAT(sync(""), Not(HasSubstr("dentist")));
    EXPECT_THAT(propfind(calendar_path(), "<getetag/>", "1"), Not(HasSubstr("dentist")));
    EXPECT_EQ(ask("GET", calendar_path() + "dentist.ics").status, 404);
    EXPECT_THAT(get(id + ".ics"), testing::AllOf(HasSubstr("SUMMARY:Busy"), Not(HasSubstr("dentist"))));
    const std::string later = value_of(news, "D:sync-token");
    acked(run(rob, "entry.delete", R"({"id":")" + id + "\"}"));
    EXPECT_THAT(sync(later),
                testing::AllOf(HasSubstr(id + ".ics</D:href><D:status>HTTP/1.1 404"), Not(HasSubstr("dentist"))));
}

TEST_F(ReportTest, SyncInPiecesTellsEverythingOnce) {
    for (const char* name : {"a", "b", "c"}) put(std::string(name) + ".ics", event(name, name));
    std::string token, told;
    const std::string two = "<D:limit><D:nresults>2</D:nresults></D:limit>";
    const std::string first = sync("", two);
    EXPECT_THAT(first, HasSubstr("<D:href>" + calendar_path() + "</D:href><D:status>HTTP/1.1 507"));
    const std::string second = sync(value_of(first, "D:sync-token"), two);
    EXPECT_THAT(second, Not(HasSubstr("HTTP/1.1 507")));
    for (const char* name : {"a.ics", "b.ics", "c.ics"})
        EXPECT_EQ(first.contains(name) + second.contains(name), 1) << name;
}

TEST_F(ReportTest, TokensThatMeanNothingAreRefused) {
    const std::string token = value_of(sync(""), "D:sync-token");
    for (const std::string& wrong : {std::string("data:,x/1"), token + "0000", std::string("http://x/")})
        EXPECT_THAT(sync(wrong), HasSubstr("<D:valid-sync-token/>")) << wrong;
}

TEST_F(ReportTest, ChangedRightsAskForANewStart) {
    const std::string token = value_of(sync(""), "D:sync-token");
    acked(run(by_system("calendar.update", R"({"id":")" + to_text(launch) + R"(","rights":["marketing:busy"]})")));
    EXPECT_THAT(sync(token), HasSubstr("<D:valid-sync-token/>"));
}

} // namespace
} // namespace tandem::dav
