#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

TEST_F(DavTest, WellKnownLeadsToTheRootByAnAbsoluteAddressForEveryMethod) {
    for (const char* method : {"GET", "HEAD", "PROPFIND", "OPTIONS", "PUT", "REPORT"}) {
        const auto answer = ask(method, "/.well-known/caldav");
        EXPECT_EQ(answer.status, 301) << method;
        EXPECT_EQ(answer.headers.get("Location"), "https://cal.example.org/dav/");
    }
}

TEST_F(DavTest, OptionsNamesWhatIsSpoken) {
    app_password.clear();
    const auto answer = ask("OPTIONS", calendar_path());
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.get("DAV"), "1, 3, access-control, calendar-access");
    EXPECT_THAT(std::string(answer.headers.get("Allow")), HasSubstr("REPORT"));
}

TEST_F(DavTest, DiscoveryLeadsFromTheHostToTheCalendars) {
    const std::string principal = "<D:href>/dav/principals/" + to_text(mia) + "/</D:href>";
    const std::string home = "<D:href>/dav/calendars/" + to_text(mia) + "/</D:href>";
    EXPECT_THAT(propfind("/", "<current-user-principal/>"), HasSubstr(principal));
    const std::string found =
        propfind("/dav/principals/" + to_text(mia), "<C:calendar-home-set xmlns:C='urn:ietf:params:xml:ns:caldav'/>");
    EXPECT_THAT(found, HasSubstr("<C:calendar-home-set>" + home + "</C:calendar-home-set>"));
    const std::string members = propfind("/dav/calendars/" + to_text(mia) + "/", "<resourcetype/><displayname/>", "1");
    EXPECT_THAT(members, HasSubstr("<D:href>" + calendar_path() + "</D:href>"));
    EXPECT_THAT(members, HasSubstr("<D:collection/><C:calendar/>"));
    EXPECT_THAT(members, HasSubstr("<D:displayname>Launch</D:displayname>"));
}

TEST_F(DavTest, CalendarSaysItsZoneAndItsYears) {
    acked(run(by_system("member.update", R"({"id":")" + to_text(mia) + R"(","zone":"Europe/Berlin"})")));
    const std::string space = " xmlns='urn:ietf:params:xml:ns:caldav'/>";
    const std::string found =
        propfind(calendar_path(), "<calendar-timezone" + space + "<min-date-time" + space + "<max-date-time" + space);
    EXPECT_THAT(found, testing::AllOf(HasSubstr("BEGIN:VTIMEZONE"), HasSubstr("TZID:Europe/Berlin")));
    EXPECT_THAT(found, testing::AllOf(HasSubstr(">19000101T000000Z<"), HasSubstr(">22001231T235959Z<")));
}

TEST_F(DavTest, HomesOfOthersAndHiddenCalendarsAreNotThere) {
    EXPECT_EQ(ask("PROPFIND", "/dav/calendars/" + to_text(rob) + "/", "", {{"Depth", "0"}}).status, 404);
    const Id secret = add_calendar("Secret", R"(,"team":"sales")");
    const std::string home = "/dav/calendars/" + to_text(mia) + "/";
    EXPECT_THAT(propfind(home, "<displayname/>", "1"), Not(HasSubstr("Secret")));
    EXPECT_EQ(ask("PROPFIND", home + to_text(secret) + "/", "", {{"Depth", "0"}}).status, 404);
}

TEST_F(DavTest, PropertiesThatAreNotThereAreNamedInTheirOwnNamespace) {
    const std::string answer = propfind(calendar_path(), "<getetag/><z:thing xmlns:z='urn:z'/>");
    EXPECT_THAT(answer, HasSubstr("<D:getetag/><x:thing xmlns:x=\"urn:z\"/></D:prop><D:status>HTTP/1.1 404"));
}

TEST_F(DavTest, DepthIsNoughtOrOne) {
    for (const char* depth : {"", "infinity", "2"}) {
        const auto answer = ask("PROPFIND", calendar_path(), "", {{"Depth", depth}});
        EXPECT_EQ(answer.status, 403);
        EXPECT_THAT(text(answer), HasSubstr("<D:propfind-finite-depth/>"));
    }
}

