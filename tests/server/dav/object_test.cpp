#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

TEST_F(DavTest, PutMakesAnEntryUnderTheAppsNameAndUid) {
    EXPECT_EQ(put("my~event@1.ics", event("uid-1", "From the phone", "LOCATION:Hall 3\r\nCATEGORIES:a,b\r\n")).status,
              201);
    const auto entry = entry_called("From the phone");
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->uid, "uid-1");
    EXPECT_EQ(entry->location, "Hall 3");
    EXPECT_EQ(entry->tags, (TextList{"a", "b"}));
    EXPECT_EQ(entry->created_by, mia);
    EXPECT_THAT(get("my~event@1.ics"),
                testing::AllOf(HasSubstr("UID:uid-1\r\n"), HasSubstr("SUMMARY:From the phone\r\n")));
    EXPECT_EQ(ask("GET", object_path(entry->id)).status, 404) << "one name for one entry";
}

TEST_F(DavTest, WhatThePageMakesIsReadByItsIdAndWrittenBack) {
    const Id entry = add_meeting(
        "Kick-off",
        R"(,"channel":"email","offer":"Two for one","tags":["x"],"links":["https://a.example","https://b.example"])");
    const std::string name = to_text(entry) + ".ics";
    std::string body = get(name);
    EXPECT_THAT(body, HasSubstr("DTSTART;TZID=Europe/Berlin:20260310T090000\r\n"));
    EXPECT_THAT(body, Not(HasSubstr("METHOD")));
    const std::string before = etag(name);
    EXPECT_EQ(put(name, body).status, 204);
    EXPECT_EQ(etag(name), before) << "the same again changes nothing";
    body.replace(body.find("Kick-off"), 8, "Kick-out");
    EXPECT_EQ(put(name, body, {{"If-Match", before}}).status, 204);
    EXPECT_NE(etag(name), before);
    const auto changed = load<Entry>(entry_type, entry);
    EXPECT_EQ(changed->title, "Kick-out");
    EXPECT_EQ(changed->channel, Channel::email) << "what an app cannot say stays";
    EXPECT_EQ(changed->offer, "Two for one");
    EXPECT_EQ(changed->status, EntryStatus::planned);
    EXPECT_EQ(changed->links, (TextList{"https://a.example", "https://b.example"}));
    EXPECT_EQ(changed->tags, TextList{"x"});
}

TEST_F(DavTest, BytesOfTheAppAreKeptWhileNothingElseChangesThem) {
    const std::string odd = event("a", "A", "X-APP;Y=1:odd\r\nCOMMENT:mine\r\n");
    const auto made = put("a.ics", odd);
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.headers.get("ETag"), etag("a.ics"));
    EXPECT_EQ(get("a.ics"), odd);
    EXPECT_THAT(propfind(calendar_path() + "a.ics", "<getcontentlength/>"), HasSubstr(std::to_string(odd.size())));
    const std::string next = event("a", "B", "X-APP;Y=2:odd\r\n");
    EXPECT_EQ(put("a.ics", next).headers.get("ETag"), etag("a.ics"));
    EXPECT_EQ(get("a.ics"), next);
    EXPECT_EQ(put("a.ics", next).headers.get("ETag"), etag("a.ics")) << "the same again";
    acked(run(mia, "entry.update", R"({"id":")" + to_text(entry_called("B")->id) + R"(","location":"Hall"})"));
    EXPECT_THAT(get("a.ics"), testing::AllOf(HasSubstr("LOCATION:Hall\r\n"), HasSubstr("SUMMARY:B\r\n")));
    EXPECT_NE(get("a.ics"), next);
}

