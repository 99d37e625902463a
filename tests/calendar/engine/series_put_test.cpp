// A whole series in one command: what is listed is what there is, and one undo takes it back.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/series_edit.hpp"
#include "calendar/outreach/touch.hpp"
#include "tests/support/page_model.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct SeriesPutTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan", R"(,"rights":["other:write"])");
    Id lea = add_member("Lea", Team::other);

    static std::string at(std::string_view day, int hour) {
        return fmt::format(
            R"("when":{{"starts_at":"{0}T{1:02}:00:00","ends_at":"{0}T{2:02}:00:00","zone":"Europe/Berlin"}})", day,
            hour, hour + 1);
    }
    static std::string listed(std::string_view day, std::string_view more = "") {
        return fmt::format(R"({{"recurrence_id":"{}T09:00:00"{}}})", day, more);
    }
    Outcome put(Id author, std::string_view series, std::string_view overrides = "",
                std::optional<std::int64_t> base = {}) {
        return run(author, "entry.put_series",
                   fmt::format(R"({{"series":{{{}}},"overrides":[{}]}})", series, overrides), base);
    }
    std::string named(Id id) { return fmt::format(R"("id":"{}")", to_text(id)); }
    // Ten Tuesdays from 3 March 2026, with an entry of its own on the 17th.
    std::string fields = fmt::format(R"("calendar_id":"{}","kind":"review","title":"Weekly","offer":"Ours",)"
                                     R"("rrule":["FREQ=WEEKLY;COUNT=10"],{})",
                                     to_text(calendar), at("2026-03-03", 9));
    Id review = acked(put(mia, fields, listed("2026-03-17", R"(,"title":"Quarter")"))).id.value();

    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
    // Its occurrences of their own, by start.
    std::map<std::string, std::shared_ptr<const Entry>> own(Id series) {
        std::map<std::string, std::shared_ptr<const Entry>> found;
        const Records::Parameter id[] = {to_text(series)};
        for (const auto& one : Records(database).select(entry_type, "series_id = ?", id)) {
            auto entry = std::static_pointer_cast<const Entry>(one);
            found[entry->recurrence_id.substr(5, 5)] = entry;
        }
        return found;
    }
    std::string titles(Id series) {
        std::string text;
        for (const auto& [start, one] : own(series)) text += start + " " + one->title + ", ";
        return text;
    }
    Outcome undo() {
        return run(mia, "undo", fmt::format(R"({{"seq":{}}})", *database.query_integer("SELECT max(seq) FROM change")));
    }
    // What members see, but for what only grows.
    std::string seen(Id member) {
        auto tables = PageModel::from_snapshot(snapshot(member)).tables();
        std::string text;
        for (auto& [kind, records] : tables)
            for (auto& [id, record] : records) {
                record.erase("rev");
                record.erase("updated_at");
                text += boost::json::serialize(record) + "\n";
            }
        return text;
    }
};

TEST_F(SeriesPutTest, MakesTheSeriesWithItsOccurrencesInOneChange) {
    EXPECT_EQ(entry(review)->overrides, TextList{"2026-03-17T09:00:00"});
    const auto one = own(review).at("03-17");
    EXPECT_EQ(one->title, "Quarter");
    EXPECT_EQ(one->offer, "Ours"); // what it does not say is as the series has it
    EXPECT_EQ(one->when->starts, parse_local_time("2026-03-17T09:00:00").value());
    EXPECT_EQ(one->when->ends, parse_local_time("2026-03-17T10:00:00").value());
    EXPECT_TRUE(one->rrule.empty());
    EXPECT_EQ(sink.changes.back()->items.size(), 2u);
    EXPECT_EQ(sink.changes.back()->command, "entry.put_series");
    acked(undo());
    EXPECT_FALSE(entry(review));
    EXPECT_TRUE(own(review).empty());
}

