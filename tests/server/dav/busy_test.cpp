// What a calendar app is given of a calendar that its member sees at busy detail only: times, and nothing else (R8).
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

using testing::AllOf;

// Rob writes, Mia's app reads.
struct BusyTest : DavTest {
    static constexpr std::string_view secrets =
        R"(,"kind":"event","summary":"SECRET text","location":"SECRET hall","offer":"SECRET","tags":["SECRET"],)"
        R"("audience":"SECRET","talking_points":"SECRET","links":["https://SECRET.example"],"channel":"webinar")";

    void set_rights(std::string_view rights) {
        acked(run(by_system("calendar.update", fmt::format(R"({{"id":"{}","team":"sales","rights":["marketing:{}"]}})",
                                                           to_text(launch), rights))));
    }
    Id add(std::string_view title, std::string_view more = "") {
        return add_entry(rob, launch, title,
                         fmt::format(R"(,"status":"planned","when":{{"starts_at":"2026-03-10T09:00:00",)"
                                     R"("ends_at":"2026-03-10T10:00:00","zone":"Europe/Berlin"}}{}{})",
                                     secrets, more));
    }
    void change(Id entry, const std::string& fields) {
        acked(run(rob, "entry.update", R"({"id":")" + to_text(entry) + "\"," + fields + "}"));
    }
    std::string query(const std::string& within_event, const std::string& data = "") {
        return text(report("C:calendar-query", "<D:prop><D:getetag/><C:calendar-data>" + data +
                                                   "</C:calendar-data></D:prop><C:filter><C:comp-filter "
                                                   "name='VCALENDAR'><C:comp-filter name='VEVENT'>" +
                                                   within_event + "</C:comp-filter></C:comp-filter></C:filter>"));
    }
    // By every way that leads to an object.
    std::string every_path(Id entry) {
        const std::string path = object_path(entry);
        return get(to_text(entry) + ".ics") + query("") +
               query("", "<C:expand start='20260301T000000Z' end='20260501T000000Z'/>") +
               query("<C:time-range start='20260301T000000Z' end='20260501T000000Z'/>") +
               text(report("C:calendar-multiget",
                           "<D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>" + path + "</D:href>")) +
               text(report("D:sync-collection",
                           "<D:sync-token/><D:sync-level>1</D:sync-level><D:prop><C:calendar-data/></D:prop>")) +
               text(report("C:free-busy-query", "<C:time-range start='20260301T000000Z' end='20260501T000000Z'/>")) +
               text(ask("PROPFIND", path, "<propfind xmlns='DAV:'><allprop/></propfind>", {{"Depth", "0"}}));
    }
};

TEST_F(BusyTest, TimesAreAllThatIsTold) {
    const Id entry = add("SECRET title", R"(,"rrule":["FREQ=WEEKLY;COUNT=4"])");
    change(entry, R"("occurrence":"2026-03-17T09:00:00","scope":"this","title":"SECRET occurrence")");
    set_rights("busy");
    const std::string told = every_path(entry);
    EXPECT_THAT(told, AllOf(HasSubstr("SUMMARY:Busy"), HasSubstr("DTSTART"), HasSubstr("FREEBUSY:20260310T080000Z")));
    EXPECT_THAT(told, Not(testing::AnyOf(HasSubstr("SECRET"), HasSubstr("ebinar"), HasSubstr("X-TANDEM"),
                                         HasSubstr("TENTATIVE"), HasSubstr("CATEGORIES"))));
}

TEST_F(BusyTest, WhatIsCancelledIsGone) {
    const Id entry = add("Talk"), daily = add("Daily", R"(,"rrule":["FREQ=DAILY;COUNT=2"])");
    set_rights("busy");
    const std::string all = "<D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>";
    const std::string first = text(report("D:sync-collection", all));
    const auto from = first.find("<D:sync-token>");
    const std::string token = first.substr(from, first.find("</D:sync-token>") - from) + "</D:sync-token>";
    change(entry, R"("status":"cancelled")");
    change(daily, R"("occurrence":"2026-03-11T09:00:00","scope":"this","status":"cancelled")");
    EXPECT_EQ(ask("GET", object_path(entry)).status, 404);
    EXPECT_THAT(text(report("D:sync-collection", token + "<D:sync-level>1</D:sync-level><D:prop/>")),
                AllOf(HasSubstr(to_text(entry)), HasSubstr("404 Not Found")));
    EXPECT_THAT(query(""), Not(HasSubstr(to_text(entry))));
    EXPECT_THAT(get(to_text(daily) + ".ics"), AllOf(HasSubstr("EXDATE"), Not(HasSubstr("RECURRENCE-ID"))));
    set_rights("read");
    EXPECT_THAT(get(to_text(entry) + ".ics"), HasSubstr("STATUS:CANCELLED"));
}

