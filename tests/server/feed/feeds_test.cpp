// The acceptance tests of feeds.md D-10 that need no recurrence: 1 to 4, 6 and 7.
#include <libdeflate.h>

#include "calendar/ical/decode.hpp"
#include "server/http/response_head.hpp"
#include "tests/server/feed/feed_fixture.hpp"

namespace tandem {
namespace {

std::string header(const http::Response& response, std::string_view name) {
    return std::string(response.headers.get(name));
}

TEST(Feed, TwoFetchesWithoutAChangeAreTheSameToTheByte) {
    FeedWorkspace work;
    work.add_day("Webinar");
    const auto token = work.add_link();
    const auto first = work.get(token);
    work.clock.advance(std::chrono::hours{5});
    const auto second = work.get(token);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(http::view(first.body), http::view(second.body));
    EXPECT_EQ(header(first, "ETag"), header(second, "ETag"));
    EXPECT_EQ(work.get(token, {{"If-None-Match", header(first, "ETag")}}).status, 304);
}

TEST(Feed, AnotherServerOverTheSameDataGivesTheSameBytes) {
    FeedWorkspace work;
    for (int i = 0; i < 20; ++i) work.add_day(fmt::format("Entry {}", i), i % 2 ? "2026-05-11" : "2026-04-01");
    const auto token = work.add_link();
    const auto before = work.body(token);
    FeedSource source{work.reader, work.engine.directory()};
    Feeds feeds{{source, work.clock, "https://cal.example.org", [](auto work) { return work(), true; }, {}}};
    http::Request request;
    request.parameters = {{"token", token}};
    EXPECT_EQ(http::view(feeds.answer(request).body), before);
}

TEST(Feed, AChangeElsewhereKeepsTagAndDate) {
    FeedWorkspace work;
    work.add_day("Webinar");
    const auto token = work.add_link(R"(,"kinds":["campaign"])");
    work.clock.advance(std::chrono::minutes{1});
    const auto before = work.get(token);
    work.clock.advance(std::chrono::minutes{1});
    work.add_account(work.marketer, "Acme");
    work.clock.advance(std::chrono::minutes{1});
    const auto after = work.get(token);
    EXPECT_EQ(header(after, "ETag"), header(before, "ETag"));
    EXPECT_EQ(header(after, "Last-Modified"), header(before, "Last-Modified"));
}

// Apps that ask with the old tag must get the other bytes.
TEST(Feed, SwitchingRemindersOnAndOffChangesBytesAndTag) {
    FeedWorkspace work;
    work.add_day("Webinar", "2026-05-11",
                 R"(,"ical_lines":["BEGIN:VALARM","ACTION:DISPLAY","TRIGGER:-PT5M","END:VALARM"])");
    const auto token = work.add_link();
    const std::string without = header(work.get(token), "ETag");
    const auto set = [&](bool alarms) {
        acked(work.run(work.marketer, "feed_link.update",
                       fmt::format(R"({{"id":"{}","alarms":{}}})", to_text(work.link), alarms)));
        return work.get(token, {{"If-None-Match", without}});
    };
    const auto with = set(true);
    EXPECT_EQ(with.status, 200);
    EXPECT_NE(header(with, "ETag"), without);
    EXPECT_EQ(values_of(http::view(with.body), "TRIGGER"), std::vector<std::string>{"-PT5M"});
    EXPECT_EQ(set(false).status, 304);
    EXPECT_TRUE(values_of(work.body(token), "TRIGGER").empty());
}

TEST(Feed, HolidaysAndBlackoutsComeAndGoWithTheLink) {
    FeedWorkspace work;
    work.add_day("Webinar");
    const Id lead = work.add_member("lea", Team::sales, Role::lead);
    const auto token = work.add_link(R"(,"days_off":true)");
    const auto summaries = [&] { return values_of(work.body(token), "SUMMARY"); };
    const std::size_t before = summaries().size();
    const Id blackout = new_id(work.clock.now());
    acked(work.run(lead, "blackout.create",
                   fmt::format(R"({{"id":"{}","name":"Quarter end","first_on":"2026-05-12","last_on":"2026-05-13"}})",
                               to_text(blackout))));
    EXPECT_EQ(summaries().size(), before + 1);
    const auto other = work.body(work.add_link());
    EXPECT_EQ(other.find("Quarter end"), std::string::npos); // a link that has not asked
    FeedSource source{work.reader, work.engine.directory()};
    Feeds feeds{{source, work.clock, "https://cal.example.org", [](auto work) { return work(), true; }, {}}};
    http::Request request;
    request.parameters = {{"token", token}};
    EXPECT_EQ(http::view(feeds.answer(request).body), work.body(token)); // after a start, too
    acked(work.run(lead, "blackout.delete", fmt::format(R"({{"id":"{}"}})", to_text(blackout))));
    EXPECT_EQ(summaries().size(), before);
}

TEST(Feed, IfModifiedSinceAnswersByTheDateItWasGiven) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    work.clock.advance(std::chrono::minutes{1});
    const std::string date = header(work.get(token), "Last-Modified");
    ASSERT_NE(date, "");
    EXPECT_EQ(work.get(token, {{"If-Modified-Since", date}}).status, 304);
    EXPECT_EQ(work.get(token, {{"If-Modified-Since", "no date"}}).status, 200);
    acked(work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}","title":"Moved"}})", to_text(entry))));
    work.clock.advance(std::chrono::minutes{1});
    EXPECT_EQ(work.get(token, {{"If-Modified-Since", date}}).status, 200);
}

