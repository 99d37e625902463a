#pragma once
// Rounds over subscriptions with the real engine: what feeds answer is said by the test.

#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/base/limits.hpp"
#include "calendar/entries/entry.hpp"
#include "server/inbound/checker.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

using namespace std::chrono_literals;

inline std::string event(std::string_view uid, std::string_view day, std::string_view more = "") {
    return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{}\r\nSUMMARY:{}\r\n{}"
                       "END:VEVENT\r\n",
                       uid, day, uid, more);
}
inline std::string feed(std::initializer_list<std::string> events) {
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

} // namespace tandem
