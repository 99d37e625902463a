// What one request may cost, however much there is.
#include "tests/server/dav/dav_fixture.hpp"

namespace tandem::dav {
namespace {

const std::string with_data = "<D:prop><C:calendar-data/></D:prop>";

struct BoundsTest : DavTest {
    std::string query(const std::string& within_data = "") {
        return text(report("C:calendar-query", "<D:prop><C:calendar-data>" + within_data +
                                                   "</C:calendar-data></D:prop><C:filter><C:comp-filter "
                                                   "name='VCALENDAR'/></C:filter>"));
    }
    ObjectReader::Changes changes(std::int64_t since, std::int64_t most = ObjectReader::changes_at_once) {
        return ObjectReader(queries, engine.directory(), mia).changes_since(launch, since, 100, most).value();
    }
};

// Answers of 2 KB, which three objects of 1 KB are too much for.
struct SmallAnswersTest : BoundsTest {
    Dav small{{backend, authenticator, tags, base_url, 2'000}};

    SmallAnswersTest() {
        router = http::Router();
        small.add_routes(router);
        for (const char* name : {"a", "b", "c"})
            EXPECT_EQ(put(std::string(name) + ".ics", event(name, name, lines_of(1'000))).status, 201);
    }
    static std::string lines_of(std::size_t bytes) {
        std::string lines;
        for (; bytes > 50; bytes -= 50) lines += "X-NOTE:" + std::string(41, 'x') + "\r\n";
        return lines;
    }
};

TEST_F(SmallAnswersTest, AnswersAreBounded) {
    EXPECT_THAT(query(), HasSubstr("<D:number-of-matches-within-limits/>"));
    std::string hrefs;
    for (const char* name : {"a", "b", "c"}) hrefs += "<D:href>" + calendar_path() + name + ".ics</D:href>";
    EXPECT_THAT(text(report("C:calendar-multiget", with_data + hrefs)),
                HasSubstr("<D:number-of-matches-within-limits/>"));
    EXPECT_EQ(report("C:calendar-multiget", with_data + "<D:href>" + calendar_path() + "a.ics</D:href>").status, 207);
    EXPECT_THAT(propfind(calendar_path(), "<C:calendar-data xmlns:C='urn:ietf:params:xml:ns:caldav'/>", "1"),
                HasSubstr("<D:number-of-matches-within-limits/>"));
}

TEST_F(SmallAnswersTest, SyncInPiecesOfBytesTellsEverythingOnce) {
    std::string token, told;
    int pieces = 0;
    for (bool is_cut = true; is_cut && pieces < 9; ++pieces) {
        const std::string answer =
            text(report("D:sync-collection",
                        "<D:sync-token>" + token + "</D:sync-token><D:sync-level>1</D:sync-level>" + with_data));
        is_cut = answer.contains("<D:status>HTTP/1.1 507");
        const auto at = answer.find("<D:sync-token>") + 14;
        token = answer.substr(at, answer.find("</D:sync-token>") - at);
        told += answer;
    }
    EXPECT_EQ(pieces, 2);
    for (const std::string name : {"a.ics<", "b.ics<", "c.ics<"}) {
        EXPECT_TRUE(told.contains(name)) << name;
        EXPECT_EQ(told.find(name), told.rfind(name)) << name;
    }
}

// Each of the occurrences has the lines that its series has.
TEST_F(BoundsTest, ExpandedTextIsBounded) {
    const auto expanded = [&](std::string_view end) {
        return query(fmt::format("<C:expand start='20260301T000000Z' end='{}T000000Z'/>", end));
    };
    std::string lines;
    for (int i = 0; i < 100; ++i) lines += "X-NOTE:" + std::string(493, 'x') + "\r\n";
    EXPECT_EQ(put("a.ics", event("a", "Daily", "RRULE:FREQ=DAILY\r\n" + lines)).status, 201);
    EXPECT_GT(expanded("20260320").size(), 300'000U);
    EXPECT_THAT(expanded("20280220"), HasSubstr("<D:number-of-matches-within-limits/>")) << "some 700 of 50 KB each";
}

TEST_F(BoundsTest, FirstSyncLooksAtWhatIsThere) {
    const Id kept = add_meeting("Kept"), gone = add_meeting("Gone");
    add_entry(mia, add_calendar("Other"), "Elsewhere");
    for (const char* title : {"A", "B"})
        acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","title":"{}"}})", to_text(kept), title)));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(gone))));
    const auto first = changes(0);
    EXPECT_EQ(first.looked_at, 1U);
    ASSERT_EQ(first.news.size(), 1U);
    EXPECT_EQ(first.news[0].object->entry->title, "B");
    EXPECT_EQ(first.news[0].seq, engine.last_seq() - 1);
}

TEST_F(BoundsTest, SyncLooksAtNoOtherCalendar) {
    const Id other = add_calendar("Other"), moved = add_meeting("Moved");
    const std::int64_t since = engine.last_seq();
    for (int i = 0; i < 5; ++i) add_entry(mia, other, "Elsewhere");
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(moved), to_text(other))));
    add_meeting("New");
    const auto later = changes(since);
    EXPECT_EQ(later.looked_at, 2U);
    ASSERT_EQ(later.news.size(), 2U);
    EXPECT_EQ(later.news[0].gone, to_text(moved) + ".ics");
    EXPECT_EQ(later.news[1].object->entry->title, "New");
}

TEST_F(BoundsTest, ALongLogIsReadInPieces) {
    std::int64_t since = engine.last_seq();
    for (int i = 0; i < 7; ++i) add_meeting(fmt::format("M{}", i));
    std::vector<std::string> told;
    for (int piece = 0; piece < 9; ++piece) {
        const auto some = changes(since, 2);
        EXPECT_LE(some.looked_at, 2U);
        for (const auto& one : some.news) told.push_back(one.object->entry->title);
        if (!some.cut_at) break;
        since = *some.cut_at;
    }
    EXPECT_THAT(told, testing::ElementsAre("M0", "M1", "M2", "M3", "M4", "M5", "M6"));
}

} // namespace
} // namespace tandem::dav
