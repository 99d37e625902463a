#include "server/auth/password.hpp"

#include <future>

#include <gtest/gtest.h>

#include "server/auth/password_hasher.hpp"
#include "tests/support/wire.hpp"

namespace tandem {
namespace {

constexpr HashCost cheap{1, 8192};

TEST(Password, IsFromTenTo1024Bytes) {
    EXPECT_FALSE(check_password("123456789"));
    EXPECT_TRUE(check_password("1234567890"));
    EXPECT_TRUE(check_password(std::string(1024, 'x')));
    EXPECT_FALSE(check_password(std::string(1025, 'x')));
}

TEST(Password, OnlyItselfMatchesItsHash) {
    const auto hash = hash_password("correct horse", cheap);
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(verify_password(hash, "correct horse", cheap).matches);
    EXPECT_FALSE(verify_password(hash, "correct horsf", cheap).matches);
    EXPECT_NE(hash, hash_password("correct horse", cheap)) << "every hash has its own salt";
}

TEST(Password, NobodysHashNeverMatches) {
    EXPECT_FALSE(verify_password("", "", cheap).matches);
    EXPECT_FALSE(verify_password("", "correct horse", cheap).matches);
}

TEST(Password, HashOfAnotherCostIsOutdated) {
    const auto hash = hash_password("correct horse", cheap);
    EXPECT_FALSE(verify_password(hash, "correct horse", cheap).is_outdated);
    EXPECT_TRUE(verify_password(hash, "correct horse", {2, 8192}).is_outdated);
}

TEST(PasswordHasher, AnswersOnTheLoop) {
    test::LoopThread thread;
    PasswordHasher hasher(thread.loop, {cheap, 2, 16});
    std::promise<std::pair<bool, bool>> answer;
    ASSERT_TRUE(hasher.verify(hash_password("correct horse", cheap), "correct horse", [&](Verification verification) {
        answer.set_value({verification.matches, thread.loop.is_current()});
    }));
    EXPECT_EQ(answer.get_future().get(), std::pair(true, true));
}

TEST(PasswordHasher, RefusesBeyondItsQueueInsteadOfPilingUp) {
    test::LoopThread thread;
    PasswordHasher hasher(thread.loop, {cheap, 0, 3}); // nobody works: all wait
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(hasher.hash("correct horse", [](const std::string&) {}));
    EXPECT_FALSE(hasher.hash("correct horse", [](const std::string&) {}));
}

} // namespace
} // namespace tandem
