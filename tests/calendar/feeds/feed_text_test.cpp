#include "calendar/feeds/feed_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/ical_lines.hpp"

namespace tandem {
namespace {

const Date today = parse_date("2026-03-02").value();

FeedItem item_on(Date day, std::uint64_t number, EntryKind kind = EntryKind::event) {
    auto entry = std::make_shared<Entry>();
    entry->id = Id{1, number};
    entry->rev = 1;
    entry->kind = kind;
    entry->title = fmt::format("Entry {}", number);
    entry->summary = std::string(200, 'x');
    entry->status = EntryStatus::planned;
    entry->when = all_day(day, day + std::chrono::days{1});
    entry->updated_at = parse_instant("2026-03-01T00:00:00Z").value();
    return {entry};
}

FeedLink link_named(std::string name) {
    FeedLink link;
    link.id = Id{2, 1};
    link.name = std::move(name);
    return link;
}

TEST(FeedText, FiveThousandEntriesFitOrSaySo) {
    std::vector<FeedItem> items;
    for (int i = 0; i < 5000; ++i)
        items.push_back(item_on(today + std::chrono::days{i % 490 - 90}, static_cast<unsigned>(i)));
    FeedWriter writer("https://cal.example.org");
    const FeedLink link = link_named("All");
    const auto parts = writer.collect(link, items, today);
    const auto text = writer.join(link, parts);
    EXPECT_LT(text.size(), feed_bytes);
    EXPECT_GT(text.size(), feed_bytes * 9 / 10);
    EXPECT_EQ(parts.events.size() - 1 + parts.left_out, 5000u);
    EXPECT_NE(text.find(fmt::format("SUMMARY:[Tandem] {} entries did not fit", parts.left_out)), std::string::npos);
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20260302"), std::string::npos); // what is near stays
    EXPECT_EQ(text.find("DTSTART;VALUE=DATE:20270405"), std::string::npos);
    EXPECT_EQ(line_fault(text), "");
}

TEST(FeedText, OnlyWhatChangedIsWrittenAnew) {
    FeedWriter writer("https://cal.example.org");
    const FeedLink link = link_named("All");
    const FeedItem first = item_on(today, 1), second = item_on(today, 2);
    const auto before = writer.collect(link, {first, second}, today);
    EXPECT_EQ(writer.collect(link, {second, first}, today), before);
    auto moved = std::make_shared<Entry>(*second.entry);
    moved->rev = 2;
    const auto after = writer.collect(link, {first, {moved}}, today);
    EXPECT_EQ(after.events[0], before.events[0]);
    EXPECT_NE(after.events[1], before.events[1]);
}

// A series on Mondays with an occurrence of its own on the 9th.
std::vector<FeedItem> series_items(std::int64_t series_rev, std::int64_t one_rev) {
    FeedItem series = item_on(today, 1), one = item_on(today + std::chrono::days{8}, 2);
    auto first = std::make_shared<Entry>(*series.entry), other = std::make_shared<Entry>(*one.entry);
    first->rrule = {"FREQ=WEEKLY"};
    first->overrides = {"2026-03-09"};
    first->rev = series_rev;
    other->series_id = first->id;
    other->recurrence_id = "2026-03-09";
    other->rev = one_rev;
    std::vector<FeedItem> items{{first}, {other}};
    link_series(items);
    return items;
}

TEST(FeedText, AnOccurrenceIsWrittenAnewWithItsSeriesOnly) {
    FeedWriter writer("https://cal.example.org");
    const FeedLink link = link_named("All");
    const auto first = writer.collect(link, series_items(1, 1), today);
    EXPECT_EQ(writer.collect(link, series_items(1, 1), today), first);
    const auto changed_one = writer.collect(link, series_items(1, 2), today);
    EXPECT_EQ(changed_one.events[0], first.events[0]);
    EXPECT_NE(changed_one.events[1], first.events[1]);
    const auto changed_series = writer.collect(link, series_items(2, 2), today);
    EXPECT_NE(changed_series.events[0], first.events[0]);
    EXPECT_NE(changed_series.events[1], changed_one.events[1]);
    auto alone = series_items(2, 2);
    alone.erase(alone.begin());
    link_series(alone);
    EXPECT_NE(writer.collect(link, alone, today).events[0], changed_series.events[1]);
}

TEST(FeedText, WhatDoesNotFitGoesWithItsSeries) {
    std::vector<FeedItem> items;
    for (int i = 0; i < 5000; ++i) {
        items.push_back(item_on(today, static_cast<unsigned>(2 * i)));
        items.push_back(item_on(today, static_cast<unsigned>(2 * i + 1)));
        auto series = std::make_shared<Entry>(*items[items.size() - 2].entry);
        auto one = std::make_shared<Entry>(*items.back().entry);
        series->rrule = {"FREQ=DAILY"};
        series->overrides = {one->recurrence_id = "2026-03-03"};
        one->series_id = series->id;
        items[items.size() - 2].entry = series;
        items.back().entry = one;
    }
    link_series(items);
    FeedWriter writer("https://cal.example.org");
    const auto text = writer.join(link_named("All"), writer.collect(link_named("All"), items, today));
    const auto count = [&](std::string_view word) {
        std::size_t found = 0;
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
        return found;
    };
    EXPECT_LT(text.size(), feed_bytes);
    EXPECT_GT(count("RRULE:"), 100U);
    EXPECT_EQ(count("RECURRENCE-ID"), count("RRULE:"));
}

TEST(FeedText, ARenamedOwnerOrLinkShows) {
    FeedWriter writer("https://cal.example.org");
    FeedItem item = item_on(today, 1);
    item.owner_name = "Ana";
    const auto before = writer.join(link_named("A"), writer.collect(link_named("A"), {item}, today));
    EXPECT_NE(before.find("Owner: Ana"), std::string::npos);
    item.owner_name = "Anna";
    const auto after = writer.join(link_named("B"), writer.collect(link_named("B"), {item}, today));
    EXPECT_NE(after.find("Owner: Anna"), std::string::npos);
    EXPECT_NE(after.find("X-WR-CALNAME:B"), std::string::npos);
}

TEST(FeedText, ASingleEntryHasNoCalendarName) {
    const auto text = FeedWriter("https://cal.example.org").write_entry({{item_on(today, 1)}});
    EXPECT_EQ(text.find("X-WR-CALNAME"), std::string::npos);
    EXPECT_EQ(line_fault(text), "");
}

TEST(FeedItem, CampaignBarsDoNotBlockPeople) {
    const auto transparent = [](const FeedItem& item) { return feed_event(item, FeedLink{}, "https://x").transparent; };
    EXPECT_TRUE(transparent(item_on(today, 1, EntryKind::campaign)));
    EXPECT_FALSE(transparent(item_on(today, 1, EntryKind::event)));
}

TEST(FeedItem, CancelledIsHiddenMarkedOrPrefixed) {
    FeedItem item = item_on(today, 1);
    auto entry = std::make_shared<Entry>(*item.entry);
    entry->status = EntryStatus::cancelled;
    item.entry = entry;
    FeedLink link = link_named("A");
    EXPECT_TRUE(passes(item, link, feed_window(today)));
    EXPECT_FALSE(passes(item, link, feed_window(today + std::chrono::days{31}))); // 30 days are enough
    link.cancelled = FeedCancelled::hide;
    EXPECT_FALSE(passes(item, link, feed_window(today)));
    EXPECT_EQ(feed_event(item, FeedLink{}, "").status, ical::Status::cancelled);
    link.cancelled = FeedCancelled::prefix;
    const auto prefixed = feed_event(item, link, "");
    EXPECT_EQ(prefixed.summary, "[CANCELLED] [Event] Entry 1");
    EXPECT_EQ(prefixed.status, ical::Status::confirmed);
    EXPECT_TRUE(prefixed.transparent);
}

TEST(FeedItem, HostIsThatOfTheBaseUrl) {
    EXPECT_EQ(host_of("https://cal.example.org"), "cal.example.org");
    EXPECT_EQ(host_of("http://127.0.0.1:8080"), "127.0.0.1");
}

FeedItem told_by_an_app() {
    auto entry = std::make_shared<Entry>(*item_on(today, 1).entry);
    entry->ical_lines = {"ATTENDEE:mailto:j@example.org",
                         "X-TANDEM-KIND:push",
                         "BEGIN:VALARM",
                         "ACTION:DISPLAY",
                         "TRIGGER:-PT5M",
                         "END:VALARM"};
    entry->offer = "Half; price";
    entry->sequence = 40;
    return {entry};
}

TEST(FeedText, FullDetailSaysOurFieldsAndNoLessDoes) {
    const FeedItem item = told_by_an_app();
    const auto lines = [&](FeedDetail detail) {
        FeedLink link;
        link.detail = detail;
        return feed_event(item, link, "https://x").other_lines;
    };
    const std::vector<std::string> own{"X-TANDEM-KIND:event", "X-TANDEM-STATUS:planned",
                                       "X-TANDEM-OFFER:Half\\; price"};
    EXPECT_EQ(lines(FeedDetail::full), own); // and no attendee, no alarm
    EXPECT_TRUE(lines(FeedDetail::titles).empty());
    EXPECT_TRUE(lines(FeedDetail::busy).empty());
    FeedItem busy = item;
    busy.busy_only = true;
    EXPECT_TRUE(feed_event(busy, FeedLink{}, "https://x").other_lines.empty());
    EXPECT_EQ(feed_event(item, FeedLink{}, "https://x").sequence, 41);
}

TEST(FeedText, AlarmsGoAlongOnlyAtFullDetailAndIfTheLinkWantsThem) {
    FeedWriter writer("https://cal.example.org");
    FeedItem busy = told_by_an_app();
    busy.busy_only = true;
    const auto text = [&](const FeedItem& item, FeedDetail detail, bool alarms) {
        FeedLink link = link_named("A");
        link.detail = detail;
        link.alarms = alarms;
        return writer.join(link, writer.collect(link, {item}, today)); // the writer keeps texts: of the same kind alone
    };
    const auto told = text(told_by_an_app(), FeedDetail::full, true);
    EXPECT_NE(told.find("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT"),
              std::string::npos)
        << told;
    EXPECT_EQ(told.find("ATTENDEE"), std::string::npos);
    EXPECT_EQ(line_fault(told), "");
    EXPECT_EQ(text(told_by_an_app(), FeedDetail::full, false).find("ALARM"), std::string::npos);
    for (const FeedDetail detail : {FeedDetail::full, FeedDetail::titles, FeedDetail::busy}) {
        EXPECT_EQ(text(busy, detail, true).find("ALARM"), std::string::npos);
        if (detail == FeedDetail::full) continue;
        EXPECT_EQ(text(told_by_an_app(), detail, true).find("ALARM"), std::string::npos);
    }
}

// Whom it writes to, what it opens and who has dismissed it stay here; what does neither show nor sound stays whole.
TEST(FeedText, AnAlarmTellsItsTimeAndWordsAlone) {
    auto entry = std::make_shared<Entry>(*item_on(today, 1).entry);
    entry->ical_lines = {"GEO:52.5;13.4",
                         "begin:valarm",
                         "ACKNOWLEDGED:20260301T090000Z",
                         "trigger;RELATED=END:PT0S",
                         "action:audio",
                         "ATTACH:file:///home/ana/bell.wav",
                         "X-WR-ALARMUID:1",
                         "end:valarm",
                         "BEGIN:VALARM",
                         "ACTION:EMAIL",
                         "TRIGGER:-PT5M",
                         "SUMMARY:Soon",
                         "ATTENDEE:mailto:j@x.org",
                         "END:VALARM",
                         "BEGIN:VALARM",
                         "ACTION:NONE",
                         "TRIGGER:-PT0S",
                         "END:VALARM",
                         "BEGIN:VALARM",
                         "TRIGGER:-PT9M",
                         "END:VALARM"};
    FeedLink link = link_named("A");
    link.alarms = true;
    auto lines = feed_event({entry}, link, "https://x").other_lines;
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("X-TANDEM-"); });
    EXPECT_EQ(lines,
              (std::vector<std::string>{"begin:valarm", "trigger;RELATED=END:PT0S", "action:audio", "end:valarm"}));
    entry->status = EntryStatus::cancelled;
    for (const std::string& line : feed_event({entry}, link, "https://x").other_lines)
        EXPECT_TRUE(line.starts_with("X-TANDEM-")) << line;
}

TEST(FeedText, ADownloadSaysAllThatWasKeptAndNothingTwice) {
    const FeedItem items[] = {told_by_an_app()};
    const auto text = FeedWriter("https://cal.example.org").write_entry(items);
    EXPECT_EQ(line_fault(text), "");
    EXPECT_NE(text.find("ATTENDEE:mailto:j@example.org"), std::string::npos);
    EXPECT_NE(text.find("BEGIN:VALARM"), std::string::npos);
    EXPECT_NE(text.find("X-TANDEM-SUMMARY:"), std::string::npos);
    EXPECT_EQ(text.find("X-TANDEM-KIND:push"), std::string::npos);
    FeedItem busy = items[0];
    busy.busy_only = true;
    EXPECT_EQ(FeedWriter("https://cal.example.org").write_entry({&busy, 1}).find("ATTENDEE"), std::string::npos);
}

} // namespace
} // namespace tandem