TEST_F(BusyTest, AFilterFindsNothingByWhatIsHidden) {
    add("SECRET title");
    set_rights("busy");
    const auto found = [&](const std::string& name, const std::string& words) {
        return query("<C:prop-filter name='" + name + "'><C:text-match>" + words + "</C:text-match></C:prop-filter>");
    };
    for (const char* name : {"SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "URL", "X-TANDEM-OFFER"})
        EXPECT_THAT(found(name, "secret"), Not(HasSubstr("D:response"))) << name;
    EXPECT_THAT(query("<C:prop-filter name='LOCATION'/>"), Not(HasSubstr("D:response")));
    EXPECT_THAT(found("SUMMARY", "busy"), HasSubstr("D:response"));
}

TEST_F(BusyTest, RightsThatShrinkChangeTheTagOfWhatAnAppHas) {
    const Id entry = add("SECRET title");
    set_rights("read");
    const std::string name = to_text(entry) + ".ics", tag = etag(name);
    EXPECT_THAT(get(name), HasSubstr("SUMMARY:SECRET title"));
    set_rights("busy");
    EXPECT_NE(etag(name), tag);
    EXPECT_EQ(ask("GET", calendar_path() + name, "", {{"If-None-Match", tag}}).status, 200);
}

TEST_F(BusyTest, BytesOfAnotherAppAreNotTold) {
    put("a.ics", event("SECRET-uid", "SECRET title", "COMMENT:SECRET\r\n"));
    const Id entry = entry_called("SECRET title")->id;
    set_rights("busy");
    EXPECT_THAT(every_path(entry), AllOf(HasSubstr("SUMMARY:Busy"), Not(HasSubstr("SECRET"))));
    EXPECT_EQ(ask("GET", calendar_path() + "a.ics").status, 404) << "nor the name that it chose";
}

TEST_F(BusyTest, NothingThereIsChangedMovedOrDeleted) {
    const Id entry = add("SECRET title"), other = add_calendar("Other");
    const std::string name = to_text(entry) + ".ics";
    set_rights("busy");
    EXPECT_EQ(put(name, get(name)).status, 403);
    EXPECT_EQ(put("new.ics", event("new", "New")).status, 403);
    EXPECT_EQ(ask("DELETE", calendar_path() + name).status, 403);
    const std::string to = "/dav/calendars/" + to_text(mia) + "/" + to_text(other) + "/" + name;
    EXPECT_EQ(ask("MOVE", calendar_path() + name, "", {{"Destination", to}}).status, 403);
    EXPECT_EQ(load<Entry>(entry_type, entry)->calendar_id, launch);
}

// Who sees busy is not told of a change either, and no app sees a number fall.
TEST_F(BusyTest, AChangeThatIsHiddenMovesNoDateAndNoNumberFalls) {
    const auto line = [](const std::string& body, const std::string& name) {
        const auto at = body.find("\r\n" + name);
        return at == std::string::npos ? "" : body.substr(at, body.find("\r\n", at + 2) - at);
    };
    put("a.ics", event("a", "Talk", "SEQUENCE:7\r\n"));
    const Id entry = entry_called("Talk")->id;
    set_rights("busy");
    const std::string name = to_text(entry) + ".ics", before = get(name);
    EXPECT_GE(std::stoi(line(before, "SEQUENCE:").substr(11)), 7);
    clock.advance(std::chrono::hours{1});
    change(entry, R"("title":"Other")");
    for (const char* date : {"DTSTAMP", "LAST-MODIFIED", "CREATED"})
        EXPECT_EQ(line(get(name), date), line(before, date)) << date;
}

} // namespace
} // namespace tandem::dav
