// What repeats, in feeds and downloads: series with their occurrences, and nothing of what those hide.
#include "calendar/ical/decode.hpp"
#include "tests/server/feed/feed_fixture.hpp"

namespace tandem {
namespace {

class SeriesWorkspace : public FeedWorkspace {
public:
    // "Weekly" on Tuesdays at nine, from `day` on.
    Id add_weekly(std::string_view day = "2026-03-03", std::string_view more = "") {
        return acked(run(marketer, "entry.create",
                         fmt::format(R"({{"calendar_id":"{}","kind":"review","title":"Weekly","status":"planned",)"
                                     R"("rrule":["FREQ=WEEKLY"],"when":{{"zone":"Europe/Berlin",)"
                                     R"("starts_at":"{}T09:00:00","ends_at":"{}T10:00:00"}}{}}})",
                                     to_text(calendar), day, day, more)))
            .id.value();
    }
    Id change_one(Id series, std::string_view day, std::string_view more) {
        return acked(run(marketer, "entry.update",
                         fmt::format(R"({{"id":"{}","occurrence":"{}T09:00:00","scope":"this"{}}})", to_text(series),
                                     day, more)))
            .id.value();
    }
    std::vector<ical::Event> events(const std::string& token) { return read(body(token)); }
    std::vector<ical::Event> download(Id id) {
        return read(queries.entry_as_text(*engine.directory(), marketer, id, "https://cal.example.org").value());
    }

private:
    static std::vector<ical::Event> read(const std::string& text) {
        EXPECT_EQ(line_fault(text), "");
        std::vector<ical::Event> events;
        for (const auto& item : ical::decode(text).value().items) events.push_back(item.event);
        return events;
    }
};

constexpr const char* moved =
    R"(,"title":"Moved","when":{"zone":"Europe/Berlin","starts_at":"2026-03-18T11:00:00","ends_at":"2026-03-18T12:00:00"})";

std::string excluded(const ical::Event& event) {
    std::string text;
    for (const LocalTime at : event.excluded) text += (text.empty() ? "" : " ") + to_text(at);
    return text;
}

TEST(FeedSeries, AnOccurrenceOfItsOwnStandsBesideItsSeries) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    work.change_one(series, "2026-03-17", moved);
    const auto token = work.add_link();
    const auto body = work.body(token);
    EXPECT_NE(body.find("RRULE:FREQ=WEEKLY\r\n"), std::string::npos) << body;
    EXPECT_NE(body.find("RECURRENCE-ID;TZID=Europe/Berlin:20260317T090000\r\n"), std::string::npos) << body;
    EXPECT_NE(body.find("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"), std::string::npos);
    const auto events = work.events(token);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].uid, to_text(series) + "@cal.example.org");
    EXPECT_EQ(events[1].uid, events[0].uid);
    EXPECT_EQ(events[1].summary, "[Review] Moved");
    EXPECT_TRUE(events[0].excluded.empty());
}

// feeds.md D-4: apps pass over an occurrence that is older than its series.
TEST(FeedSeries, TheNumberOfAnOccurrenceGrowsWithEitherAndIsNeverBelowItsSeries) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    const Id one = work.change_one(series, "2026-03-17", moved);
    const auto token = work.add_link();
    std::int64_t last = 0;
    for (const Id id : {series, one, series, series, one}) {
        acked(
            work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}","summary":"{}"}})", to_text(id), last)));
        const auto events = work.events(token);
        EXPECT_GE(events.at(1).sequence, events.at(0).sequence);
        EXPECT_GT(events.at(1).sequence, last);
        last = events.at(1).sequence;
    }
}

TEST(FeedSeries, APrivateOccurrenceIsBusyAndItsOldPlaceIsEmpty) {
    SeriesWorkspace work;
    const Id series = work.add_weekly("2026-03-03");
    const auto token = work.add_link();
    work.body(token); // rendered before, and not shown any more
    work.change_one(series, "2026-03-17", R"(,"title":"SECRET","private":true)");
    const auto events = work.events(token);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].summary, "Busy");
    EXPECT_TRUE(events[1].recurrence_id) << "it takes the place of what the series would show";
    EXPECT_EQ(work.body(token).find("SECRET"), std::string::npos);
}

TEST(FeedSeries, WhatLeftASeriesIsNotServedFromOldBytesWhenTheServerIsBusy) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    const auto token = work.add_link();
    work.get(token);
    work.change_one(series, "2026-03-17", R"(,"private":true)");
    EXPECT_EQ(work.get_when_busy(token), 503);
    work.get(token);
    acked(work.run(work.marketer, "entry.delete",
                   fmt::format(R"({{"id":"{}","occurrence":"2026-03-24T09:00:00","scope":"this"}})", to_text(series))));
    EXPECT_EQ(work.get_when_busy(token), 503);
}

TEST(FeedSeries, BusyAndTitlesLinksTellNoMoreOfAnOccurrence) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    work.change_one(series, "2026-03-17",
                    R"(,"title":"Other","summary":"SECRET","location":"SECRET","tags":["SECRET"])");
    const auto busy = work.body(work.add_link(R"(,"detail":"busy")"));
    EXPECT_EQ(values_of(busy, "SUMMARY"), (std::vector<std::string>{"Busy", "Busy"}));
    const auto titles = work.body(work.add_link(R"(,"detail":"titles")"));
    EXPECT_EQ(values_of(titles, "SUMMARY"), (std::vector<std::string>{"[Review] Weekly", "[Review] Other"}));
    for (const auto& body : {busy, titles}) {
        EXPECT_EQ(body.find("SECRET"), std::string::npos) << body;
        EXPECT_EQ(values_of(body, "RECURRENCE-ID").size(), 1U);
    }
}

