// Feeds that cannot be read as a whole, and faults of ours: nothing goes that should not, and nobody waits for another.
#include "tests/server/inbound/checker_fixture.hpp"

namespace tandem {
namespace {

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
    const bool is_second = subscription(second)->state == SubscriptionState::failing; // ids of one moment have no order
    EXPECT_EQ(subscription(is_second ? second : first)->next_at, clock.now() + 5min);
    EXPECT_EQ(subscription(is_second ? first : second)->state, SubscriptionState::fresh);
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

} // namespace
} // namespace tandem
