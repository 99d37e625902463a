#include "calendar/engine/series_edit.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/outreach/touch.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

// Every Tuesday at nine in Berlin from 3 March 2026, ten times; daylight saving begins on the 29th.
struct SeriesEditTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id review = add_series(R"("FREQ=WEEKLY;COUNT=10")");

    Id add_series(std::string_view rule) {
        return acked(
                   run(mia, "entry.create",
                       fmt::format(R"({{"calendar_id":"{}","kind":"review","title":"Weekly review","rrule":[{}],{}}})",
                                   to_text(calendar), rule, nine_on("2026-03-03"))))
            .id.value();
    }
    static std::string nine_on(std::string_view day) { return at(day, 9); }
    static std::string at(std::string_view day, int hour) {
        return fmt::format(
            R"("when":{{"starts_at":"{0}T{1:02}:00:00","ends_at":"{0}T{2:02}:00:00","zone":"Europe/Berlin"}})", day,
            hour, hour + 1);
    }
    Outcome edit(std::string_view command, std::string_view day, std::string_view scope, std::string_view more = "") {
        return run(mia, command,
                   fmt::format(R"({{"id":"{}","occurrence":"{}T09:00:00","scope":"{}"{}}})", to_text(review), day,
                               scope, more));
    }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }

    // Every time that a page shows, in order, with the title.
    std::string shown(Id member) {
        std::vector<std::string> lines;
        const auto json = boost::json::parse(snapshot(member));
        for (const auto& value : json.at("entries").as_array()) {
            const auto& one = value.as_object();
            const std::string title = one.contains("title") ? one.at("title").as_string().c_str() : "busy";
            if (const auto* starts = one.if_contains("occurrences"))
                for (const auto& start : starts->as_array())
                    lines.push_back(std::string(start.as_string()).substr(5, 8) + " " + title);
            else
                lines.push_back(std::string(one.at("when").at("starts_at").as_string()).substr(5, 8) + " " + title);
        }
        std::ranges::sort(lines);
        return fmt::format("{}", fmt::join(lines, ", "));
    }
    std::string log() { return database.query_text("SELECT max(seq) || '' FROM change").value(); }
    void undo() { acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", log()))); }
};

constexpr std::string_view whole =
    "03-03T09 Weekly review, 03-10T09 Weekly review, 03-17T09 Weekly review, 03-24T09 Weekly review, 03-31T09 Weekly "
    "review, 04-07T09 Weekly review, 04-14T09 Weekly review, 04-21T09 Weekly review, 04-28T09 Weekly review, 05-05T09 "
    "Weekly review";

TEST_F(SeriesEditTest, EveryOccurrenceIsShownInItsLocalTime) { EXPECT_EQ(shown(rob), whole); }

TEST_F(SeriesEditTest, ThisOneBecomesAnEntryOfItsOwnAndOneUndoTakesItBack) {
    const Ack ack = acked(edit("entry.update", "2026-03-17", "this", R"(,"title":"Quarter", )" + at("2026-03-18", 14)));
    const auto one = entry(*ack.id);
    EXPECT_EQ(one->series_id, review);
    EXPECT_EQ(one->recurrence_id, "2026-03-17T09:00:00");
    EXPECT_TRUE(one->rrule.empty());
    EXPECT_NE(shown(rob).find("03-10T09 Weekly review, 03-18T14 Quarter, 03-24T09"), std::string::npos) << shown(rob);
    undo();
    EXPECT_EQ(shown(rob), whole);
    EXPECT_FALSE(entry(*ack.id));
}

TEST_F(SeriesEditTest, FollowingKeepsTheCountAndTheDayFollows) {
    const Ack ack = acked(edit("entry.update", "2026-03-31", "following", "," + at("2026-04-01", 11)));
    EXPECT_EQ(entry(review)->rrule, TextList{"FREQ=WEEKLY;COUNT=4"});
    EXPECT_EQ(entry(*ack.id)->rrule, TextList{"FREQ=WEEKLY;COUNT=6"});
    EXPECT_NE(shown(rob).find("03-24T09 Weekly review, 04-01T11 Weekly review, 04-08T11"), std::string::npos)
        << shown(rob);
    EXPECT_EQ(std::ranges::count(shown(rob), ','), 9);
    undo();
    EXPECT_EQ(shown(rob), whole);
}

TEST_F(SeriesEditTest, FollowingTakesWhatWasMovedAndLeftOutAlong) {
    const Ack moved = acked(edit("entry.update", "2026-04-14", "this", R"(,"title":"Board")"));
    acked(edit("entry.delete", "2026-04-21", "this"));
    const std::string before = shown(rob);
    const Ack rest = acked(edit("entry.update", "2026-03-31", "following", "," + at("2026-04-01", 11)));
    EXPECT_EQ(entry(*moved.id)->series_id, rest.id);
    EXPECT_EQ(entry(*moved.id)->recurrence_id, "2026-04-15T11:00:00");
    EXPECT_EQ(entry(*rest.id)->exdate, TextList{"2026-04-22T11:00:00"});
    EXPECT_NE(shown(rob).find("04-15T11 Board, 04-29T11 Weekly review"), std::string::npos) << shown(rob);
    undo();
    EXPECT_EQ(shown(rob), before);
}

