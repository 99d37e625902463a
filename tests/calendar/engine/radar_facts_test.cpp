// What a worker finds for an ask or an override, and what the writer makes of it. Today is Monday, 2 March 2026.
#include "calendar/engine/radar_facts.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct RadarFactsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id adler = add_account(mia, "Adler");
    Id audience =
        acked(run(mia, "audience.create", fmt::format(R"({{"name":"Adler","account_ids":["{}"]}})", to_text(adler))))
            .id.value();
    Id letter = plan(mia, "Letter", "2026-03-09");
    Id calls = plan(rob, "Calls", "2026-03-10", fmt::format(R"(,"owner_id":"{}")", to_text(rob)));
    Id push = plan(mia, "Push", "2026-03-12");

    Id plan(Id by, std::string_view title, std::string_view on, std::string_view more = "") {
        const Date next = parse_date(on).value() + std::chrono::days{1};
        return add_entry(by, calendar, title,
                         fmt::format(R"(,"kind":"push","status":"planned","audience_ids":["{}"],)"
                                     R"("when":{{"starts_on":"{}","ends_on":"{}"}}{})",
                                     to_text(audience), on, to_text(next), more));
    }
    Submission overriding(Id by) {
        return submission(by, "radar_override.create",
                          fmt::format(R"({{"entry_id":"{}","reason":"Agreed"}})", to_text(push)));
    }
    Submission asking() {
        return submission(mia, "radar_ask.create",
                          fmt::format(R"({{"entry_id":"{}","other_entry_id":"{}"}})", to_text(push), to_text(calls)));
    }
    void look(Submission& made) { made.radar = find_radar_facts(queries, *engine.directory(), made, clock.now()); }
    void edit(Id by, Id entry, std::string_view more) {
        acked(run(by, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(entry), more)));
    }
};

TEST_F(RadarFactsTest, TheWriterTakesThemAsTheyAreAndLooksAtNoAccount) {
    Submission made = overriding(mia);
    look(made);
    EXPECT_EQ(made.radar->accounts, 1);
    auto other = *made.radar;
    other.accounts = 60'000; // nothing in the store says so
    made.radar = std::make_shared<const RadarFacts>(other);
    const Id id = acked(run(made)).id.value();
    EXPECT_EQ(load<RadarOverride>(radar_override_type, id)->accounts, 60'000);
}

TEST_F(RadarFactsTest, WhatAnEntryIsNoLongerIsRefused) {
    Submission made = overriding(mia), asked = asking();
    look(made);
    look(asked);
    edit(rob, calls, R"("when":{"starts_on":"2026-05-04","ends_on":"2026-05-05"})");
    const Error moved = refused(run(asked));
    EXPECT_EQ(moved.code, ErrorCode::changed_since);
    EXPECT_EQ(moved.field, "other_entry_id");
    edit(mia, push, R"("when":{"starts_on":"2026-03-13","ends_on":"2026-03-14"})");
    EXPECT_EQ(refused(run(asked)).field, "entry_id");
    EXPECT_EQ(refused(run(made)).code, ErrorCode::changed_since);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM radar_override"), 0);
}

TEST_F(RadarFactsTest, AChangeOfOtherWordsIsNoReasonToRefuse) {
    Submission made = overriding(mia);
    look(made);
    edit(mia, push, R"("title":"Other words")");
    acked(run(made));
}

TEST_F(RadarFactsTest, OfWhatIsHiddenFromTheActorNothingIsFound) {
    edit(mia, push, R"("private":true)");
    Submission made = overriding(rob);
    const Error without = refused(run(made));
    look(made);
    EXPECT_EQ(made.radar->digest, "");
    EXPECT_EQ(made.radar->accounts, 0);
    const Error with = refused(run(made));
    EXPECT_EQ(with.field + with.message, without.field + without.message);
    EXPECT_EQ(with.code, without.code);
}

} // namespace
} // namespace tandem