TEST_F(DavTest, BytesThatXmlCannotTellOrTooManyAreNotKept) {
    EXPECT_EQ(put("a.ics", event("a", "A", "X-APP:\x01\r\n")).headers.get("ETag"), "");
    EXPECT_EQ(put("b.ics", event("b", "B", "X-APP:\xef\xbf\xbf\r\n")).headers.get("ETag"), "");
    EXPECT_EQ(put("c.ics", "\xef\xbb\xbf" + event("c", "C")).headers.get("ETag"), "");
    std::string many = "DESCRIPTION:" + std::string(3'000, 'x') + "\r\n";
    for (int i = 0; i < 40; ++i) many += "X-APP:" + std::string(1'600, 'x') + "\r\n";
    EXPECT_EQ(put("d.ics", event("d", "D", many)).headers.get("ETag"), "");
    for (const char* name : {"a.ics", "b.ics", "c.ics", "d.ics"}) {
        EXPECT_THAT(get(name), HasSubstr("SUMMARY:")) << name;
        EXPECT_EQ(ask("HEAD", calendar_path() + name).status, 200);
    }
}

TEST_F(DavTest, BytesOfTheAppAreForThoseWhoSeeEverything) {
    put("a.ics", event("a", "Secret", "CLASS:PRIVATE\r\nCOMMENT:hush\r\n"));
    const std::string id = to_text(entry_called("Secret")->id);
    EXPECT_THAT(get("a.ics"), HasSubstr("hush"));
    email = "rob@example.org";
    app_password = make_app_password(rob);
    std::swap(mia, rob);
    EXPECT_THAT(get(id + ".ics"), testing::AllOf(HasSubstr("Busy"), Not(HasSubstr("hush")), Not(HasSubstr("Secret"))));
    EXPECT_THAT(text(report("C:calendar-multiget",
                            "<D:prop><C:calendar-data/></D:prop><D:href>" + calendar_path() + id + ".ics</D:href>")),
                testing::AllOf(HasSubstr("Busy"), Not(HasSubstr("hush"))));
}

TEST_F(DavTest, UndoneDeleteIsReadAnew) {
    const std::string body = event("a", "A", "COMMENT:mine\r\n");
    put("a.ics", body);
    ask("DELETE", calendar_path() + "a.ics");
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", engine.last_seq())));
    EXPECT_THAT(get("a.ics"), HasSubstr("SUMMARY:A\r\n"));
}

TEST_F(DavTest, PreconditionsOfPut) {
    EXPECT_EQ(put("a.ics", event("a", "A"), {{"If-Match", "*"}}).status, 412);
    EXPECT_EQ(put("a.ics", event("a", "A"), {{"If-None-Match", "*"}}).status, 201);
    EXPECT_EQ(put("a.ics", event("a", "B"), {{"If-None-Match", "*"}}).status, 412);
    const std::string old = etag("a.ics");
    EXPECT_EQ(put("a.ics", event("a", "B"), {{"If-Match", "\"x\", " + old}}).status, 204);
    EXPECT_EQ(put("a.ics", event("a", "C"), {{"If-Match", old}}).status, 412);
    EXPECT_EQ(put("a.ics", event("a", "C"), {{"If-Match", "W/" + etag("a.ics")}}).status, 412);
    EXPECT_THAT(get("a.ics"), HasSubstr("SUMMARY:B\r\n"));
}

TEST_F(DavTest, GetOfWhatTheAppHasIsNotModified) {
    put("a.ics", event("a", "A"));
    EXPECT_EQ(ask("GET", calendar_path() + "a.ics", "", {{"If-None-Match", etag("a.ics")}}).status, 304);
    EXPECT_EQ(ask("HEAD", calendar_path() + "a.ics").headers.get("ETag"), etag("a.ics"));
    EXPECT_EQ(ask("GET", calendar_path() + "b.ics").status, 404);
}

struct Broken {
    std::string body, element;
    std::string type = "text/calendar; charset=utf-8";
    int status = 403;
};

TEST_F(DavTest, WhatIsNoEventIsRefusedWithTheElementThatSaysWhy) {
    put("a.ics", event("a", "A"));
    const auto event_in = [](std::string_view year) {
        std::string text = event("y", "Y");
        for (const char* line : {"DTSTART:", "DTEND:"})
            text.replace(text.find(line) + std::string_view(line).size(), 4, year);
        return text;
    };
    std::string task = event("t", "T"), method = event("m", "M");
    for (auto at = task.find("VEVENT"); at != std::string::npos; at = task.find("VEVENT")) task.replace(at, 6, "VTODO");
    method.insert(method.find("BEGIN:VEVENT"), "METHOD:REQUEST\r\n");
    std::string alarms;
    for (int i = 0; i < 60; ++i) alarms += "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n";
    const Broken all[] = {
        {"no calendar", "C:valid-calendar-data"},
        {event("x", "X"), "C:supported-calendar-data", "text/plain"},
        {task, "C:supported-calendar-component"},
        {method, "C:valid-calendar-object-resource"},
        {event("x", std::string(300, 'x')), "C:valid-calendar-object-resource"},
        {event_in("1801"), "C:min-date-time"},
        {event_in("2301"), "C:max-date-time"},
        {event("x", "X", "X-A:" + std::string(40'000, 'x') + "\r\nX-B:" + std::string(40'000, 'x') + "\r\n"),
         "C:max-resource-size"},
        {event("x", "X", alarms), "C:max-resource-size"},
        {event("x", "X", "STATUS;X=" + std::string(2'000, 'x') + ":TENTATIVE\r\n"), "C:max-resource-size"},
        {event("a", "Twice"), "C:no-uid-conflict", "text/calendar", 409},
    };
    for (const Broken& broken : all) {
        const auto answer = put("x.ics", broken.body, {{"Content-Type", broken.type}});
        EXPECT_EQ(answer.status, broken.status) << broken.element;
        EXPECT_THAT(text(answer), HasSubstr("<D:error")) << broken.element;
        EXPECT_THAT(text(answer), HasSubstr("<" + broken.element)) << text(answer);
        EXPECT_EQ(ask("GET", calendar_path() + "x.ics").status, 404);
    }
    EXPECT_EQ(put("a.ics", event("other", "A")).status, 409) << "an object keeps its UID";
    EXPECT_EQ(put("a%20b.ics", event("x", "X")).status, 403) << "not a name";
}

TEST_F(DavTest, DeleteObeysIfMatchAndIsUndone) {
    put("a.ics", event("a", "A"));
    const std::string tag = etag("a.ics");
    put("a.ics", event("a", "B"));
    EXPECT_EQ(ask("DELETE", calendar_path() + "a.ics", "", {{"If-Match", tag}}).status, 412);
    EXPECT_EQ(ask("DELETE", calendar_path() + "a.ics", "", {{"If-Match", etag("a.ics")}}).status, 204);
    EXPECT_EQ(ask("DELETE", calendar_path() + "a.ics").status, 404);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", engine.last_seq())));
    EXPECT_THAT(get("a.ics"), HasSubstr("SUMMARY:B\r\n")) << "under its name";
}

TEST_F(DavTest, NameMadeAnewHasAnotherTag) {
    put("a.ics", event("a", "A"));
    const std::string tag = etag("a.ics");
    ask("DELETE", calendar_path() + "a.ics");
    put("a.ics", event("a", "A"));
    EXPECT_NE(etag("a.ics"), tag);
}

TEST_F(DavTest, PrivateEntriesOfOthersAreBusyAndClosed) {
    const Id entry = add_entry(
        rob, launch, "Salary talk",
        R"(,"status":"planned","private":true,"location":"Room 9","when":{"starts_on":"2026-03-10","ends_on":"2026-03-11"})");
    const std::string name = to_text(entry) + ".ics", body = get(name);
    EXPECT_THAT(body, HasSubstr("SUMMARY:Busy\r\n"));
    EXPECT_THAT(body, Not(testing::AnyOf(HasSubstr("Salary"), HasSubstr("Room"))));
    EXPECT_EQ(put(name, body).status, 403);
    EXPECT_EQ(ask("DELETE", calendar_path() + name).status, 403);
}

TEST_F(DavTest, SilenceDoesNotPublishWhatIsPrivate) {
    put("a.ics", event("a", "A", "CLASS:PRIVATE\r\n"));
    EXPECT_THAT(get("a.ics"), HasSubstr("CLASS:PRIVATE\r\n"));
    put("a.ics", event("a", "B"));
    EXPECT_TRUE(entry_called("B")->is_private);
    put("a.ics", event("a", "C", "CLASS:PUBLIC\r\n"));
    EXPECT_FALSE(entry_called("C")->is_private);
}

TEST_F(DavTest, AnObjectIsInItsOwnCalendarAlone) {
    const Id entry = add_meeting("Kick-off"), other = add_calendar("Other");
    put("a.ics", event("a", "A"));
    const std::string path = "/dav/calendars/" + to_text(mia) + "/" + to_text(other) + "/";
    EXPECT_EQ(ask("GET", path + to_text(entry) + ".ics").status, 404);
    EXPECT_EQ(ask("GET", path + "a.ics").status, 404);
    EXPECT_EQ(ask("DELETE", path + to_text(entry) + ".ics").status, 404);
    EXPECT_EQ(ask("GET", object_path(entry)).status, 200);
}

TEST_F(DavTest, ViewersOnlyRead) {
    acked(run(by_system("member.update", R"({"id":")" + to_text(mia) + R"(","role":"viewer"})")));
    const auto answer = put("a.ics", event("a", "A"));
    EXPECT_EQ(answer.status, 403);
    EXPECT_THAT(text(answer), HasSubstr("<D:need-privileges/>"));
}

} // namespace
} // namespace tandem::dav
