// MOVE between the calendars of a home (RFC 4918 9.9).
#include "server/dav/methods.hpp"
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

struct MoveTest : DavTest {
    Id other = add_calendar("Other");
    std::string other_path = "/dav/calendars/" + to_text(mia) + "/" + to_text(other) + "/";

    int move(const std::string& name, const std::string& to, http::Headers headers = {}) {
        headers.add("Destination", to);
        return ask("MOVE", calendar_path() + name, "", std::move(headers)).status;
    }
};

TEST_F(MoveTest, ObjectMovesUnderItsNameWithItsOccurrences) {
    put("a.ics", event("a", "A", "RRULE:FREQ=WEEKLY;COUNT=5\r\n"));
    const Id series = entry_called("A")->id;
    acked(
        run(mia, "entry.update",
            R"({"id":")" + to_text(series) + R"(","occurrence":"2026-03-19T09:00:00","scope":"this","title":"Own"})"));
    EXPECT_EQ(move("a.ics", "https://cal.example.org" + other_path + "a.ics", {{"If-Match", "\"x\""}}), 412);
    const auto moved =
        ask("MOVE", calendar_path() + "a.ics", "", {{"Destination", "https://cal.example.org" + other_path + "a.ics"}});
    EXPECT_EQ(moved.status, 201);
    EXPECT_EQ(moved.headers.get("Location"), other_path + "a.ics");
    EXPECT_EQ(ask("GET", calendar_path() + "a.ics").status, 404);
    EXPECT_THAT(text(ask("GET", other_path + "a.ics")),
                testing::AllOf(HasSubstr("SUMMARY:A\r\n"), HasSubstr("SUMMARY:Own\r\n")));
    EXPECT_EQ(load<Entry>(entry_type, series)->calendar_id, other);
}

TEST_F(MoveTest, WhatStandsInTheWayIsSaid) {
    put("a.ics", event("a", "A"));
    ask("PUT", other_path + "a.ics", event("b", "B"));
    EXPECT_EQ(move("a.ics", other_path + "a.ics", {{"Overwrite", "F"}}), 412);
    EXPECT_EQ(move("a.ics", other_path + "a.ics"), 403);
    EXPECT_EQ(move("a.ics", other_path + "other-name.ics"), 403);
    EXPECT_EQ(move("a.ics", calendar_path() + "b.ics"), 403);
    EXPECT_EQ(move("a.ics", "nowhere"), 400);
    EXPECT_EQ(move("none.ics", other_path + "none.ics"), 404);
    ask("PUT", other_path + "c.ics", event("c", "C"));
    put("d.ics", event("c", "Same UID"));
    EXPECT_EQ(move("d.ics", other_path + "d.ics"), 409);
    EXPECT_THAT(get("a.ics"), HasSubstr("SUMMARY:A\r\n"));
}

TEST_F(MoveTest, OnlyToWhereTheMemberMayWrite) {
    put("a.ics", event("a", "A"));
    acked(run(by_system("calendar.update", R"({"id":")" + to_text(other) + R"(","rights":["marketing:read"]})")));
    EXPECT_EQ(move("a.ics", other_path + "a.ics"), 403);
    acked(run(by_system("calendar.update", R"({"id":")" + to_text(other) + R"(","rights":["marketing:none"]})")));
    EXPECT_EQ(move("a.ics", other_path + "a.ics"), 409) << "as if it were not there";
}

TEST_F(MoveTest, OnlyWithinTheHomeOfTheMember) {
    put("a.ics", event("a", "A"));
    EXPECT_EQ(move("a.ics", "/dav/calendars/" + to_text(rob) + "/" + to_text(other) + "/a.ics"), 403);
    EXPECT_EQ(entry_called("A")->calendar_id, launch);
}

// What comes in between is seen where nothing can come in between any more, and is no success.
TEST_F(MoveTest, MovesTheObjectAsItWasRead) {
    const Id entry = add_meeting("Kick-off");
    ObjectReader reader(queries, engine.directory(), mia);
    http::Request request;
    request.headers.add("Destination", other_path + to_text(entry) + ".ics");
    const Services services{backend, authenticator, tags, base_url};
    const Visitor visitor{mia, {}, {}, true};
    const Address address{Address::Kind::object, mia, launch, to_text(entry) + ".ics"};
    const Step step = dav::move({services, request, visitor, address, reader, reader.calendar(launch)});
    const auto* write = std::get_if<Write>(&step);
    ASSERT_TRUE(write);
    acked(run(mia, "entry.update", R"({"id":")" + to_text(entry) + R"(","title":"Changed"})"));
    const Outcome late = run(write->submission);
    EXPECT_EQ(refused(late).code, ErrorCode::changed_since);
    EXPECT_GE(write->answer(late).status, 400);
    EXPECT_EQ(load<Entry>(entry_type, entry)->calendar_id, launch);
}

} // namespace
} // namespace tandem::dav
