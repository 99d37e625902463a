#include "server/core/submit.hpp"

#include <future>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/radar_ask.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

// Today is Monday, 2 March 2026; the only worker is held by the tests that say so.
struct SubmitTest : testing::Test, Workspace {
    test::LoopThread thread;
    CoreThread core{engine, thread.loop};
    WorkerPool workers{folder.path() / "tandem.db", 1, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
    Id mia, push;

    ~SubmitTest() override {
        core.stop();
        workers.stop();
        thread.call([] {});
    }
    std::future<Outcome> submit(Submission made) {
        auto told = std::make_shared<std::promise<Outcome>>();
        tandem::submit(backend, std::move(made), [told](Outcome outcome) { told->set_value(std::move(outcome)); });
        return told->get_future();
    }
    std::promise<void> hold_worker() {
        std::promise<void> go, held;
        EXPECT_TRUE(workers.post([&held, wait = go.get_future()](Queries&) mutable {
            held.set_value();
            wait.get();
        }));
        held.get_future().get();
        return go;
    }
    Submission overriding() {
        return submission(mia, "radar_override.create",
                          fmt::format(R"({{"entry_id":"{}","reason":"Agreed"}})", to_text(push)));
    }
    Submission making(std::string_view name) {
        return submission(mia, "account.create", fmt::format(R"({{"name":"{}"}})", name));
    }
    // A push to an account that must not have a contact while it negotiates.
    void SetUp() override {
        mia = add_member("Mia", Team::marketing);
        const Id adler = add_account(mia, "Adler");
        acked(run(mia, "account.update", fmt::format(R"({{"id":"{}","open_opportunity":true}})", to_text(adler))));
        const Id audience =
            acked(run(mia, "audience.create", fmt::format(R"({{"name":"A","account_ids":["{}"]}})", to_text(adler))))
                .id.value();
        push = add_entry(mia, add_calendar("Plan"), "Push",
                         fmt::format(R"(,"kind":"push","status":"planned","audience_ids":["{}"],)"
                                     R"("when":{{"starts_on":"2026-03-12","ends_on":"2026-03-13"}})",
                                     to_text(audience)));
    }
};

TEST_F(SubmitTest, WhatRestsOnTheRadarWaitsForAWorkerAndNobodyElseDoes) {
    auto go = hold_worker();
    auto overridden = submit(overriding());
    for (int i = 0; i < 3; ++i) acked(submit(making("Other")).get());
    EXPECT_EQ(overridden.wait_for(std::chrono::seconds{0}), std::future_status::timeout);
    go.set_value();
    const Id id = acked(overridden.get()).id.value();
    EXPECT_EQ(load<RadarOverride>(radar_override_type, id)->accounts, 1);
}

TEST_F(SubmitTest, TheWorkerSeesWhatWasSubmittedBefore) {
    auto moved = submit(submission(
        mia, "entry.update",
        fmt::format(R"({{"id":"{}","when":{{"starts_on":"2026-03-17","ends_on":"2026-03-18"}}}})", to_text(push))));
    auto overridden = submit(overriding());
    acked(moved.get());
    const Id id = acked(overridden.get()).id.value();
    EXPECT_EQ(to_text(*load<RadarOverride>(radar_override_type, id)->collides_on), "2026-03-17");
}

TEST_F(SubmitTest, WhenTooMuchWaitsForWorkersItIsRefused) {
    auto go = hold_worker();
    while (workers.post([](Queries&) {})) {
    }
    EXPECT_EQ(refused(submit(overriding()).get()).code, ErrorCode::unavailable);
    go.set_value();
}

} // namespace
} // namespace tandem
