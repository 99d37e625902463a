#include "calendar/audience/radar_rules.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

Date march(int day) { return Date{std::chrono::local_days{std::chrono::year{2026} / 3 / day}}; }

std::vector<Date> on(std::initializer_list<int> days) {
    std::vector<Date> all;
    for (const int day : days) all.push_back(march(day));
    return all;
}

RadarRules two_in_seven() { return {}; }

TEST(RadarRules, TwoInSevenDaysAreAllowedAndAThirdIsNot) {
    EXPECT_FALSE(is_too_often(two_in_seven(), on({}), march(10)));
    EXPECT_FALSE(is_too_often(two_in_seven(), on({10}), march(10)));
    EXPECT_TRUE(is_too_often(two_in_seven(), on({10, 10}), march(10)));
}

TEST(RadarRules, TheSeventhDayIsInsideAndTheEighthOutside) {
    EXPECT_TRUE(is_too_often(two_in_seven(), on({10, 16}), march(12)));
    EXPECT_FALSE(is_too_often(two_in_seven(), on({10, 17}), march(12)));
    EXPECT_TRUE(is_too_often(two_in_seven(), on({4, 5}), march(10)));
    EXPECT_FALSE(is_too_often(two_in_seven(), on({3, 5}), march(10)));
    EXPECT_TRUE(is_too_often(two_in_seven(), on({11, 16}), march(10)));
    EXPECT_FALSE(is_too_often(two_in_seven(), on({11, 17}), march(10)));
}

TEST(RadarRules, WhatIsTooOftenElsewhereIsNotHeldAgainstAFarDay) {
    EXPECT_FALSE(is_too_often(two_in_seven(), on({1, 1, 1}), march(10)));
    EXPECT_TRUE(is_too_often(two_in_seven(), on({1, 1, 1}), march(7)));
    EXPECT_FALSE(is_too_often(two_in_seven(), on({1, 1, 1}), march(8)));
}

TEST(RadarRules, TheNumbersAreThoseOfTheRules) {
    RadarRules rules;
    rules.most_touches = 1;
    rules.in_days = 1;
    EXPECT_TRUE(is_too_often(rules, on({10}), march(10)));
    EXPECT_FALSE(is_too_often(rules, on({9, 11}), march(10)));
    rules.most_touches = 3;
    rules.in_days = 30;
    EXPECT_TRUE(is_too_often(rules, on({1, 2, 3}), march(30)));
    EXPECT_FALSE(is_too_often(rules, on({1, 2, 3}), march(31)));
}

TEST(RadarRules, AConversationAsksForQuietUpToItsLastDay) {
    EXPECT_TRUE(is_cooling_down(two_in_seven(), on({10}), march(10)));
    EXPECT_TRUE(is_cooling_down(two_in_seven(), on({10}), march(12)));
    EXPECT_FALSE(is_cooling_down(two_in_seven(), on({10}), march(13)));
    EXPECT_FALSE(is_cooling_down(two_in_seven(), on({10}), march(9)));
}

TEST(RadarRules, NoDaysOfQuietAreNone) {
    RadarRules rules;
    rules.cool_down_days = 0;
    EXPECT_FALSE(is_cooling_down(rules, on({10}), march(10)));
}

} // namespace
} // namespace tandem