TEST_F(SeriesEditTest, FollowingAtTheFirstIsAll) {
    const Ack ack = acked(edit("entry.update", "2026-03-03", "following", R"(,"title":"Numbers")"));
    EXPECT_FALSE(ack.id);
    EXPECT_EQ(entry(review)->title, "Numbers");
}

TEST_F(SeriesEditTest, AllMovesByAsMuchAsTheOneThatWasMoved) {
    acked(edit("entry.update", "2026-03-24", "all", "," + at("2026-03-26", 15)));
    EXPECT_EQ(to_text(entry(review)->when->starts), "2026-03-05T15:00:00");
    EXPECT_NE(shown(rob).find("03-26T15 Weekly review, 04-02T15"), std::string::npos) << shown(rob);
    undo();
    EXPECT_EQ(shown(rob), whole);
}

TEST_F(SeriesEditTest, DeletingTheFirstLeavesTheRestEditable) {
    acked(edit("entry.delete", "2026-03-03", "this"));
    acked(edit("entry.update", "2026-03-10", "this", R"(,"title":"Changed")"));
    EXPECT_TRUE(shown(rob).starts_with("03-10T09 Changed, 03-17T09 Weekly review")) << shown(rob);
    const Outcome gone = edit("entry.update", "2026-03-03", "this", R"(,"title":"Back")");
    EXPECT_EQ(refused(gone).code, ErrorCode::not_found);
}

TEST_F(SeriesEditTest, DeletingFollowingEndsTheSeriesAndUndoBringsAllBack) {
    acked(edit("entry.update", "2026-04-14", "this", R"(,"title":"Board")"));
    const std::string before = shown(rob);
    acked(edit("entry.delete", "2026-03-17", "following"));
    EXPECT_EQ(shown(rob), "03-03T09 Weekly review, 03-10T09 Weekly review");
    undo();
    EXPECT_EQ(shown(rob), before);
    acked(edit("entry.delete", "2026-03-17", "all"));
    EXPECT_EQ(shown(rob), "");
    undo();
    EXPECT_EQ(shown(rob), before);
}

TEST_F(SeriesEditTest, DeletingAnOccurrenceOfItsOwnLeavesItsPlaceEmpty) {
    const Ack one = acked(edit("entry.update", "2026-03-10", "this", R"(,"title":"Changed")"));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(*one.id))));
    EXPECT_EQ(entry(review)->exdate, TextList{"2026-03-10T09:00:00"});
    EXPECT_TRUE(entry(review)->overrides.empty());
    undo();
    EXPECT_EQ(entry(review)->overrides, TextList{"2026-03-10T09:00:00"});
}

TEST_F(SeriesEditTest, PrivateSeriesHidesItsOccurrencesToo) {
    const Ack one = acked(edit("entry.update", "2026-03-10", "this", "," + at("2026-03-11", 14)));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(review))));
    EXPECT_EQ(shown(rob).find("Weekly"), std::string::npos) << shown(rob);
    EXPECT_NE(shown(rob).find("03-11T14 busy"), std::string::npos) << shown(rob);
    const Outcome shown_again =
        run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":false}})", to_text(*one.id)));
    EXPECT_EQ(refused(shown_again).field, "private");
}

TEST_F(SeriesEditTest, FollowingTakesItsChangedOccurrencesOutOfSightAndToAnotherCalendar) {
    const Id one = acked(edit("entry.update", "2026-04-14", "this", R"(,"title":"Board")")).id.value();
    acked(edit("entry.update", "2026-03-31", "following", R"(,"private":true)"));
    EXPECT_TRUE(entry(one)->is_private);
    EXPECT_EQ(shown(rob).find("Board"), std::string::npos) << shown(rob);
    undo();
    EXPECT_FALSE(entry(one)->is_private);
    const Id other = add_calendar("Other");
    const Ack rest = acked(edit("entry.update", "2026-03-31", "following",
                                fmt::format(R"(,"calendar_id":"{}",{})", to_text(other), at("2026-04-01", 11))));
    EXPECT_EQ(entry(*rest.id)->calendar_id, other);
    EXPECT_EQ(entry(one)->calendar_id, other);
    EXPECT_EQ(entry(one)->recurrence_id, "2026-04-15T11:00:00");
}

