// A round over subscriptions with the real engine: what feeds say becomes the calendar, failures keep it.
#include "tests/server/inbound/checker_fixture.hpp"

namespace tandem {
namespace {

TEST_F(CheckerTest, FillsTheCalendarAndFollowsTheFeed) {
    const Id id = subscribe(), other = add_calendar("Ours");
    add_entry(lea, other, "Ours", R"(,"uid":"fair")");
    answer(200, feed({event("fair", "20260330"), event("holiday", "20260403")}), "\"1\"");
    round();
    EXPECT_EQ(titles(), (Titles{"Ours", "fair", "holiday"}));
    EXPECT_EQ(subscription(id)->state, SubscriptionState::fresh);
    EXPECT_EQ(subscription(id)->good_at, clock.now());
    EXPECT_EQ(subscription(id)->next_at, clock.now() + 60min);
    answer(200, feed({event("holiday", "20260404"), event("new", "20260501")}), "\"2\"");
    next_round(id);
    EXPECT_EQ(asked.back().etag, "\"1\"");
    EXPECT_EQ(titles(), (Titles{"Ours", "holiday", "new"})) << "what the feed no longer has goes; what is ours stays";
    const Records::Parameter uid[] = {std::string("holiday")};
    const auto moved = Records(database).select(entry_type, "uid = ?", uid);
    EXPECT_EQ(to_text(static_cast<const Entry&>(*moved.at(0)).when->starts), "2026-04-04T00:00:00");
}

TEST_F(CheckerTest, AnUnchangedFeedWritesNoChange) {
    const Id id = subscribe();
    const std::string text = feed({event("fair", "20260330", "RRULE:FREQ=YEARLY;COUNT=3\r\n")});
    answer(200, text, "\"1\"");
    round();
    const auto seq = engine.last_seq();
    answer(304);
    next_round(id);
    answer(200, text, "\"2\"");
    next_round(id);
    EXPECT_EQ(engine.last_seq(), seq);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(subscription(id)->good_at, clock.now());
    EXPECT_EQ(subscription(id)->next_at, clock.now() + 60min) << "a restart goes on from here";
    EXPECT_EQ(subscription(id)->etag, "\"2\"");
}

TEST_F(CheckerTest, AFailureKeepsTheLastGoodCopySaysWhyAndBacksOff) {
    const Id id = subscribe();
    answer(200, feed({event("fair", "20260330")}), "\"1\"");
    round();
    const auto good = clock.now();
    answer(404);
    next_round(id);
    EXPECT_EQ(subscription(id)->state, SubscriptionState::failing);
    EXPECT_EQ(subscription(id)->error, "The address answered 404: there is nothing at that place.");
    EXPECT_EQ(subscription(id)->next_at, clock.now() + 5min);
    answer(200, "<!DOCTYPE html><p>Sign in</p>");
    next_round(id);
    EXPECT_TRUE(subscription(id)->error.starts_with("This is no calendar: ")) << subscription(id)->error;
    EXPECT_EQ(subscription(id)->failures, 2);
    EXPECT_EQ(subscription(id)->next_at, clock.now() + 10min);
    answers.emplace_back(std::unexpected("The server did not answer in time."));
    next_round(id);
    EXPECT_EQ(subscription(id)->error, "The server did not answer in time.");
    EXPECT_EQ(subscription(id)->good_at, good);
    EXPECT_EQ(asked.back().etag, "\"1\"") << "the copy is still that one";
    EXPECT_EQ(titles(), Titles{"fair"});
    answer(304);
    next_round(id);
    EXPECT_EQ(subscription(id)->state, SubscriptionState::fresh);
    EXPECT_EQ(subscription(id)->error, "");
    EXPECT_EQ(subscription(id)->failures, 0);
}

TEST_F(CheckerTest, TheSameFailureAgainIsNoChangeButCounts) {
    const Id id = subscribe();
    answer(500);
    round();
    const auto seq = engine.last_seq();
    answer(500);
    next_round(id);
    EXPECT_EQ(engine.last_seq(), seq);
    EXPECT_EQ(subscription(id)->failures, 2);
    EXPECT_EQ(subscription(id)->next_at, clock.now() + 10min);
}

TEST_F(CheckerTest, AWishIsAlwaysAnsweredByAChange) {
    const Id id = subscribe();
    answer(200, feed({}), "\"1\"");
    round();
    clock.advance(1min);
    acked(run(lea, "subscription.refresh", fmt::format(R"({{"id":"{}"}})", to_text(id))));
    const auto seq = engine.last_seq();
    answer(304);
    round();
    EXPECT_EQ(engine.last_seq(), seq + 1);
    EXPECT_EQ(subscription(id)->checked_at, clock.now());
}

TEST_F(CheckerTest, OnlyWhatIsDueIsAsked) {
    const Id first = subscribe();
    answer(200, feed({}));
    round();
    clock.advance(59min);
    round();
    EXPECT_EQ(asked.size(), 1U);
    EXPECT_EQ(checker.run_due().value(), subscription(first)->next_at);
    acked(run(lea, "subscription.update", fmt::format(R"({{"id":"{}","paused":true}})", to_text(first))));
    clock.advance(24h);
    round();
    EXPECT_FALSE(checker.run_due().value());
    EXPECT_EQ(asked.size(), 1U);
}

TEST_F(CheckerTest, ALargeFeedIsWrittenInSmallBatches) {
    std::string many;
    for (int i = 0; i < 150; ++i) many += event(fmt::format("e{:03}", i), "20260330");
    const Id id = subscribe();
    answer(200, feed({many}));
    round();
    EXPECT_EQ(titles().size(), 150U);
    EXPECT_LE(largest_batch, 32U);
    acked(run(lea, "subscription.delete", fmt::format(R"({{"id":"{}"}})", to_text(id))));
    round();
    EXPECT_LE(largest_batch, 32U);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM entry"), 0);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM calendar"), 0) << "and then the calendar goes";
}

