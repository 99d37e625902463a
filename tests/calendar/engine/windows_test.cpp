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
    std::vector<std::string> between(std::string_view from, std::string_view to, std::optional<Id> of = {}) {
        ObjectReader reader(queries, engine.directory(), mia);
        std::vector<std::string> titles;
        for (const auto& object : reader.between(of.value_or(calendar), at(from), at(to)))
            titles.push_back(object.entry->title);
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

TEST_F(WindowsTest, AMomentIsWhereItIsAlsoAtTheStartOfAWindow) {
    const auto moment = [&](std::string_view title, std::string_view more) {
        add_entry(mia, calendar, title,
                  fmt::format(R"(,"kind":"event","when":{{"starts_at":"2026-05-01T00:00:00",)"
                              R"("ends_at":"2026-05-01T00:00:00","zone":"Etc/UTC"}}{})",
                              more));
    };
    moment("Once", "");
    moment("Again", R"(,"rrule":["FREQ=DAILY;COUNT=3"])");
    EXPECT_THAT(between("2026-05-01", "2026-05-02"), UnorderedElementsAre("Once", "Again"));
    EXPECT_THAT(between("2026-05-03", "2026-05-04"), ElementsAre("Again"));
    EXPECT_THAT(between("2026-04-30", "2026-05-01"), IsEmpty());
}

// Of each kind that is looked for in a way of its own: long, long and repeating, more often than rows, beyond the rows.
TEST_F(WindowsTest, WhatIsInAnotherCalendarIsNotInThisOne) {
    add("Season", "2026-03-01", "2026-09-01");
    add("Half-year", "2026-03-01", "2026-06-01", R"(,"rrule":["FREQ=YEARLY;COUNT=2"])");
    add("Daily", "2024-01-01", "2024-01-02", R"(,"rrule":["FREQ=DAILY"])");
    add("Day", "2026-05-10", "2026-05-11");
    const Id other = add_calendar("Other");
    EXPECT_THAT(between("2026-05-10", "2026-05-11"), UnorderedElementsAre("Season", "Half-year", "Daily", "Day"));
    EXPECT_THAT(between("2026-05-10", "2026-05-11", other), IsEmpty());
    EXPECT_THAT(between("2028-02-01", "2028-02-02", other), IsEmpty());
    EXPECT_THAT(between("2045-02-01", "2045-02-02", other), IsEmpty());
}

TEST_F(WindowsTest, OccurrencesMoveToAnotherCalendarWithTheirEntry) {
    const Id weekly = add_entry(mia, calendar, "Weekly",
                                R"(,"kind":"event","when":{"starts_on":"2026-03-02","ends_on":"2026-03-03"},)"
                                R"("rrule":["FREQ=WEEKLY;COUNT=5"])");
    const Id other = add_calendar("Other");
    acked(
        run(mia, "entry.update", fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(weekly), to_text(other))));
    EXPECT_THAT(between("2026-03-16", "2026-03-17"), IsEmpty());
    EXPECT_THAT(between("2026-03-16", "2026-03-17", other), ElementsAre("Weekly"));
}

TEST_F(WindowsTest, BeyondTheRowsAnOccurrenceThatMovedIsNotAtItsOldPlaceAndADateIsThere) {
    const Id daily = add_entry(mia, calendar, "Daily",
                               R"(,"kind":"event","when":{"starts_on":"2026-03-02","ends_on":"2026-03-03"},)"
                               R"("rrule":["FREQ=DAILY"])");
    acked(run(mia, "entry.update",
              fmt::format(R"({{"id":"{}","occurrence":"2035-06-10","scope":"this","title":"Moved",)"
                          R"("when":{{"starts_on":"2036-01-01","ends_on":"2036-01-02"}}}})",
                          to_text(daily))));
    EXPECT_THAT(between("2035-06-10", "2035-06-11"), IsEmpty());
    EXPECT_THAT(between("2035-06-11", "2035-06-12"), ElementsAre("Daily"));
    add("Dates", "2026-03-02", "2026-03-03", R"(,"rdate":["2035-06-10"])");
    EXPECT_THAT(between("2035-06-10", "2035-06-11"), ElementsAre("Dates"));
}

// A page's window is wider by 14 hours at each end, whatever its zone; and every page by the same.
TEST_F(WindowsTest, APageIsGivenWhatTakesPlaceThereInAnyZoneAndIdeas) {
    const auto timed = [&](std::string_view title, std::string_view from, std::string_view to,
                           std::string_view more = "") {
        add_entry(mia, calendar, title,
                  fmt::format(R"(,"kind":"event","when":{{"starts_at":"{}:00","ends_at":"{}:00","zone":"Etc/UTC"}}{})",
                              from, to, more));
    };
    const std::string daily = R"(,"rrule":["FREQ=DAILY;COUNT=1"])";
    for (const std::string& more : {std::string(), daily}) {
        const std::string_view kind = more.empty() ? "once" : "rule";
        timed(fmt::format("ended {}", kind), "2026-04-30T09:00", "2026-04-30T10:00", more);
        timed(fmt::format("ends {}", kind), "2026-04-30T09:00", "2026-04-30T10:01", more);
        timed(fmt::format("moment {}", kind), "2026-04-30T10:00", "2026-04-30T10:00", more);
        timed(fmt::format("starts {}", kind), "2026-05-02T13:59", "2026-05-02T15:00", more);
        timed(fmt::format("later {}", kind), "2026-05-02T14:00", "2026-05-02T15:00", more);
        for (const char* title : {"ends", "moment", "starts"})
            EXPECT_TRUE(is_in_page(fmt::format("{} {}", title, kind), "2026-05-01", "2026-05-02")) << title << kind;
        for (const char* title : {"ended", "later"})
            EXPECT_FALSE(is_in_page(fmt::format("{} {}", title, kind), "2026-05-01", "2026-05-02")) << title << kind;
    }
    timed("season", "2026-01-01T10:00", "2026-04-30T10:00");
    EXPECT_FALSE(is_in_page("season", "2026-05-01", "2026-05-02"));
    add_entry(mia, calendar, "Someday", R"(,"kind":"event","status":"idea")");
    EXPECT_TRUE(is_in_page("Someday", "2026-05-01", "2026-05-02"));
}

} // namespace
} // namespace tandem