TEST_F(SeriesPutTest, WhatIsListedIsUpdatedMadeOrGone) {
    const Id kept = own(review).at("03-17")->id;
    const auto offer = fmt::format(R"({{"id":"{}","offer":"Its own"}})", to_text(kept));
    acked(run(mia, "entry.update", offer));
    acked(put(mia, named(review), listed("2026-03-17", R"(,"title":"Q1")") + "," + listed("2026-03-31")));
    EXPECT_EQ(titles(review), "03-17 Q1, 03-31 Weekly, ");
    EXPECT_EQ(own(review).at("03-17")->id, kept);
    EXPECT_EQ(entry(kept)->offer, "Its own"); // what the command does not say stays
    acked(put(mia, named(review), listed("2026-03-31", R"(,"title":"Late")")));
    EXPECT_EQ(titles(review), "03-31 Late, ");
    EXPECT_EQ(entry(review)->overrides, TextList{"2026-03-31T09:00:00"});
    EXPECT_TRUE(entry(review)->exdate.empty()); // the place of the other is the series' own again
}

TEST_F(SeriesPutTest, OneUndoTakesItAllBackAndAnotherOneToo) {
    const Id account = add_account(mia, "Nordlicht"), gone = own(review).at("03-17")->id;
    acked(run(
        mia, "touch.create",
        fmt::format(R"({{"account_id":"{}","outcome":"reached","entry_id":"{}"}})", to_text(account), to_text(gone))));
    const std::string before = seen(rob);
    acked(put(mia,
              named(review) + R"(,"private":true,"rrule":["FREQ=WEEKLY;COUNT=8"],"exdate":["2026-03-24T09:00:00"])",
              listed("2026-03-10", R"(,"title":"New")")));
    const std::string after = seen(mia);
    EXPECT_NE(seen(rob), before);
    acked(undo());
    EXPECT_EQ(seen(rob), before);
    acked(undo());
    EXPECT_EQ(seen(mia), after);
}

TEST_F(SeriesPutTest, PublishingASeriesIsUndoneWithItsOccurrences) {
    acked(put(mia, named(review) + R"(,"private":true)", listed("2026-03-17")));
    const std::string before = seen(rob);
    acked(put(mia, named(review) + R"(,"private":false)", listed("2026-03-17", R"(,"private":false)")));
    EXPECT_NE(seen(rob), before);
    acked(undo());
    EXPECT_EQ(seen(rob), before);
}

TEST_F(SeriesPutTest, AnOccurrenceKeepsItsEntryWhenTheSeriesMoves) {
    const Id kept = own(review).at("03-17")->id;
    acked(put(mia, named(review) + "," + at("2026-03-03", 11),
              fmt::format(R"({{"recurrence_id":"2026-03-17T11:00:00",{}}})", at("2026-03-17", 12))));
    EXPECT_EQ(own(review).at("03-17")->id, kept);
    EXPECT_EQ(entry(kept)->recurrence_id, "2026-03-17T11:00:00");
    EXPECT_EQ(entry(review)->overrides, TextList{"2026-03-17T11:00:00"});
}

// Both ways of finding its entry lead somewhere: the start that is listed comes first.
TEST_F(SeriesPutTest, AnOccurrenceKeepsItsEntryWhenAnotherWouldMoveToItsPlace) {
    acked(put(mia, named(review), listed("2026-03-17") + "," + listed("2026-03-24", R"(,"title":"Second")")));
    const Id kept = own(review).at("03-24")->id;
    acked(put(mia, named(review) + "," + at("2026-03-10", 9), listed("2026-03-24")));
    EXPECT_EQ(own(review).at("03-24")->id, kept);
    EXPECT_EQ(titles(review), "03-24 Second, ");
}

TEST_F(SeriesPutTest, AnOccurrenceWithoutDateStaysAndKeepsItsPlaceEmpty) {
    const Id idea = own(review).at("03-17")->id;
    acked(run(mia, "entry.update", fmt::format(R"({{{},"status":"idea","when":null}})", named(idea))));
    acked(put(mia, named(review), listed("2026-03-24")));
    EXPECT_TRUE(entry(idea));
    const TextList both{"2026-03-17T09:00:00", "2026-03-24T09:00:00"};
    EXPECT_EQ(entry(review)->overrides, both);
}

