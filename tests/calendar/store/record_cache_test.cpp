#include "calendar/store/record_cache.hpp"

#include <gtest/gtest.h>

#include "calendar/entries/entry.hpp"

namespace tandem {
namespace {

RecordPtr entry(std::uint64_t number, std::int64_t rev) {
    auto record = std::make_shared<Entry>();
    record->id = Id{0, number};
    record->rev = rev;
    return record;
}

TEST(RecordCache, FindsTheRevThatWasPutAndNoOther) {
    RecordCache cache(10);
    cache.put(entry(1, 3));
    ASSERT_TRUE(cache.find(Id{0, 1}, 3));
    EXPECT_EQ(cache.find(Id{0, 1}, 3)->rev, 3);
    EXPECT_FALSE(cache.find(Id{0, 1}, 4));
    EXPECT_FALSE(cache.find(Id{0, 2}, 3));
    cache.put(entry(1, 4));
    EXPECT_TRUE(cache.find(Id{0, 1}, 4));
    EXPECT_FALSE(cache.find(Id{0, 1}, 3));
}

TEST(RecordCache, KeepsNoMoreThanItsBoundAndWhatIsAskedForStays) {
    RecordCache cache(10);
    for (std::uint64_t number = 1; number <= 100; ++number) {
        cache.put(entry(number, 1));
        EXPECT_TRUE(cache.find(Id{0, 1}, 1)) << number;
        EXPECT_LE(cache.size(), 10u);
    }
    EXPECT_FALSE(cache.find(Id{0, 50}, 1));
}

} // namespace
} // namespace tandem