TEST_F(SeriesEditTest, TouchesOutliveTheOccurrenceThatTheyAreOf) {
    const Id one = acked(edit("entry.update", "2026-04-14", "this", R"(,"title":"Board")")).id.value();
    const Id touch = acked(run(rob, "touch.create",
                               fmt::format(R"({{"account_id":"{}","outcome":"reached","entry_id":"{}"}})",
                                           to_text(add_account(rob, "Acme")), to_text(one))))
                         .id.value();
    const auto names = [&] { return load<Touch>(touch_type, touch)->entry_id; };
    for (const std::string_view scope : {"following", "all"}) {
        acked(edit("entry.delete", "2026-03-31", scope));
        EXPECT_FALSE(entry(one));
        EXPECT_FALSE(names());
        undo();
        EXPECT_EQ(names(), one) << scope;
    }
}

TEST_F(SeriesEditTest, PrivateOccurrenceOfAnotherIsNotDeletedWithItsSeries) {
    const Id one =
        acked(run(rob, "entry.update",
                  fmt::format(R"({{"id":"{}","occurrence":"2026-04-14T09:00:00","private":true}})", to_text(review))))
            .id.value();
    for (const std::string_view scope : {"following", "all"})
        EXPECT_EQ(refused(edit("entry.delete", "2026-03-31", scope)).code, ErrorCode::forbidden) << scope;
    EXPECT_TRUE(entry(one));
}

TEST_F(SeriesEditTest, OccurrencesAreKeptForMonthsToComeAsTimeGoes) {
    const auto newest = [&] { return database.query_integer("SELECT max(starts_utc) FROM occurrence").value_or(0); };
    add_series(R"("FREQ=MONTHLY")");
    const auto before = newest();
    clock.advance(std::chrono::hours{24 * 400});
    while (engine.follow_clock()) {
    }
    EXPECT_GT(newest(), before + std::int64_t{360} * 24 * 3600 * 1000);
    EXPECT_EQ(engine.directory()->horizon(), horizon_at(clock.now()));
}

// However many series there are, nobody's command waits for all of them.
TEST_F(SeriesEditTest, OccurrencesAreMadePieceByPieceAndOthersWriteInBetween) {
    std::vector<Id> all{review};
    for (int i = 0; i < 8; ++i) all.push_back(add_series(R"("FREQ=DAILY")"));
    const auto kept = [&](Id id) {
        return database
            .query_text("SELECT count(*) || ' from ' || min(starts_utc) || ' to ' || max(starts_utc) FROM occurrence "
                        "WHERE row = (SELECT row FROM entry WHERE id = '" +
                        to_text(id) + "')")
            .value_or("none");
    };
    clock.advance(std::chrono::hours{24 * 31});
    int pieces = 0, edits = 0;
    Id late;
    while (engine.follow_clock()) {
        if (++pieces != 3) continue;
        for (const Id id : {all[1], all.back()}) { // one that is done, one that is not
            acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","rrule":["FREQ=WEEKLY"]}})", to_text(id))));
            ++edits;
        }
        late = add_series(R"("FREQ=MONTHLY")");
        EXPECT_NE(shown(rob).find("03-17T09"), std::string::npos) << "shown meanwhile";
        EXPECT_FALSE(is_settled(engine.directory()->horizon()));
    }
    EXPECT_TRUE(is_settled(engine.directory()->horizon()));
    EXPECT_GE(pieces, 4);
    EXPECT_EQ(edits, 2);
    EXPECT_EQ(engine.directory()->horizon(), horizon_at(clock.now()));
    all.push_back(late);
    std::vector<std::string> made;
    for (const Id id : all) made.push_back(kept(id));
    const Transaction transaction(database); // else each row would be one
    OccurrenceIndex(database, horizon_at(clock.now())).rebuild();
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(made[i], kept(all[i])) << i;
}

TEST_F(SeriesEditTest, WhatIsNoRuleIsRefusedWithItsPart) {
    for (const auto& [rule, says] : {std::pair{"FREQ=MINUTELY", "hourly"},
                                     {"FREQ=DAILY;COUNT=9999", "3500"},
                                     {"FREQ=NEVER", "FREQ"},
                                     {"FREQ=WEEKLY;BYDAY=XX", "BYDAY"}}) {
        const Error error =
            refused(run(mia, "entry.update", fmt::format(R"({{"id":"{}","rrule":["{}"]}})", to_text(review), rule)));
        EXPECT_EQ(error.field, "rrule");
        EXPECT_NE(error.message.find(says), std::string::npos) << error.message;
    }
}

TEST_F(SeriesEditTest, WindowsBeyondTheHorizonShowItAllTheSame) {
    const Id daily = add_series(R"("FREQ=MONTHLY")");
    const auto json =
        boost::json::parse(queries.snapshot(*engine.directory(), rob, *parse_window("2049-01-01", "2049-02-01"), "e"));
    bool found = false;
    for (const auto& one : json.at("entries").as_array())
        if (one.at("id").as_string() == to_text(daily))
            for (const auto& start : one.at("occurrences").as_array())
                found = found || start.as_string() == "2049-01-03T09:00:00";
    EXPECT_TRUE(found);
}

} // namespace
} // namespace tandem
