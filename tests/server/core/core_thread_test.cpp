#include "server/core/core_thread.hpp"

#include <future>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/wire.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct CoreThreadTest : testing::Test, Workspace {
    test::LoopThread thread;
    Id mia = add_member("Mia", Team::marketing);
    CoreThread core{engine, thread.loop};
    std::vector<Outcome> outcomes; // loop thread

    // Keeps the writer busy until the promise is set.
    std::promise<void> hold() {
        std::promise<void> go, held;
        EXPECT_TRUE(core.run([&held, wait = go.get_future()](Engine&) mutable {
            held.set_value();
            wait.get();
        }));
        held.get_future().get();
        return go;
    }
    void submit(int number) {
        core.submit(submission(mia, "account.create", fmt::format(R"({{"name":"Account {}"}})", number)),
                    [this](Outcome outcome) { outcomes.push_back(std::move(outcome)); });
    }
    std::int64_t accounts() { return database.query_integer("SELECT count(*) FROM account").value(); }
};

TEST_F(CoreThreadTest, JobsAndCommandsShareOneBoundAndBeyondItBothAreRefused) {
    auto go = hold();
    for (std::size_t i = 0; i < CoreThread::most_waiting / 2; ++i) ASSERT_TRUE(core.run([](Engine&) {}));
    for (std::size_t i = 0; i < CoreThread::most_waiting / 2; ++i) submit(static_cast<int>(i));
    EXPECT_FALSE(core.run([](Engine&) { FAIL() << "was refused"; }));
    submit(5000);
    thread.call([&] {
        ASSERT_EQ(outcomes.size(), 1U) << "told at once, while the others wait";
        const Error error = refused(outcomes.front());
        EXPECT_EQ(error.code, ErrorCode::unavailable);
        EXPECT_GT(error.retry_after.count(), 0);
        outcomes.clear();
    });
    go.set_value();
    core.stop();
    thread.call([] {});
    EXPECT_EQ(outcomes.size(), CoreThread::most_waiting / 2);
    for (const Outcome& outcome : outcomes) acked(outcome);
    EXPECT_EQ(accounts(), static_cast<std::int64_t>(CoreThread::most_waiting / 2)) << "what was taken is written, once";
}

TEST_F(CoreThreadTest, JobsAreTakenAgainWhenThereIsRoom) {
    auto go = hold();
    while (core.run([](Engine&) {})) {
    }
    go.set_value();
    std::promise<void> done;
    while (!core.run([&](Engine&) { done.set_value(); })) std::this_thread::yield();
    done.get_future().get();
}

TEST_F(CoreThreadTest, CommandsGoBetweenThePiecesOfWhatTakesLong) {
    std::promise<void> done;
    std::vector<std::int64_t> accounts_then;
    ASSERT_TRUE(core.run_in_pieces([&](Engine&) {
        accounts_then.push_back(accounts());
        submit(static_cast<int>(accounts_then.size()));
        if (accounts_then.size() == 3) done.set_value();
        return accounts_then.size() < 3;
    }));
    done.get_future().get();
    core.stop();
    thread.call([] {});
    EXPECT_EQ(accounts_then, (std::vector<std::int64_t>{0, 1, 2}))
        << "the command of one piece is written before the next";
}

TEST_F(CoreThreadTest, AfterTheStopNothingIsTaken) {
    core.stop();
    EXPECT_FALSE(core.run([](Engine&) {}));
    submit(1);
    thread.call([] {});
    EXPECT_EQ(refused(outcomes.at(0)).code, ErrorCode::unavailable);
}

TEST_F(CoreThreadTest, FaultOfOneCommandIsReportedAndCostsNoOther) {
    std::promise<std::string> told;
    thread.call([&] { thread.loop.on_fault([&](std::string_view what) { told.set_value(std::string(what)); }); });
    auto go = hold();
    submit(1);
    auto faulty = by_system("calendar.create", R"({"name":"Campaigns"})");
    faulty.premise = [](const Directory&, Instant) -> Result<void> { throw std::logic_error("a bug"); };
    core.submit(faulty, [this](Outcome outcome) { outcomes.push_back(std::move(outcome)); });
    submit(2);
    go.set_value();
    EXPECT_EQ(told.get_future().get(), "a bug");
    core.stop();
    thread.call([] {});
    acked(outcomes.at(0));
    EXPECT_EQ(refused(outcomes.at(1)).code, ErrorCode::internal);
    acked(outcomes.at(2));
}

} // namespace
} // namespace tandem
