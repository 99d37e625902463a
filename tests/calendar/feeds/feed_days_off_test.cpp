#include "calendar/feeds/feed_days_off.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/feeds/feed_text.hpp"
#include "tests/support/ical_lines.hpp"

namespace tandem {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

std::shared_ptr<Blackout> blackout_of(std::string name, std::string_view first, std::string_view last) {
    auto blackout = std::make_shared<Blackout>();
    blackout->id = Id{7, 1};
    blackout->rev = 3;
    blackout->name = std::move(name);
    blackout->first_on = day(first);
    blackout->last_on = day(last);
    blackout->updated_at = parse_instant("2026-03-01T00:00:00Z").value();
    return blackout;
}

FeedLink link_with_days_off() {
    FeedLink link;
    link.id = Id{2, 1};
    link.name = "Plan";
    link.days_off = true;
    return link;
}

std::vector<std::string> starts(const Blackout& blackout, const FeedWindow& window) {
    std::vector<std::string> found;
    for (const ical::Event& event : feed_events(blackout, window, "https://cal.example.org"))
        found.push_back(to_text(std::chrono::floor<std::chrono::days>(event.when.starts)));
    return found;
}

TEST(FeedDaysOff, WhatComesEveryYearIsThereInEachYearOfTheWindow) {
    const auto year_end = blackout_of("Year end", "2024-12-24", "2025-01-01");
    const FeedWindow window{day("2026-01-02"), day("2027-12-25")};
    EXPECT_TRUE(starts(*year_end, window).empty()); // once, long ago
    year_end->yearly = true;
    EXPECT_EQ(starts(*year_end, window), (std::vector<std::string>{"2026-12-24", "2027-12-24"}));
    EXPECT_EQ(starts(*year_end, {day("2026-01-01"), day("2026-12-24")}), std::vector<std::string>{"2025-12-24"});
    EXPECT_TRUE(starts(*year_end, {day("2024-01-01"), day("2024-12-24")}).empty()); // not before it was made
    const auto leap = blackout_of("Leap", "2024-02-29", "2024-02-29");
    leap->yearly = true;
    EXPECT_EQ(starts(*leap, {day("2026-01-01"), day("2028-12-31")}),
              (std::vector<std::string>{"2026-02-28", "2027-02-28", "2028-02-29"}));
}

TEST(FeedDaysOff, TheDaysAreThoseOnWhichTheTeamIsKeptFree) {
    const auto blackout = blackout_of("Fair", "2024-02-27", "2024-03-02");
    for (const bool yearly : {false, true}) {
        blackout->yearly = yearly;
        for (Date on = day("2023-12-01"); on < day("2027-06-01"); on += std::chrono::days{1})
            EXPECT_EQ(!days_off_between(*blackout, on, on + std::chrono::days{1}).empty(),
                      is_blacked_out(*blackout, Team::sales, on))
                << to_text(on) << yearly;
    }
}

TEST(FeedDaysOff, LinksCarryThemIfTheyAskUnlessTheyTellBusyTimesOnly) {
    const auto blackout = blackout_of("Quarter end", "2026-03-30", "2026-03-31");
    FeedLink link = link_with_days_off();
    EXPECT_TRUE(passes(*blackout, link));
    link.detail = FeedDetail::busy;
    EXPECT_FALSE(passes(*blackout, link));
    link.detail = FeedDetail::titles;
    link.teams = {"marketing"};
    EXPECT_TRUE(passes(*blackout, link)); // everyone's
    blackout->teams = {"sales"};
    EXPECT_FALSE(passes(*blackout, link));
    link.teams = {"sales"};
    EXPECT_TRUE(passes(*blackout, link));
    link.days_off = false;
    EXPECT_FALSE(passes(*blackout, link));
}

TEST(FeedDaysOff, TheyLeaveTheDayFreeAndSayWhom) {
    const auto blackout = blackout_of("Quarter end", "2026-03-30", "2026-03-31");
    blackout->teams = {"sales"};
    FeedWriter writer("https://cal.example.org");
    const FeedLink link = link_with_days_off();
    const auto today = day("2026-03-02");
    const auto parts = writer.collect(link, {}, today, {blackout});
    EXPECT_EQ(writer.collect(link, {}, today, {blackout}), parts); // the same bytes, without writing them again
    const std::string text = writer.join(link, parts);
    EXPECT_EQ(values_of(text, "SUMMARY"), std::vector<std::string>{"Quarter end"});
    EXPECT_EQ(values_of(text, "TRANSP"), std::vector<std::string>{"TRANSPARENT"});
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20260330\r\n"), std::string::npos) << text;
    EXPECT_NE(text.find("DTEND;VALUE=DATE:20260401\r\n"), std::string::npos) << text;
    EXPECT_NE(text.find("DESCRIPTION:Kept free: sales start nothing with customers."), std::string::npos) << text;
    EXPECT_EQ(line_fault(text), "");
    blackout->rev = 4;
    blackout->name = "Quarter";
    EXPECT_NE(writer.collect(link, {}, today, {blackout}), parts);
}

TEST(FeedDaysOff, TheyTakeAQuarterOfAFeedAtMost) {
    std::vector<std::shared_ptr<const Blackout>> many;
    for (std::uint64_t i = 0; i < 3'000; ++i) {
        const auto one = blackout_of(std::string(100, 'x'), "2026-03-30", "2026-03-30");
        one->id = Id{7, i};
        many.push_back(one);
    }
    FeedWriter writer("https://cal.example.org");
    const FeedLink link = link_with_days_off();
    const auto parts = writer.collect(link, {}, day("2026-03-02"), many);
    EXPECT_EQ(parts.events.size() - 1 + parts.left_out, many.size());
    const std::string text = writer.join(link, parts);
    EXPECT_NE(text.find(fmt::format("SUMMARY:[Tandem] {} entries did not fit", parts.left_out)), std::string::npos);
    EXPECT_LT(text.size(), feed_bytes * 3 / 10);
    EXPECT_GT(text.size(), feed_bytes / 5);
}

} // namespace
} // namespace tandem