// nextcloud/server#45041: the series would show in the old place what the filter holds back.
TEST(FeedSeries, AnOccurrenceThatTheLinkDoesNotShowIsLeftOutOfItsSeries) {
    SeriesWorkspace work;
    const Id series = work.add_weekly("2026-03-03", R"(,"tags":["eu"])");
    work.change_one(series, "2026-03-17", R"(,"tags":["us"])");
    work.change_one(series, "2026-03-24", R"(,"status":"cancelled")");
    const auto by_tag = work.events(work.add_link(R"(,"tags":["eu"],"cancelled":"hide")"));
    ASSERT_EQ(by_tag.size(), 1U);
    EXPECT_EQ(excluded(by_tag[0]), "2026-03-17T09:00:00 2026-03-24T09:00:00");
    const auto busy = work.events(work.add_link(R"(,"detail":"busy")"));
    ASSERT_EQ(busy.size(), 2U);
    EXPECT_EQ(excluded(busy[0]), "2026-03-24T09:00:00");
}

// Else the series would show the old title at the old place.
TEST(FeedSeries, WhatIsOlderThanTheWindowIsLeftOutOfItsSeriesToo) {
    SeriesWorkspace work;
    const Id series = work.add_weekly("2025-09-02");
    work.change_one(series, "2025-10-07", R"(,"title":"Long ago")");
    work.change_one(series, "2026-03-17", moved); // to the 18th
    const auto token = work.add_link();
    auto events = work.events(token);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(excluded(events[0]), "2025-10-07T09:00:00");
    EXPECT_EQ(work.body(token).find("Long ago"), std::string::npos);
    work.clock.set(parse_instant("2026-06-16T09:00:00Z").value()); // 90 days after: it counts for the last time
    EXPECT_EQ(work.events(token).size(), 2U);
    work.clock.set(parse_instant("2026-06-17T09:00:00Z").value());
    events = work.events(token);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(excluded(events[0]), "2025-10-07T09:00:00 2026-03-17T09:00:00");
}

// What counts is where it is now, not where the rule had put it.
TEST(FeedSeries, AnOccurrenceIsOldByWhereItWasMoved) {
    SeriesWorkspace work;
    const Id series = work.add_weekly("2025-09-02");
    const auto move = [&](std::string_view from, std::string_view to) {
        work.change_one(series, from,
                        fmt::format(R"(,"title":"To {0}","when":{{"zone":"Europe/Berlin",)"
                                    R"("starts_at":"{0}T09:00:00","ends_at":"{0}T10:00:00"}})",
                                    to));
    };
    move("2025-10-07", "2026-03-12"); // into the window
    move("2026-03-17", "2025-10-09"); // out of it
    const auto token = work.add_link();
    const auto events = work.events(token);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].summary, "[Review] To 2026-03-12");
    ASSERT_TRUE(events[1].recurrence_id);
    EXPECT_EQ(to_text(events[1].recurrence_id->starts), "2025-10-07T09:00:00");
    EXPECT_EQ(excluded(events[0]), "2026-03-17T09:00:00");
}

TEST(FeedSeries, AnOccurrenceWithoutItsSeriesIsAnEventOfItsOwn) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    const Id one = work.change_one(series, "2026-03-17", R"(,"tags":["eu"])");
    const auto events = work.events(work.add_link(R"(,"tags":["eu"])"));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].uid, to_text(one) + "@cal.example.org");
    EXPECT_FALSE(events[0].recurrence_id);
}

TEST(FeedSeries, WhatBeganLongAgoAndGoesOnIsThere) {
    SeriesWorkspace work;
    work.add_weekly("2019-01-01");
    work.add_weekly("2019-01-01", R"(,"summary":"over")");
    acked(work.run(
        work.marketer, "entry.create",
        fmt::format(R"({{"calendar_id":"{}","kind":"event","title":"Over","status":"planned",)"
                    R"("rrule":["FREQ=DAILY;COUNT=3"],"when":{{"starts_on":"2019-01-01","ends_on":"2019-01-02"}}}})",
                    to_text(work.calendar))));
    const auto token = work.add_link();
    EXPECT_EQ(work.events(token).size(), 2U);
    work.clock.set(parse_instant("2026-03-03T09:00:00Z").value()); // read anew from the store
    EXPECT_EQ(work.events(token).size(), 2U);
}

TEST(FeedSeries, UntilIsWrittenInUtcForZonedTimes) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    acked(work.run(work.marketer, "entry.update",
                   fmt::format(R"({{"id":"{}","rrule":["FREQ=WEEKLY;UNTIL=20260401"]}})", to_text(series))));
    EXPECT_EQ(values_of(work.body(work.add_link()), "RRULE").back(), "FREQ=WEEKLY;UNTIL=20260401T215959Z");
}

TEST(FeedSeries, TheDownloadOfASeriesCarriesItsOccurrences) {
    SeriesWorkspace work;
    const Id series = work.add_weekly();
    const Id one = work.change_one(series, "2026-03-17", moved);
    const auto whole = work.download(series);
    ASSERT_EQ(whole.size(), 2U);
    EXPECT_EQ(whole[1].summary, "[Review] Moved");
    EXPECT_TRUE(whole[1].recurrence_id);
    const auto alone = work.download(one);
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_EQ(alone[0].uid, to_text(one) + "@cal.example.org");
}

} // namespace
} // namespace tandem
