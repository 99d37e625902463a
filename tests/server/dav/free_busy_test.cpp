// When the time of a calendar is taken (RFC 4791 7.10), and when it is not.
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

struct FreeBusyTest : DavTest {
    // "20260312T090000Z/20260312T100000Z, tentative …", in the order of the answer.
    std::string taken(const std::string& from, const std::string& to) {
        const auto answer = report("C:free-busy-query", "<C:time-range start='" + from + "' end='" + to + "'/>");
        EXPECT_EQ(answer.status, 200);
        std::string body = text(answer), periods;
        for (auto at = body.find("\r\nFREEBUSY"); at != std::string::npos; at = body.find("\r\nFREEBUSY", at + 1)) {
            const auto colon = body.find(':', at);
            periods += periods.empty() ? "" : ", ";
            if (body.substr(at, colon - at).contains("TENTATIVE")) periods += "tentative ";
            periods += body.substr(colon + 1, body.find("\r\n", colon) - colon - 1);
        }
        return periods;
    }
    std::string on(std::string_view day) { return taken(std::string(day) + "T000000Z", std::string(day) + "T235900Z"); }
    static std::string timed(std::string_view uid, std::string_view from, std::string_view to,
                             std::string_view more = "") {
        return fmt::format("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:{}\r\n"
                           "DTSTAMP:20260101T000000Z\r\nDTSTART{}\r\nDTEND{}\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n",
                           uid, from, to, more);
    }
    void put_timed(std::string uid, std::string_view from, std::string_view to, std::string_view more = "") {
        EXPECT_EQ(put(uid + ".ics", timed(uid, from, to, more)).status, 201);
    }
};

TEST_F(FreeBusyTest, WhatIsCalledOffOrIsACampaignTakesNoTime) {
    put_timed("on", ":20260312T090000Z", ":20260312T100000Z");
    put_timed("off", ":20260312T120000Z", ":20260312T130000Z", "STATUS:CANCELLED\r\n");
    add_entry(mia, launch, "Season",
              R"(,"status":"confirmed","when":{"starts_on":"2026-03-01","ends_on":"2026-04-01"})");
    EXPECT_EQ(on("20260312"), "20260312T090000Z/20260312T100000Z");
}

TEST_F(FreeBusyTest, PeriodsAreCutToWhatIsAsked) {
    put_timed("a", ":20260312T090000Z", ":20260312T100000Z");
    EXPECT_EQ(taken("20260312T091500Z", "20260312T093000Z"), "20260312T091500Z/20260312T093000Z");
    EXPECT_EQ(taken("20260312T100000Z", "20260312T110000Z"), "");
    EXPECT_EQ(taken("20260312T080000Z", "20260312T090000Z"), "");
}

TEST_F(FreeBusyTest, WhatTouchesOrLiesWithinIsOnePeriod) {
    put_timed("long", ":20260312T090000Z", ":20260312T120000Z");
    put_timed("within", ":20260312T100000Z", ":20260312T110000Z");
    put_timed("next", ":20260312T120000Z", ":20260312T130000Z");
    put_timed("maybe", ":20260312T110000Z", ":20260312T113000Z", "STATUS:TENTATIVE\r\n");
    EXPECT_EQ(on("20260312"), "20260312T090000Z/20260312T130000Z, tentative 20260312T110000Z/20260312T113000Z");
}

TEST_F(FreeBusyTest, AMomentTakesNoTime) {
    put_timed("moment", ":20260312T090000Z", ":20260312T090000Z");
    EXPECT_EQ(on("20260312"), "");
}

// Looked for as if in UTC, told as those of the member.
TEST_F(FreeBusyTest, WholeDaysAndFloatingTimesAreThoseOfTheMember) {
    acked(run(by_system("member.update", R"({"id":")" + to_text(mia) + R"(","zone":"America/New_York"})")));
    put_timed("day", ";VALUE=DATE:20260312", ";VALUE=DATE:20260313");
    EXPECT_EQ(taken("20260313T010000Z", "20260313T080000Z"), "20260313T010000Z/20260313T040000Z");
    put_timed("floating", ":20260320T220000", ":20260320T230000");
    EXPECT_EQ(on("20260321"), "20260321T020000Z/20260321T030000Z");
}

TEST_F(FreeBusyTest, TooMuchToExpandIsSaidAndNotLeftOut) {
    add_meeting("Hourly", R"(,"kind":"event","rrule":["FREQ=HOURLY"])");
    const auto answer = report("C:free-busy-query", "<C:time-range start='20260311T000000Z' end='20290311T000000Z'/>");
    EXPECT_EQ(answer.status, 507);
    EXPECT_THAT(text(answer), HasSubstr("<D:number-of-matches-within-limits/>"));
}

} // namespace
} // namespace tandem::dav