// Two edits in one second, and a client that makes its date from the answer's time.
TEST(Feed, AnEditInTheSameSecondIsNeverMissed) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    const auto first = work.get(token);
    EXPECT_EQ(header(first, "Last-Modified"), "");
    const std::string own_date = http::http_date(work.clock.now());
    work.clock.advance(std::chrono::milliseconds{300});
    acked(work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}","title":"Moved"}})", to_text(entry))));
    work.clock.advance(std::chrono::seconds{10});
    EXPECT_EQ(work.get(token, {{"If-Modified-Since", own_date}}).status, 200);
}

TEST(Feed, RevokedIsGoneAndUnknownIsNotFound) {
    FeedWorkspace work;
    const auto token = work.add_link();
    EXPECT_EQ(work.get(token).status, 200); // without an Accept header
    EXPECT_EQ(work.get(std::string(43, 'A')).status, 404);
    EXPECT_EQ(work.get("short").status, 404);
    acked(work.run(work.marketer, "feed_link.revoke", fmt::format(R"({{"id":"{}"}})", to_text(work.link))));
    EXPECT_EQ(work.get(token).status, 410);
    EXPECT_EQ(work.get(token, {{"If-None-Match", "*"}}).status, 410);
}

// Too busy to look, the server falls back on what it has rendered: not past a revocation.
TEST(Feed, RevokedIsNotServedFromOldBytesWhenTheServerIsBusy) {
    FeedWorkspace work;
    work.add_day("Launch");
    const auto token = work.add_link();
    ASSERT_EQ(work.get(token).status, 200);
    work.add_day("Another", "2026-05-12");
    EXPECT_EQ(work.get_when_busy(token), 200);
    acked(work.run(work.marketer, "feed_link.revoke", fmt::format(R"({{"id":"{}"}})", to_text(work.link))));
    EXPECT_EQ(work.get_when_busy(token), 503);
}

