// What the filter of a feed link lets pass.
#include <gtest/gtest.h>

#include "calendar/feeds/feed_item.hpp"

namespace tandem {
namespace {

const Date today = parse_date("2026-03-02").value();

std::shared_ptr<Entry> planned_today() {
    auto entry = std::make_shared<Entry>();
    entry->id = Id{1, 1};
    entry->kind = EntryKind::event;
    entry->status = EntryStatus::planned;
    entry->when = all_day(today, today + std::chrono::days{1});
    return entry;
}

bool passes_changed(const FeedLink& link, void (*change)(Entry&)) {
    auto entry = planned_today();
    change(*entry);
    return passes({entry}, link, feed_window(today));
}

TEST(FeedItem, EachFilterLetsItsOwnPass) {
    FeedLink link;
    link.kinds = {"event"};
    link.statuses = {"planned", "live"};
    link.tags = {"eu"};
    link.calendar_ids = {Id{3, 3}};
    link.owner_ids = {Id{4, 4}};
    const auto fitting = [](Entry& entry) {
        entry.tags = {"x", "eu"};
        entry.calendar_id = Id{3, 3};
        entry.owner_id = Id{4, 4};
    };
    EXPECT_TRUE(passes_changed(link, fitting));
    EXPECT_FALSE(passes_changed(link, [](Entry& entry) {
        entry.tags = {"eu"};
        entry.owner_id = Id{4, 4};
    }));
    EXPECT_FALSE(passes_changed(link, [](Entry& entry) {
        entry.calendar_id = Id{3, 3};
        entry.owner_id = Id{4, 4};
    }));
    EXPECT_FALSE(passes_changed(link, [](Entry& entry) {
        entry.tags = {"eu"};
        entry.calendar_id = Id{3, 3};
    }));
    link.kinds = {"push"};
    EXPECT_FALSE(passes_changed(link, fitting));
    link.kinds = {};
    link.statuses = {"live"};
    EXPECT_FALSE(passes_changed(link, fitting));
    link.statuses = {};
    link.teams = {"sales"};
    EXPECT_FALSE(passes_changed(link, fitting));
}

TEST(FeedItem, EntriesThatNobodyOwnsPassWhereTheyAreAskedFor) {
    FeedLink link;
    const auto unowned = [](Entry&) {};
    const auto owned = [](Entry& entry) { entry.owner_id = Id{4, 4}; };
    link.is_unowned = true;
    EXPECT_TRUE(passes_changed(link, unowned));
    EXPECT_FALSE(passes_changed(link, owned));
    link.owner_ids = {Id{4, 4}};
    EXPECT_TRUE(passes_changed(link, unowned));
    EXPECT_TRUE(passes_changed(link, owned));
    link.is_unowned = false;
    EXPECT_FALSE(passes_changed(link, unowned));
}

TEST(FeedItem, StageAndChannelLetTheirOwnPass) {
    const auto fitting = [](Entry& entry) {
        entry.journey_stage = JourneyStage::interest;
        entry.channel = Channel::email;
    };
    FeedLink link;
    link.journey_stages = {"interest"};
    EXPECT_TRUE(passes_changed(link, fitting));
    EXPECT_FALSE(passes_changed(link, [](Entry&) {}));
    link.channels = {"phone"};
    EXPECT_FALSE(passes_changed(link, fitting));
    link.channels = {"phone", "email"};
    EXPECT_TRUE(passes_changed(link, fitting));
}

// Passing a filter would tell what is hidden behind a busy time.
TEST(FeedItem, WhatIsBusyPassesNoFilterByStageChannelOrMissingOwner) {
    FeedItem item{planned_today()};
    item.busy_only = true;
    FeedLink link;
    EXPECT_TRUE(passes(item, link, feed_window(today)));
    link.is_unowned = true;
    EXPECT_FALSE(passes(item, link, feed_window(today)));
    link.is_unowned = false;
    link.journey_stages = {""};
    EXPECT_FALSE(passes(item, link, feed_window(today)));
    link.journey_stages = {};
    link.channels = {""};
    EXPECT_FALSE(passes(item, link, feed_window(today)));
}

} // namespace
} // namespace tandem
