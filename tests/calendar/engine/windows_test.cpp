// A window is read from some weeks before its start on: what lasts longer than that is in it all the same, and what has
// ended is not.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "calendar/engine/object_reader.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct WindowsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id calendar = add_calendar("Open");

    void add(std::string_view title, std::string_view from, std::string_view to, std::string_view more = "") {
        add_entry(mia, calendar, title,
                  fmt::format(R"(,"kind":"event","when":{{"starts_on":"{}","ends_on":"{}"}}{})", from, to, more));
    }
    static Instant at(std::string_view day) { return Instant{parse_date(day).value().time_since_epoch()}; }
    // Titles in an app's calendar.
    std::vector<std::string> between(std::string_view from, std::string_view to) {
        ObjectReader reader(queries, engine.directory(), mia);
        std::vector<std::string> titles;
        for (const auto& object : reader.between(calendar, at(from), at(to))) titles.push_back(object.entry->title);
        return titles;
    }
    bool is_in_page(std::string_view title, std::string_view from, std::string_view to) {
        return queries.entries(*engine.directory(), mia, parse_window(from, to).value()).contains(title);
    }
};

TEST_F(WindowsTest, WhatLastsForMonthsIsInEachOfThem) {
    add("Season", "2026-03-01", "2026-09-01");
    EXPECT_THAT(between("2026-02-01", "2026-03-01"), IsEmpty());
    EXPECT_THAT(between("2026-08-01", "2026-08-02"), ElementsAre("Season"));
    EXPECT_THAT(between("2026-09-01", "2026-10-01"), IsEmpty());
    EXPECT_TRUE(is_in_page("Season", "2026-08-01", "2026-08-02"));
    EXPECT_FALSE(is_in_page("Season", "2026-10-01", "2026-11-01"));
}

TEST_F(WindowsTest, WhatRepeatsForMonthsAtATimeIsInEachOfThem) {
    add("Half-year", "2026-03-01", "2026-06-01", R"(,"rrule":["FREQ=YEARLY;COUNT=2"])");
    EXPECT_THAT(between("2027-05-20", "2027-05-21"), ElementsAre("Half-year"));
    EXPECT_THAT(between("2027-06-01", "2027-07-01"), IsEmpty());
    EXPECT_TRUE(is_in_page("Half-year", "2027-05-20", "2027-05-21"));
}

TEST_F(WindowsTest, WhatLastsAWindowsReachIsNotLostBetweenTheTwoWaysOfLooking) {
    for (int length = 30; length <= 34; ++length) {
        const Date ends = parse_date("2026-05-02").value();
        add(std::to_string(length), to_text(ends - std::chrono::days{length}), to_text(ends));
    }
    EXPECT_THAT(between("2026-05-01", "2026-05-02"), UnorderedElementsAre("30", "31", "32", "33", "34"));
    EXPECT_THAT(between("2026-05-02", "2026-05-03"), IsEmpty());
}

TEST_F(WindowsTest, ASeriesIsWhereItTakesPlaceAndNotWhereItsFirstWouldHave) {
    add("Monday", "2026-03-02", "2026-03-03", R"(,"rrule":["FREQ=WEEKLY;COUNT=3"],"exdate":["2026-03-02"])");
    EXPECT_THAT(between("2026-03-02", "2026-03-03"), IsEmpty());
    EXPECT_THAT(between("2026-03-01", "2026-04-01"), ElementsAre("Monday"));
}

TEST_F(WindowsTest, WhereRowsEndIsKeptAsLongAsThereIsMore) {
    const auto rest = [this] { return database.query_integer("SELECT count(*) FROM occurrence_rest").value(); };
    const std::string day = R"(,"kind":"event","when":{"starts_on":"2024-01-01","ends_on":"2024-01-02"},"rrule":[)";
    const Id weekly = add_entry(mia, calendar, "Weekly", day + R"("FREQ=WEEKLY"])");
    EXPECT_EQ(rest(), 0);
    const Id daily = add_entry(mia, calendar, "Daily", day + R"("FREQ=DAILY"])");
    EXPECT_EQ(rest(), 1);
    EXPECT_THAT(between("2028-02-01", "2028-02-02"), ElementsAre("Daily"));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","rrule":["FREQ=DAILY"]}})", to_text(weekly))));
    EXPECT_EQ(rest(), 2);
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","rrule":["FREQ=MONTHLY"]}})", to_text(weekly))));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(daily))));
    EXPECT_EQ(rest(), 0);
}

} // namespace
} // namespace tandem