// The store is read in the moment between a COMMIT and its delivery: with the rights of that COMMIT.
TEST(Feed, DeletedOrFilteredOutIsNotServedFromOldBytesWhenTheServerIsBusy) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar"), other = work.add_day("Fair"), idea = work.add_day("Talk");
    const auto token = work.add_link(R"(,"statuses":["planned"])");
    for (const auto& [name, args] :
         {std::pair{"entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))},
          {"entry.update", fmt::format(R"({{"id":"{}","status":"live"}})", to_text(other))},
          {"entry.update", fmt::format(R"({{"id":"{}","status":"idea","when":null}})", to_text(idea))}}) {
        work.get(token);
        EXPECT_EQ(work.get_when_busy(token), 200);
        acked(work.run(work.marketer, name, args));
        EXPECT_EQ(work.get_when_busy(token), 503) << name << args;
    }
    EXPECT_EQ(values_of(work.body(token), "SUMMARY"), std::vector<std::string>{});
}

TEST(Feed, ReadingAheadOfTheDeliveryTakesTheRightsAlong) {
    FeedWorkspace work;
    work.add_day("Launch");
    const auto token = work.add_link();
    work.get(token);
    acked(work.run(work.by_system(
        "calendar.update", fmt::format(R"({{"id":"{}","rights":["marketing:none"]}})", to_text(work.calendar)))));
    work.clock.advance(std::chrono::hours{24}); // the window moves: everything is read anew
    EXPECT_TRUE(values_of(work.body_before_delivery(token), "SUMMARY").empty());
    EXPECT_TRUE(values_of(work.body(token), "SUMMARY").empty());
}

TEST(Feed, AMemberWhoLeftServesNothing) {
    FeedWorkspace work;
    const auto token = work.add_link();
    acked(work.run(
        work.by_system("member.update", fmt::format(R"({{"id":"{}","active":false}})", to_text(work.marketer)))));
    EXPECT_EQ(work.get(token).status, 410);
}

