// Addresses as people paste them, and what follows from a member's change.
#include <gtest/gtest.h>

#include "calendar/subscriptions/subscription.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;

Result<Subscription> normalized(std::string url) {
    Subscription subscription;
    subscription.url = std::move(url);
    if (auto ok = normalize_address(subscription); !ok) return std::unexpected(ok.error());
    return subscription;
}

TEST(Address, IsReadAsPeoplePasteIt) {
    constexpr std::pair<const char*, const char*> rows[] = {
        {" webcal://Example.ORG/Feed.ics\n", "https://example.org/Feed.ics"},
        {"webcals://example.org/a", "https://example.org/a"},
        {"HTTP://example.org:8080/a?b=C#part", "http://example.org:8080/a?b=C"},
        {"https://name:Pass@EXAMPLE.org/x", "https://name:Pass@example.org/x"},
        {"https://[2001:DB8::1]:443/x", "https://[2001:db8::1]:443/x"},
        {"https://example.org", "https://example.org"}};
    for (const auto& [pasted, read] : rows) {
        const auto found = normalized(pasted);
        ASSERT_TRUE(found) << pasted;
        EXPECT_EQ(found->url, read);
    }
}

TEST(Address, OfAnotherSchemeOrWithoutServerIsRefused) {
    for (const char* url : {"", "example.org/feed.ics", "file:///etc/passwd", "ftp://example.org/a", "gopher://x/",
                            "https://", "https:///a", "https://user@/a", "https://exa mple.org/", "https://a\\b/",
                            "https://example.org:https/", "https://example.org:123456/", "https://\xc3\xa4.example/"})
        EXPECT_FALSE(normalized(url)) << url;
}

TEST(Address, NothingButItsServerIsShown) {
    EXPECT_EQ(normalized("https://name:word@Calendar.example.org:8443/private-1234/basic.ics?key=5")->host,
              "calendar.example.org:8443");
    EXPECT_EQ(normalized("https://example.org?key=5")->host, "example.org");
}

struct Settings : testing::Test {
    Subscription before = *normalized("https://example.org/a");
    Instant now{1'000'000'000ms};

    Settings() {
        before.state = SubscriptionState::failing;
        before.failures = 3;
        before.error = "It did not answer.";
        before.etag = "\"a\"";
        before.checked_at = now - 10min;
        before.next_at = now + 5h;
    }
    Subscription after(auto change) {
        Subscription one = before;
        change(one);
        follow_settings(&before, one, now);
        return one;
    }
};

TEST_F(Settings, ANewAddressBeginsAnewAndAtOnce) {
    const auto one = after([](Subscription& s) { s.url = "https://example.org/b"; });
    EXPECT_EQ(one.state, SubscriptionState::waiting);
    EXPECT_EQ(one.next_at, now);
    EXPECT_EQ(one.etag, "") << "the other address's copy is none of this one's";
    EXPECT_EQ(one.failures, 0);
    EXPECT_EQ(one.error, "");
}

TEST_F(Settings, APauseEndsTheScheduleAndItsEndChecksAtOnce) {
    const auto paused = after([](Subscription& s) { s.paused = true; });
    EXPECT_EQ(paused.state, SubscriptionState::paused);
    EXPECT_FALSE(paused.next_at);
    before = paused;
    const auto resumed = after([](Subscription& s) { s.paused = false; });
    EXPECT_EQ(resumed.state, SubscriptionState::waiting);
    EXPECT_EQ(resumed.next_at, now);
    EXPECT_EQ(resumed.etag, "\"a\"") << "the copy that is here is still of this address";
}

TEST_F(Settings, ANewIntervalCountsFromTheLastCheckButNotWhileItFails) {
    EXPECT_EQ(after([](Subscription& s) { s.interval_minutes = 60; }).next_at, before.next_at);
    before.state = SubscriptionState::fresh;
    EXPECT_EQ(after([](Subscription& s) { s.interval_minutes = 60; }).next_at, now + 50min);
}

} // namespace
} // namespace tandem
