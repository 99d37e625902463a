#include "calendar/recur/series.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "calendar/recur/edit.hpp"
#include "tests/calendar/recur/local.hpp"
#include "tests/calendar/recur/random_series.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

constexpr Budget wide{100'000, 5'000'000};
const LocalTime far = local("20290101");

std::vector<Occurrence> occurrences(const Series& series, LocalTime from = local("19000101")) {
    return expand(series, from, far, wide).occurrences;
}

Series series_of(const When& first, std::string_view rule) { return {first, {parse_rule(rule).value()}, {}, {}}; }

std::string starts_text(const Series& series, std::size_t most = 8) {
    std::string text;
    const bool is_date = series.first.kind == When::Kind::all_day;
    for (const Occurrence& occurrence : occurrences(series)) {
        if (most-- == 0) break;
        text += (text.empty() ? "" : " ") + compact(occurrence.starts, is_date);
    }
    return text;
}

TEST(Series, RuleTextIsReadBackAsItWas) {
    RandomSeries random(1);
    for (int i = 0; i < 3'000; ++i) {
        const Rule rule = random.next().rules.front();
        const auto read = parse_rule(to_text(rule));
        ASSERT_TRUE(read) << to_text(rule) << ": " << read.error().message;
        EXPECT_EQ(*read, rule) << to_text(rule);
    }
}

TEST(Series, AWindowShowsWhatTheWholeShowsThere) {
    RandomSeries random(2);
    for (int i = 0; i < 300; ++i) {
        const Series series = random.next();
        const LocalTime from = local("20260301") + days{random.number(0, 900)};
        auto expected = occurrences(series);
        std::erase_if(expected, [&](const Occurrence& o) { return o.ends <= from && o.starts < from; });
        EXPECT_EQ(occurrences(series, from), expected) << to_text(series.rules.front()) << " " << compact(from);
    }
}

TEST(Series, SplitThenJoinedIsTheSameSetOfOccurrences) {
    RandomSeries random(3);
    int splits = 0;
    for (int i = 0; i < 1'200; ++i) {
        Series series = random.next();
        auto all = occurrences(series);
        if (all.size() < 3 || all.size() > 5'000) continue;
        series.excluded = {all[1].starts, all.back().starts};
        all = occurrences(series);
        if (all.size() < 2) continue;
        const auto at = static_cast<std::size_t>(random.number(1, std::min(60, static_cast<int>(all.size()) - 1)));
        const auto [head, tail] = split(series, all[at].starts);
        auto joined = occurrences(head);
        EXPECT_EQ(joined.size(), at) << to_text(series.rules.front());
        const auto rest = occurrences(tail);
        joined.insert(joined.end(), rest.begin(), rest.end());
        EXPECT_EQ(joined, all) << to_text(series.rules.front()) << " from " << compact(series.first.starts) << " at "
                               << compact(all[at].starts);
        ++splits;
    }
    EXPECT_GT(splits, 700);
}

TEST(Series, FirstCountsEvenIfNoRuleNamesIt) {
    const auto series =
        series_of(floating(local("20260330T090000"), local("20260330T100000")), "FREQ=WEEKLY;BYDAY=TU;COUNT=2");
    EXPECT_EQ(starts_text(series), "20260330T090000 20260331T090000 20260407T090000");
}

TEST(Series, UntilInUtcIsReadOnTheZonesClock) {
    const auto first = zoned(local("20261020T233000"), local("20261021T003000"), "America/New_York");
    EXPECT_EQ(starts_text(series_of(first, "FREQ=DAILY;UNTIL=20261022T033000Z")), "20261020T233000 20261021T233000");
    EXPECT_EQ(starts_text(series_of(first, "FREQ=DAILY;UNTIL=20261022T032959Z")), "20261020T233000");
}

TEST(Series, UntilAsADateHoldsTheWholeDay) {
    const auto first = floating(local("20260330T220000"), local("20260330T230000"));
    EXPECT_EQ(starts_text(series_of(first, "FREQ=DAILY;UNTIL=20260331")), "20260330T220000 20260331T220000");
}

TEST(Series, OfADateAddedAndARuleWithOneStartTheDateCounts) {
    auto series = series_of(floating(local("20260330T090000"), local("20260330T100000")), "FREQ=DAILY;COUNT=40");
    for (int i = 39; i >= 0; --i)
        for (const int length : {3, 2})
            series.dates.push_back({series.first.starts + days{i}, series.first.starts + days{i} + hours{length}});
    const auto found = occurrences(series);
    EXPECT_EQ(found.size(), 40U);
    for (const Occurrence& one : found) EXPECT_EQ(one.ends - one.starts, hours{2});
}

// A rule without a single instance, and thousands of series like it.
TEST(Series, NoRuleIsFollowedBeyondTheWindow) {
    const When first = floating(local("20260301T090000"), local("20260301T100000"));
    for (const char* rule : {"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                             "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}) {
        const auto found = expand(series_of(first, rule), local("20260401"), local("20270401"), {1'000, 100'000});
        EXPECT_FALSE(found.was_cut) << rule;
        EXPECT_GT(found.steps_left, 99'000U) << rule;
    }
}

TEST(Series, HostileRulesEndWithinTheirBudgetAndSaySo) {
    const auto first = floating(local("20260330T090000"), local("20260330T100000"));
    for (const char* rule :
         {"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
          "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
          "FREQ=HOURLY;INTERVAL=2;BYHOUR=10", "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=10000",
          "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=1,2,3,4,5,6,7,8,9"}) {
        const auto found = expand(series_of(first, rule), local("20260101"), local("21990101"));
        EXPECT_LE(found.occurrences.size(), 1'000u) << rule;
        EXPECT_TRUE(found.was_cut || found.occurrences.size() == 1) << rule;
    }
}

TEST(Series, DaysOfTheWeekFollowWhenTheSeriesMoves) {
    const auto series =
        series_of(floating(local("20260331T090000"), local("20260331T100000")), "FREQ=WEEKLY;BYDAY=TU,TH");
    const auto moved = move(series, floating(local("20260401T110000"), local("20260401T120000")), {});
    EXPECT_EQ(to_text(moved.series.rules.front()), "FREQ=WEEKLY;BYDAY=WE,FR");
    EXPECT_EQ(starts_text(moved.series, 3), "20260401T110000 20260403T110000 20260408T110000");
}

TEST(Series, EveryWeekdayStaysEveryWeekdayWhenItMoves) {
    const auto series = series_of(all_day(floor<days>(local("20260330")), floor<days>(local("20260331"))),
                                  "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR");
    const auto moved = move(series, all_day(floor<days>(local("20260331")), floor<days>(local("20260401"))), {});
    EXPECT_EQ(to_text(moved.series.rules.front()), "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR");
}

TEST(Series, TheNthDayAndTheLastDayFollow) {
    const auto on = [](std::string_view day) {
        return all_day(floor<days>(local(day)), floor<days>(local(day)) + days{1});
    };
    const auto second_tuesday = series_of(on("20260310"), "FREQ=MONTHLY;BYDAY=2TU");
    EXPECT_EQ(starts_text(move(second_tuesday, on("20260318"), {}).series, 2), "20260318 20260415");
    const auto last_day = series_of(on("20260331"), "FREQ=MONTHLY;BYMONTHDAY=-1");
    EXPECT_EQ(starts_text(move(last_day, on("20260430"), {}).series, 2), "20260430 20260531");
    EXPECT_EQ(starts_text(move(last_day, on("20260330"), {}).series, 2), "20260330 20260430");
}

TEST(Series, WhatWasTakenOutOrMovedKeepsItsPlaceInTheOrder) {
    auto series =
        series_of(floating(local("20260310T090000"), local("20260310T100000")), "FREQ=MONTHLY;BYDAY=2TU;COUNT=6");
    series.excluded = {local("20260414T090000")};
    const auto moved =
        move(series, floating(local("20260311T140000"), local("20260311T150000")), {local("20260512T090000")});
    EXPECT_EQ(starts_text(moved.series),
              "20260311T140000 20260513T140000 20260610T140000 20260708T140000 20260812T140000");
    EXPECT_EQ(compact(moved.starts.front().second), "20260513T140000");
}

TEST(Series, CountMovesWithoutLosingOccurrences) {
    RandomSeries random(4);
    for (int i = 0; i < 500; ++i) {
        Series series = random.next();
        const Rule& rule = series.rules.front();
        if (!rule.count || !rule.by_month_day.empty() || !rule.by_year_day.empty() || !rule.by_week_no.empty())
            continue;
        When first = series.first;
        first.starts += minutes{30};
        first.ends += minutes{30};
        if (first.kind == When::Kind::all_day || !rule.by_hour.empty() || !rule.by_minute.empty()) continue;
        EXPECT_EQ(occurrences(move(series, first, {}).series).size(), occurrences(series).size()) << to_text(rule);
    }
}

} // namespace
} // namespace tandem
