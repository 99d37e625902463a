#include "server/auth/throttle.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tandem {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

net::Address address(std::string_view text) { return net::parse_address(text).value(); }

struct ThrottleTest : testing::Test {
    Throttle throttle;
    Instant now = parse_instant("2026-03-02T09:00:00Z").value();
    int hosts = 0;

    // From an address that was never used before.
    seconds attempt(std::string_view account) {
        ++hosts;
        return throttle.attempt(account, address(fmt::format("198.51.{}.{}", hosts / 200, hosts % 200)), now);
    }
};

TEST_F(ThrottleTest, TenFailuresOfAnAccountMakeItWaitTwiceAsLongEachTime) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(attempt("mia@example.org"), seconds(0));
    for (const int wait : {30, 60, 120, 240, 480, 900, 900}) {
        EXPECT_EQ(attempt("mia@example.org"), seconds(wait));
        now += seconds(wait);
        EXPECT_EQ(attempt("mia@example.org"), seconds(0));
    }
    EXPECT_EQ(attempt("rob@example.org"), seconds(0)) << "another account waits for nobody";
}

TEST_F(ThrottleTest, AQuarterOfAnHourOfQuietForgetsAnAccount) {
    for (int i = 0; i < 10; ++i) attempt("mia@example.org");
    now += seconds(30) + minutes(15);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(attempt("mia@example.org"), seconds(0));
}

TEST_F(ThrottleTest, SuccessForgetsTheAccountsFailures) {
    for (int i = 0; i < 9; ++i) attempt("mia@example.org");
    throttle.succeeded("mia@example.org", address("192.0.2.1"));
    for (int i = 0; i < 10; ++i) EXPECT_EQ(attempt("mia@example.org"), seconds(0));
}

TEST_F(ThrottleTest, ThirtyFailuresOfAnAddressBlockItForTheRestOfTheQuarterHour) {
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(throttle.attempt(fmt::format("{}@example.org", i), address("192.0.2.1"), now), seconds(0));
    now += minutes(5);
    EXPECT_EQ(throttle.attempt("x@example.org", address("192.0.2.1"), now), minutes(10));
    EXPECT_EQ(throttle.attempt("x@example.org", address("192.0.2.2"), now), seconds(0));
    now += minutes(10);
    EXPECT_EQ(throttle.attempt("x@example.org", address("192.0.2.1"), now), seconds(0));
}

TEST_F(ThrottleTest, AddressesOfOneIpv6NetworkCountAsOne) {
    for (int i = 0; i < 30; ++i) throttle.attempt("", address(fmt::format("2001:db8::{:x}", i + 1)), now);
    EXPECT_GT(throttle.attempt("", address("2001:db8::ffff"), now), seconds(0));
    EXPECT_EQ(throttle.attempt("", address("2001:db8:0:1::1"), now), seconds(0));
}

TEST_F(ThrottleTest, SuccessesAreNotHeldAgainstAnAddress) {
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(throttle.attempt("mia@example.org", address("192.0.2.1"), now), seconds(0));
        throttle.succeeded("mia@example.org", address("192.0.2.1"));
    }
}

TEST_F(ThrottleTest, MemoryIsBounded) {
    Throttle small(Throttle::Limits{.most_keys = 100});
    for (int i = 0; i < 10'000; ++i)
        small.attempt(fmt::format("{}@example.org", i), address(fmt::format("10.1.{}.{}", i / 250, i % 250)), now);
    EXPECT_LE(small.size(), 200U);
}

} // namespace
} // namespace tandem
