// A round over subscriptions with the real engine: what feeds say becomes the calendar, failures keep it.
#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/base/limits.hpp"
#include "calendar/entries/entry.hpp"
#include "server/inbound/checker.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;

std::string event(std::string_view uid, std::string_view day, std::string_view more = "") {
    return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{}\r\nSUMMARY:{}\r\n{}"
                       "END:VEVENT\r\n",
                       uid, day, uid, more);
}
std::string feed(std::initializer_list<std::string> events) {
    std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n";
    for (const auto& one : events) text += one;
    return text + "END:VCALENDAR\r\n";
}

struct CheckerTest : testing::Test, Workspace {
    Id lea = add_member("Lea", Team::marketing, Role::lead);
    std::deque<FetchResult> answers;
    std::vector<outbound::Fetch> asked;
    std::size_t largest_batch = 0;
    std::function<void()> between = [] {}; // what others do before a batch
    std::function<std::vector<Outcome>(std::vector<Outcome>)> outcome = std::identity{}; // what is said of it
    std::vector<CheckNote> notes;
    Database own_reader{folder.path() / "tandem.db", Database::Mode::reader};
    Checker checker{{own_reader, clock,
                     [this](std::vector<Submission> batch) {
                         between();
                         largest_batch = std::max(largest_batch, batch.size());
                         return outcome(engine.apply(batch));
                     },
                     [this](Id id, std::int64_t rev, const CheckNote& note) {
                         notes.push_back(note);
                         engine.note_check(id, rev, note);
                     },
                     [this](const outbound::Fetch& fetch) {
                         asked.push_back(fetch);
                         FetchResult answer = std::move(answers.front());
                         answers.pop_front();
                         return answer;
                     }}};

    Id subscribe(std::string_view more = "") {
        const auto args =
            fmt::format(R"({{"url":"https://a.example/feed","name":"Fairs","interval_minutes":60{}}})", more);
        return acked(run(lea, "subscription.create", args)).id.value();
    }
    std::shared_ptr<const Subscription> subscription(Id id) { return load<Subscription>(subscription_type, id); }
    void answer(int status, std::string body = "", std::string etag = "") {
        outbound::FetchAnswer one;
        one.status = status;
        one.body = std::move(body);
        one.etag = std::move(etag);
        answers.emplace_back(std::move(one));
    }
    // A round, once the subscription is due; what is there afterwards.
    void round() {
        const auto done = checker.run_due();
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_TRUE(answers.empty()) << "not asked for";
    }
    void next_round(Id id) {
        clock.set(subscription(id)->next_at.value());
        round();
    }
    std::vector<std::string> titles() {
        std::vector<std::string> all;
        for (const auto& record : Records(database).select(entry_type, "true ORDER BY title, recurrence_id, id"))
            all.push_back(static_cast<const Entry&>(*record).title);
        return all;
    }
    using Titles = std::vector<std::string>;
};

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

TEST_F(CheckerTest, WhatIsCutOffIsAFailureAndTakesNothingAway) {
    const Id id = subscribe();
    const std::string whole =
        feed({event("fair", "20260330"), event("holiday", "20260403"), event("late", "20260404")});
    answer(200, whole);
    round();
    for (const std::string_view last : {"END:VCALENDAR", "BEGIN:VEVENT\r\nUID:holiday", "END:VEVENT\r\nBEGIN:VEVENT"}) {
        answer(200, whole.substr(0, whole.find(last)));
        next_round(id);
        EXPECT_EQ(subscription(id)->error, "It is cut off: it ends inside the calendar.") << last;
        EXPECT_EQ(titles(), (Titles{"fair", "holiday", "late"})) << last;
    }
    answer(200, "BEGIN:VCALENDAR\r\n" + feed({event("fair", "20260330")}));
    next_round(id);
    EXPECT_EQ(titles().size(), 3U) << "the first of two calendars is cut off";
}

TEST_F(CheckerTest, WhatCannotBeReadStaysAsItWas) {
    const std::string weekly = "RRULE:FREQ=WEEKLY;COUNT=4\r\n",
                      following = "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:";
    const auto moved = [](std::string_view day) {
        return event("series", day, "RECURRENCE-ID;VALUE=DATE:20260406\r\n");
    };
    const std::string rest = event("series", "20260413", following + "20260413\r\n");
    const Id id = subscribe();
    answer(200, feed({event("fair", "20260330"), event("series", "20260330", weekly), moved("20260407"), rest}));
    round();
    const Titles all = titles();
    ASSERT_EQ(all, (Titles{"fair", "series", "series", "series"}));
    const std::string broken = "RRULE:FREQ=SECONDLY\r\n";
    answer(200, feed({event("fair", "nonsense"), event("series", "20260330", weekly), moved("nonsense"), rest}));
    next_round(id);
    EXPECT_EQ(titles(), all) << "one event, one occurrence";
    answer(200, feed({event("fair", "20260330"), event("series", "20260330", broken)}));
    next_round(id);
    EXPECT_EQ(titles(), all) << "a series, with what follows it";
    answer(200, feed({event("fair", "20260330")}));
    next_round(id);
    EXPECT_EQ(titles(), Titles{"fair"});
}

TEST_F(CheckerTest, AFaultWithOneIsItsOwnFailureAndTheOthersGoOn) {
    const Id first = subscribe(), second = subscribe();
    answer(200, feed({event("fair", "20260330")}));
    answer(200, feed({event("holiday", "20260403")}));
    outcome = [is_first = true](std::vector<Outcome> outcomes) mutable {
        if (std::exchange(is_first, false)) outcomes.front() = Error{ErrorCode::internal, {}, "something went wrong"};
        return outcomes;
    };
    round();
    EXPECT_EQ(subscription(first)->state, SubscriptionState::failing);
    EXPECT_EQ(subscription(first)->next_at, clock.now() + 5min);
    EXPECT_EQ(subscription(second)->state, SubscriptionState::fresh);
}

TEST_F(CheckerTest, ACalendarThatCannotBeEmptiedHoldsUpNoOther) {
    const Id first = subscribe(), second = subscribe();
    answer(200, feed({event("fair", "20260330")}));
    answer(200, feed({event("holiday", "20260403")}));
    round();
    acked(run(lea, "subscription.delete", fmt::format(R"({{"id":"{}"}})", to_text(first))));
    outcome = [left = 2](std::vector<Outcome> outcomes) mutable {
        if (left-- > 0) std::ranges::fill(outcomes, Error{ErrorCode::internal, {}, "something went wrong"});
        return outcomes;
    };
    answer(200, feed({event("holiday", "20260404")}));
    next_round(second);
    EXPECT_EQ(subscription(second)->good_at, clock.now());
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
