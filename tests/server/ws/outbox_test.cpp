#include <gtest/gtest.h>

#include <array>

#include "server/ws/outbox.hpp"

namespace tandem::test {

namespace {

ws::SharedFrame frame(std::string bytes) { return std::make_shared<const std::string>(std::move(bytes)); }

std::string waiting(const ws::Outbox& outbox) {
    std::array<iovec, 16> pieces;
    std::string bytes;
    for (std::size_t i = 0, count = outbox.gather(pieces); i < count; ++i)
        bytes.append(static_cast<const char*>(pieces[i].iov_base), pieces[i].iov_len);
    return bytes;
}

ws::Outbox with(std::initializer_list<std::string> frames) {
    ws::Outbox outbox;
    for (const auto& bytes : frames) outbox.push(frame(bytes));
    return outbox;
}

} // namespace

TEST(Outbox, GivesWhatIsLeftInOrder) {
    auto outbox = with({"abc", "de", "f"});
    for (std::size_t sent = 0; sent < 6; ++sent) {
        EXPECT_EQ(waiting(outbox), std::string("abcdef").substr(sent));
        EXPECT_EQ(outbox.bytes(), 6 - sent);
        outbox.consume(1);
    }
    EXPECT_TRUE(outbox.empty());
    EXPECT_EQ(outbox.messages(), 0u);
}

TEST(Outbox, SharesBytesAndLetsThemGoOnceSent) {
    const auto shared = frame("abc");
    ws::Outbox one, two;
    one.push(shared);
    two.push(shared);
    EXPECT_EQ(shared.use_count(), 3);
    one.consume(3);
    two.consume(3);
    EXPECT_EQ(shared.use_count(), 1);
}

TEST(Outbox, R16IsBoundedByBytesAndByMessages) {
    auto outbox = with({"abc", "de", "f"});
    EXPECT_FALSE(outbox.exceeds({3, 3}));
    EXPECT_TRUE(outbox.exceeds({2, 3}));
    EXPECT_TRUE(outbox.exceeds({3, 2}));
    outbox.consume(3);
    EXPECT_FALSE(outbox.exceeds({1, 2}));
}

TEST(Outbox, OneLargeFrameMayAlwaysLeave) {
    auto outbox = with({"large frame"});
    EXPECT_FALSE(outbox.exceeds({3, 3}));
    outbox.consume(2);
    outbox.push(frame("abc"));
    EXPECT_FALSE(outbox.exceeds({3, 3}));
    outbox.push(frame("d"));
    EXPECT_TRUE(outbox.exceeds({3, 3}));
}

TEST(Outbox, DropKeepsTheFrameThatHasBegunToLeave) {
    auto outbox = with({"abc", "de", "f"});
    outbox.consume(1);
    outbox.drop_unsent(0);
    EXPECT_EQ(waiting(outbox), "bc");
    EXPECT_EQ(outbox.bytes(), 2u);
}

TEST(Outbox, DropLeavesNothingBetweenFrames) {
    auto outbox = with({"abc", "de", "f"});
    outbox.consume(3);
    outbox.drop_unsent(0);
    EXPECT_TRUE(outbox.empty());
    EXPECT_EQ(outbox.bytes(), 0u);
}

TEST(Outbox, DropKeepsWhatTlsHasSealed) {
    auto outbox = with({"abc", "de", "f", "g"});
    outbox.consume(1);
    outbox.drop_unsent(3);
    EXPECT_EQ(waiting(outbox), "bcde");
}

TEST(Outbox, StaysSmallUnderALongStream) {
    ws::Outbox outbox;
    outbox.push(frame("first"));
    for (int i = 0; i < 10'000; ++i) {
        outbox.push(frame("next!"));
        outbox.consume(5);
        ASSERT_EQ(outbox.messages(), 1u);
    }
    EXPECT_EQ(waiting(outbox), "next!");
}

} // namespace tandem::test