TEST_F(DavTest, AllpropAndPropnameTellNames) {
    const Id entry = add_meeting("Kick-off");
    const auto all = text(ask("PROPFIND", calendar_path(), "", {{"Depth", "1"}}));
    EXPECT_THAT(all, HasSubstr("<D:href>" + object_path(entry) + "</D:href>"));
    EXPECT_THAT(all, HasSubstr("<D:getetag>&quot;"));
    EXPECT_THAT(all, Not(HasSubstr("SUMMARY")));
    const auto names = text(
        ask("PROPFIND", calendar_path(), "<p:propfind xmlns:p='DAV:'><p:propname/></p:propfind>", {{"Depth", "0"}}));
    EXPECT_THAT(names, HasSubstr("<D:sync-token></D:sync-token>"));
}

TEST_F(DavTest, RightsArePrivileges) {
    const std::string wanted = "<current-user-privilege-set/>";
    EXPECT_THAT(propfind(calendar_path(), wanted), HasSubstr("<D:write-content/>"));
    EXPECT_THAT(propfind(calendar_path(), wanted), Not(HasSubstr("<D:write-properties/>")));
    acked(run(by_system("calendar.update", R"({"id":")" + to_text(launch) + R"(","rights":["marketing:read"]})")));
    EXPECT_THAT(propfind(calendar_path(), wanted), HasSubstr("<D:read/>"));
    EXPECT_THAT(propfind(calendar_path(), wanted), Not(HasSubstr("<D:write-content/>")));
    EXPECT_EQ(put("a.ics", event("a", "A")).status, 403);
}

TEST_F(DavTest, ACalendarThatASubscriptionFillsIsOnlyReadByAdminsToo) {
    acked(run(by_system("member.update", R"({"id":")" + to_text(mia) + R"(","role":"admin"})")));
    acked(run(by_system("calendar.update", R"({"id":")" + to_text(launch) + R"(","source":"subscription"})")));
    const std::string privileges = propfind(calendar_path(), "<current-user-privilege-set/>");
    for (const char* one : {"write-content", "bind", "unbind", "write"})
        EXPECT_THAT(privileges, Not(HasSubstr(std::string("<D:") + one + "/>")));
    EXPECT_THAT(privileges, HasSubstr("<D:write-properties/>")) << "its name and colour are still the members'";
    const auto answer = put("a.ics", event("a", "A"));
    EXPECT_EQ(answer.status, 403);
    EXPECT_THAT(text(answer), HasSubstr("<D:need-privileges/>"));
}

TEST_F(DavTest, TagsMoveWithTheCalendarAndWithNothingElse) {
    const std::string wanted = "<getctag xmlns='http://calendarserver.org/ns/'/><sync-token/>";
    const Id other = add_calendar("Other");
    const std::string before = propfind(calendar_path(), wanted);
    add_entry(mia, other, "Elsewhere");
    EXPECT_EQ(propfind(calendar_path(), wanted), before);
    add_meeting("Here");
    EXPECT_NE(propfind(calendar_path(), wanted), before);
}

TEST_F(DavTest, ProppatchIsAllOrNothing) {
    const auto patch = [&](const std::string& props) {
        return text(ask("PROPPATCH", calendar_path(),
                        "<propertyupdate xmlns='DAV:'><set><prop>" + props + "</prop></set></propertyupdate>"));
    };
    const std::string name = "<displayname>Renamed</displayname>";
    EXPECT_THAT(patch(name), HasSubstr("HTTP/1.1 403")) << "a member does not rename calendars";
    acked(run(by_system("member.update", R"({"id":")" + to_text(mia) + R"(","role":"lead"})")));
    EXPECT_THAT(patch(name + "<getetag>1</getetag>"), HasSubstr("HTTP/1.1 424"));
    EXPECT_THAT(propfind(calendar_path(), "<displayname/>"), HasSubstr("Launch"));
    const std::string color = "<calendar-color xmlns='http://apple.com/ns/ical/'>#7a3ff2FF</calendar-color>";
    EXPECT_THAT(patch(name + color), Not(HasSubstr("HTTP/1.1 4")));
    EXPECT_THAT(propfind(calendar_path(), "<displayname/><A:calendar-color xmlns:A='http://apple.com/ns/ical/'/>"),
                testing::AllOf(HasSubstr("Renamed"), HasSubstr("#7a3ff2<")));
}

} // namespace
} // namespace tandem::dav
