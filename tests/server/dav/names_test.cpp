// One name and one UID stand for one entry of a calendar, also where an app is not shown what has them.
#include "calendar/engine/object_names.hpp"
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

struct NamesTest : DavTest {
    const http::Headers only_new{{"If-None-Match", "*"}};

    void take_date_from(const std::string& title) {
        acked(run(mia, "entry.update",
                  fmt::format(R"({{"id":"{}","status":"idea","when":null}})", to_text(entry_called(title)->id))));
    }
    void expect_taken() {
        for (const http::Headers& headers : {http::Headers{}, only_new}) {
            EXPECT_EQ(put("a.ics", event("new", "New"), headers).status, 403);
            const auto of_uid = put("b.ics", event("a", "New"), headers);
            EXPECT_EQ(of_uid.status, 409);
            EXPECT_THAT(text(of_uid), HasSubstr("<C:no-uid-conflict"));
        }
        EXPECT_FALSE(entry_called("New"));
    }
};

TEST_F(NamesTest, NamesAndUidsOfWhatIsNotShownAreTaken) {
    put("a.ics", event("a", "A"));
    take_date_from("A");
    EXPECT_EQ(ask("GET", calendar_path() + "a.ics").status, 404);
    expect_taken();
}

TEST_F(NamesTest, NamesAndUidsOfPrivateEntriesAreTaken) {
    put("a.ics", event("a", "A", "CLASS:PRIVATE\r\n"));
    app_password = make_app_password(rob);
    email = "rob@example.org";
    mia = rob; // whose home is asked
    expect_taken();
}

TEST_F(NamesTest, NoTwoObjectsShareAnAddress) {
    const Id planned = add_meeting("Planned");
    take_date_from("Planned");
    EXPECT_EQ(put(to_text(planned) + ".ics", event("new", "New")).status, 403);
    const Id gone = add_meeting("Gone");
    const std::string name = to_text(gone) + ".ics";
    EXPECT_EQ(ask("DELETE", calendar_path() + name).status, 204);
    const auto deleted = engine.last_seq();
    EXPECT_EQ(put(name, event("again", "Again")).status, 201) << "it is nobody's while it is gone";
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", deleted)));
    EXPECT_THAT(get(name), HasSubstr("SUMMARY:Again\r\n"));
    EXPECT_THAT(get(to_text(gone) + "~.ics"), HasSubstr("SUMMARY:Gone\r\n"));
}

// An id that an app once was shown does not tell whether its entry lives on in a calendar that is closed to it now.
TEST_F(NamesTest, NamesOfOtherCalendarsAreNotTaken) {
    const Id entry = add_meeting("Talks"), closed = add_calendar("Closed");
    const std::string name = to_text(entry) + ".ics";
    const auto move_to = [&](Id calendar) {
        acked(run(mia, "entry.update",
                  fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(entry), to_text(calendar))));
    };
    move_to(closed);
    EXPECT_EQ(put(name, event("new", "New")).status, 201);
    move_to(launch);
    EXPECT_THAT(get(name), HasSubstr("SUMMARY:New\r\n"));
    EXPECT_THAT(get(to_text(entry) + "~.ics"), HasSubstr("SUMMARY:Talks\r\n")) << "it makes way";
}

TEST_F(NamesTest, NothingMovesToWhereItsNameOrUidIsTakenUnseen) {
    put("a.ics", event("a", "A"));
    take_date_from("A");
    launch = add_calendar("Other");
    const auto move = [&](const std::string& name) {
        const std::string from = calendar_path() + name;
        const auto calendar = Records(database).select(calendar_type, "name = 'Launch'").at(0)->id;
        return ask("MOVE", from, "",
                   {{"Destination", "/dav/calendars/" + to_text(mia) + "/" + to_text(calendar) + "/" + name}})
            .status;
    };
    put("a.ics", event("other", "Same name"));
    put("c.ics", event("a", "Same UID"));
    EXPECT_EQ(move("a.ics"), 403);
    EXPECT_EQ(move("c.ics"), 409);
}

TEST_F(NamesTest, NamesAreSegmentsOfAPathOnEveryWay) {
    EXPECT_TRUE(is_resource_name("a~@b.ics"));
    for (const std::string& name : {std::string("."), std::string(".."), std::string("a/b"), std::string(201, 'a')}) {
        EXPECT_FALSE(is_resource_name(name));
        const Outcome made =
            run(mia, "entry.create",
                fmt::format(R"({{"calendar_id":"{}","title":"T","kind":"event","resource_name":"{}"}})",
                            to_text(launch), name));
        EXPECT_EQ(refused(made).field, "resource_name") << name;
    }
}

} // namespace
} // namespace tandem::dav