// Who sends back the null of a reference hidden from them does not clear it.
TEST_F(SeriesPutTest, WhatIsNotNamedToTheActorIsNotCleared) {
    const Id secret = acked(run(mia, "entry.create",
                                fmt::format(R"({{"calendar_id":"{}","kind":"campaign","title":"Secret",)"
                                            R"("private":true}})",
                                            to_text(calendar))))
                          .id.value();
    const auto parent = fmt::format(R"(,"parent_id":"{}")", to_text(secret));
    acked(put(mia, named(review) + parent, listed("2026-03-17", parent)));
    acked(put(rob, named(review) + R"(,"title":"Theirs","parent_id":null)",
              listed("2026-03-17", R"(,"title":"Theirs","parent_id":null)")));
    EXPECT_EQ(entry(review)->title, "Theirs");
    EXPECT_EQ(entry(review)->parent_id, secret);
    EXPECT_EQ(own(review).at("03-17")->title, "Theirs");
    EXPECT_EQ(own(review).at("03-17")->parent_id, secret);
}

TEST_F(SeriesPutTest, WhatIsHiddenFromTheActorStaysAndIsNotToBeListed) {
    const Id hidden = own(review).at("03-17")->id;
    acked(run(mia, "entry.update", fmt::format(R"({{{},"private":true}})", named(hidden))));
    acked(put(lea, named(review) + R"(,"title":"Theirs")", listed("2026-03-24")));
    EXPECT_EQ(titles(review), "03-17 Quarter, 03-24 Theirs, ");
    const TextList both{"2026-03-17T09:00:00", "2026-03-24T09:00:00"};
    EXPECT_EQ(entry(review)->overrides, both);
    EXPECT_EQ(refused(put(lea, named(review), listed("2026-03-17"))).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(put(lea, named(review) + R"(,"rrule":[])")).code, ErrorCode::forbidden);
    const auto day = R"(,"when":{"starts_on":"2026-03-03","ends_on":"2026-03-04"},"rrule":["FREQ=WEEKLY"])";
    EXPECT_EQ(refused(put(lea, named(review) + day)).code, ErrorCode::forbidden);
    EXPECT_EQ(entry(hidden)->title, "Quarter");
}

TEST_F(SeriesPutTest, AsksForTheRightsOfAnUpdate) {
    const Id busy = add_calendar("Closed", R"(,"team":"marketing","rights":["sales:read"])");
    const auto move = fmt::format(R"({},"calendar_id":"{}")", named(review), to_text(busy));
    EXPECT_EQ(refused(put(rob, move)).code, ErrorCode::forbidden);
    acked(put(mia, move, listed("2026-03-17")));
    EXPECT_EQ(own(review).at("03-17")->calendar_id, busy);
    EXPECT_EQ(refused(put(rob, named(review) + R"(,"title":"Mine")")).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(put(lea, named(review) + R"(,"title":"Mine")")).field, "id");
}

TEST_F(SeriesPutTest, TwoAuthorsOfOneListAreAConflict) {
    const auto rev = entry(review)->rev;
    acked(put(rob, named(review), listed("2026-03-17") + "," + listed("2026-03-24")));
    const Outcome late = put(mia, named(review) + R"(,"title":"Mine")", "", rev);
    const auto* conflict = std::get_if<Conflict>(&late);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(conflict->id, review);
    ASSERT_EQ(conflict->fields.size(), 1u);
    EXPECT_EQ(conflict->fields[0].name, "overrides");
    EXPECT_EQ(titles(review), "03-17 Quarter, 03-24 Weekly, ");
    acked(put(mia, named(review) + R"(,"title":"Mine")", listed("2026-03-17") + "," + listed("2026-03-24"), rev));
}

TEST_F(SeriesPutTest, WhatNoLongerRepeatsIsPlainAgain) {
    acked(put(mia, named(review) + R"(,"rrule":[])"));
    EXPECT_TRUE(entry(review)->rrule.empty() && entry(review)->overrides.empty());
    EXPECT_TRUE(own(review).empty());
    const auto rows = database.query_integer("SELECT count(*) FROM occurrence");
    EXPECT_EQ(rows, 0);
    acked(undo());
    EXPECT_EQ(titles(review), "03-17 Quarter, ");
}

