#include "server/inbound/subscriber.hpp"

#include <gtest/gtest.h>

#include "tests/support/wire.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct SubscriberTest : testing::Test, Workspace {
    test::LoopThread thread;
    WorkerPool workers{folder.path() / "tandem.db", 1, thread.loop};
    CoreThread core{engine, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
};

TEST_F(SubscriberTest, AStoreThatCannotBeReadIsSaidAtTheStart) {
    Subscriber subscriber(folder.path() / "none" / "tandem.db", backend);
    EXPECT_THROW(subscriber.start({}), StoreError);
}

} // namespace
} // namespace tandem