TEST(Feed, HeadersAreWhatAppsNeedAndHeadHasThemToo) {
    FeedWorkspace work;
    work.add_day("Webinar");
    const auto token = work.add_link();
    work.clock.advance(std::chrono::minutes{1});
    const auto get = work.get(token, {{"Accept", "text/html"}});
    const auto head = work.get(token, {}, "HEAD");
    EXPECT_EQ(get.status, 200);
    EXPECT_EQ(header(get, "Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_EQ(header(get, "X-Robots-Tag"), "noindex");
    EXPECT_EQ(header(get, "Cache-Control"), "private, no-cache");
    for (const char* name : {"Content-Type", "ETag", "Last-Modified", "Cache-Control", "Vary", "X-Robots-Tag"})
        EXPECT_EQ(header(get, name), header(head, name)) << name;
    EXPECT_EQ(http::view(get.body), http::view(head.body)); // the session sends its length alone
}

TEST(Feed, GzipHoldsTheSameBytesUnderATagOfItsOwn) {
    FeedWorkspace work;
    work.add_day("Webinar");
    const auto token = work.add_link();
    const auto plain = work.get(token);
    const auto packed = work.get(token, {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
    EXPECT_NE(header(packed, "ETag"), header(plain, "ETag"));
    std::string text(http::view(plain.body).size(), '\0');
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    EXPECT_EQ(libdeflate_gzip_decompress(decompressor, http::view(packed.body).data(), http::view(packed.body).size(),
                                         text.data(), text.size(), nullptr),
              LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(decompressor);
    EXPECT_EQ(text, http::view(plain.body));
    const auto unchanged = work.get(token, {{"Accept-Encoding", "gzip"}, {"If-None-Match", header(packed, "ETag")}});
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(header(unchanged, "ETag"), header(packed, "ETag"));
    EXPECT_EQ(header(work.get(token), "Content-Encoding"), "");
}

TEST(Feed, EveryLineIsStrictInEveryScript) {
    FeedWorkspace work;
    std::string text;
    while (text.size() < 2048) text += "مرحبا, \U0001F680; \\\\ ok\\n";
    work.add_day(
        "\U0001F680 مرحبا بالعالم, this is a long title that must be folded somewhere \U0001F468\u200D\U0001F469",
        "2026-05-11", fmt::format(R"(,"summary":"{}","tags":["a,b",";"])", text));
    work.add_entry(
        work.marketer, work.calendar, "Call",
        R"(,"status":"planned","when":{"starts_at":"2026-03-29T01:30:00","ends_at":"2026-03-29T04:00:00","zone":"Europe/Berlin"})");
    const auto body = work.body(work.add_link());
    EXPECT_EQ(line_fault(body), "");
    const auto decoded = ical::decode(body);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->items.size(), 2u);
    EXPECT_EQ(values_of(body, "X-WR-CALNAME"), std::vector<std::string>{"Team\\, plan"});
}

TEST(Feed, SequenceGrowsAndUidStaysThroughMoveCancelAndRestore) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    std::vector<std::int64_t> sequences;
    const auto look = [&] {
        const auto body = work.body(token);
        sequences.push_back(std::stoll(values_of(body, "SEQUENCE").at(0)));
        EXPECT_EQ(values_of(body, "UID"), std::vector<std::string>{to_text(entry) + "@cal.example.org"});
        return body;
    };
    const auto update = [&](std::string_view fields) {
        work.clock.advance(std::chrono::seconds{1});
        acked(work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(entry), fields)));
    };
    const auto stamp = values_of(look(), "DTSTAMP").at(0);
    update(R"("when":{"starts_on":"2026-06-01","ends_on":"2026-06-02"})");
    EXPECT_GT(values_of(look(), "DTSTAMP").at(0), stamp);
    update(R"("status":"cancelled")");
    EXPECT_EQ(values_of(look(), "STATUS"), std::vector<std::string>{"CANCELLED"});
    update(R"("status":"confirmed")");
    EXPECT_EQ(values_of(look(), "STATUS"), std::vector<std::string>{"CONFIRMED"});
    for (std::size_t i = 1; i < sequences.size(); ++i) EXPECT_GT(sequences[i], sequences[i - 1]);
}

TEST(Feed, ADeletedEntryLeavesAndAnUndoneDeleteReturnsWithAHigherSequence) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    const auto before = std::stoll(values_of(work.body(token), "SEQUENCE").at(0));
    const auto ack = acked(work.run(work.marketer, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(entry))));
    EXPECT_TRUE(values_of(work.body(token), "UID").empty());
    acked(work.run(work.marketer, "undo", fmt::format(R"({{"seq":{}}})", ack.seq)));
    EXPECT_GT(std::stoll(values_of(work.body(token), "SEQUENCE").at(0)), before);
}

TEST(Feed, ChangesBeyondWhatIsKeptAreReadFromTheStore) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar");
    work.add_link();
    FeedSource source{work.reader, work.engine.directory()};
    const Date today = parse_date("2026-03-02").value();
    source.catch_up(today);
    acked(work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}","title":"Moved"}})", to_text(entry))));
    source.deliver({work.sink.changes.back()});
    work.add_account(work.marketer, "Acme");
    source.deliver(std::vector(FeedSource::most_pending, work.sink.changes.back())); // pushes the update out
    source.catch_up(today);
    const auto items = source.items(*work.load<FeedLink>(feed_link_type, work.link), feed_window(today));
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].entry->title, "Moved");
    EXPECT_EQ(source.caught_up_seq(), source.seq());
}

TEST(Feed, TheWindowMovesAtMidnight) {
    FeedWorkspace work;
    work.add_day("Old", "2025-12-02"); // 90 days back
    work.add_day("Far", "2027-04-06"); // 400 days ahead, from tomorrow on
    const auto token = work.add_link();
    EXPECT_EQ(values_of(work.body(token), "SUMMARY"), std::vector<std::string>{"[Campaign] Old"});
    work.clock.advance(std::chrono::hours{24});
    EXPECT_EQ(values_of(work.body(token), "SUMMARY"), std::vector<std::string>{"[Campaign] Far"});
}

} // namespace
} // namespace tandem