TEST_F(SeriesPutTest, OccurrencesFollowInTheIndex) {
    const auto rows = [&] { return *database.query_integer("SELECT count(*) FROM occurrence"); };
    const auto before = rows();
    acked(put(mia, named(review), listed("2026-03-17") + "," + listed("2026-03-24")));
    EXPECT_EQ(rows(), before - 1);
    acked(put(mia, named(review)));
    EXPECT_EQ(rows(), before + 1);
}

TEST_F(SeriesPutTest, RefusalsNameTheFieldAndLeaveNoTrace) {
    const std::string before = seen(mia);
    const struct {
        std::string series, overrides, field;
    } wrong[] = {
        {named(review) + R"(,"title":"")", "", "title"},
        {named(review), listed("2026-03-24") + "," + listed("2026-03-17", R"(,"title":"")"), "overrides[1].title"},
        {named(review), R"({"recurrence_id":"2026-03-17"})", "overrides[0].recurrence_id"},
        {named(review), listed("2026-03-24") + "," + listed("2026-03-24"), "overrides[1].recurrence_id"},
        {named(review), listed("2026-03-24", R"(,"rrule":["FREQ=DAILY"])"), "overrides[0].rrule"},
        {named(review), listed("2026-03-24", R"(,"series_id":null)"), "overrides[0].series_id"},
        {named(review), "7", "overrides[0]"},
        {named(review) + R"(,"rrule":["FREQ=SECONDLY"])", "", "rrule"},
        {named(review) + R"(,"rrule":[])", listed("2026-03-24"), "overrides"},
        {named(own(review).at("03-17")->id), "", "series"},
        {R"("title":"No calendar")", "", "calendar_id"},
        {named(review) + R"(,"uid":"another")", "", "uid"},
    };
    for (const auto& [series, overrides, field] : wrong)
        EXPECT_EQ(refused(put(mia, series, overrides)).field, field) << series << overrides;
    EXPECT_EQ(refused(run(mia, "entry.put_series", fmt::format(R"({{"series":{{{}}}}})", named(review)))).field,
              "overrides");
    EXPECT_EQ(refused(run(mia, "entry.put_series",
                          fmt::format(R"({{"series":{{{}}},"overrides":[],"more":1}})", named(review))))
                  .field,
              "more");
    std::string many = "7";
    for (int i = 0; i < 1'000; ++i) many += ",7";
    EXPECT_EQ(refused(put(mia, named(review), many)).code, ErrorCode::too_large);
    EXPECT_EQ(seen(mia), before);
}

TEST_F(SeriesPutTest, ARepeatedCommandGetsTheSeriesAgain) {
    auto made = submission(mia, "entry.put_series",
                           fmt::format(R"({{"series":{{{}}},"overrides":[{}]}})", fields, listed("2026-03-24")));
    const auto first = acked(run(made)).id;
    EXPECT_EQ(acked(run(made)).id, first);
    auto more = submission(mia, "entry.put_series",
                           fmt::format(R"({{"series":{{{}}},"overrides":[{}]}})", named(review), listed("2026-03-31")));
    EXPECT_EQ(acked(run(more)).id, review);
    EXPECT_EQ(acked(run(more)).id, review);
}

// The name that a calendar app gave a series is that of its whole resource.
TEST_F(SeriesPutTest, OneNamedByAnAppCanDifferInOneOccurrence) {
    const auto named_by_app = fields + R"(,"uid":"u1","resource_name":"a.ics")";
    const Id series = acked(put(mia, named_by_app, listed("2026-03-17"))).id.value();
    EXPECT_EQ(own(series).at("03-17")->uid, "u1");
    EXPECT_EQ(own(series).at("03-17")->resource_name, "");
    acked(run(mia, "entry.update",
              fmt::format(R"({{{},"occurrence":"2026-03-24T09:00:00","title":"One"}})", named(series))));
    EXPECT_EQ(titles(series), "03-17 Weekly, 03-24 One, ");
}

} // namespace
} // namespace tandem