TEST_F(CheckerTest, TooManyEventsAreRefusedAndTheCopyStays) {
    const Id id = subscribe();
    answer(200, feed({event("fair", "20260330")}));
    round();
    std::string many;
    for (std::size_t i = 0; i <= limits::subscribed_events; ++i) many += event(fmt::format("e{}", i), "20260330");
    answer(200, feed({many}));
    next_round(id);
    EXPECT_EQ(subscription(id)->error, "It has more than 5000 events.");
    EXPECT_EQ(titles(), Titles{"fair"});
}

TEST_F(CheckerTest, OneThatEndsMeanwhileWritesNothingMore) {
    std::string many;
    for (int i = 0; i < 100; ++i) many += event(fmt::format("e{:03}", i), "20260330");
    const Id id = subscribe();
    answer(200, feed({many}));
    int batches = 0;
    between = [&] {
        if (++batches == 2)
            acked(run(lea, "subscription.delete", fmt::format(R"({{"id":"{}","keep_entries":true}})", to_text(id))));
    };
    round();
    EXPECT_EQ(titles().size(), 32U) << "the calendar is the members' by now";
}

TEST_F(CheckerTest, ANewAddressMeanwhileIsNotMarkedWithTheOldOnesAnswer) {
    const Id id = subscribe();
    answer(200, feed({event("old", "20260330")}), "\"old\"");
    between = [&, is_first = true]() mutable {
        if (std::exchange(is_first, false))
            acked(run(lea, "subscription.update",
                      fmt::format(R"({{"id":"{}","url":"https://b.example/"}})", to_text(id))));
    };
    round();
    EXPECT_EQ(subscription(id)->state, SubscriptionState::waiting);
    EXPECT_EQ(subscription(id)->etag, "");
    answer(200, feed({event("new", "20260330")}));
    round();
    EXPECT_EQ(asked.back().url, "https://b.example/");
    EXPECT_EQ(titles(), Titles{"new"});
}

TEST_F(CheckerTest, AChangedOccurrenceComesAndGoesWithTheFeed) {
    const std::string rule = "RRULE:FREQ=WEEKLY;COUNT=4\r\n";
    const auto moved = [](std::string_view id) {
        return event("fair", "20260407", fmt::format("RECURRENCE-ID;{}\r\n", id));
    };
    const Id id = subscribe();
    answer(200, feed({event("fair", "20260330", rule), moved("VALUE=DATE:20260406")}));
    round();
    EXPECT_EQ(titles(), (Titles{"fair", "fair"}));
    const auto seq = engine.last_seq();
    answer(200, feed({event("fair", "20260330", rule), moved("VALUE=DATE:20260406")}));
    next_round(id);
    EXPECT_EQ(engine.last_seq(), seq);
    answer(200, feed({event("fair", "20260330", rule)}));
    next_round(id);
    ASSERT_EQ(titles(), Titles{"fair"});
    const auto series = Records(database).select(entry_type, "true");
    EXPECT_TRUE(static_cast<const Entry&>(*series.at(0)).overrides.empty()) << "the series shows its own again";
    EXPECT_TRUE(static_cast<const Entry&>(*series.at(0)).exdate.empty());
}

TEST_F(CheckerTest, NewUidsForTheSameEventsAreTheSameEntries) {
    const auto office = [](std::string_view uid) {
        return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nDTSTART;VALUE=DATE:20260330\r\nSUMMARY:Fair\r\nEND:VEVENT\r\n",
                           uid);
    };
    const Id id = subscribe();
    answer(200, feed({office("export-1")}));
    round();
    const auto seq = engine.last_seq();
    answer(200, feed({office("export-2")}));
    next_round(id);
    EXPECT_EQ(engine.last_seq(), seq);
    EXPECT_EQ(titles(), Titles{"Fair"});
}

} // namespace
} // namespace tandem
