// What answers mean, and when to ask again.
#include <gtest/gtest.h>

#include "server/inbound/judge.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;

FetchResult answered(int status) {
    outbound::FetchAnswer answer;
    answer.status = status;
    return answer;
}

TEST(Judge, OnlyTwoAnswersAreGood) {
    EXPECT_EQ(judge(answered(200), false), true);
    EXPECT_EQ(judge(answered(304), true), false);
    for (const int status : {201, 204, 206, 301, 400, 401, 403, 404, 410, 429, 500, 503})
        EXPECT_FALSE(judge(answered(status), true)) << status;
    EXPECT_FALSE(judge(answered(304), false)) << "nobody asked whether there is a newer one";
}

TEST(Judge, SaysWhyInASentence) {
    EXPECT_EQ(judge(answered(404), false).error(), "The address answered 404: there is nothing at that place.");
    EXPECT_EQ(judge(answered(418), false).error(), "The address answered 418.");
    EXPECT_EQ(judge(std::unexpected("No."), false).error(), "No.");
}

TEST(BackOff, DoublesUpToADayAndHeedsTheOtherSide) {
    EXPECT_EQ(back_off(1, {}), 5min);
    EXPECT_EQ(back_off(2, {}), 10min);
    EXPECT_EQ(back_off(9, {}), 1280min);
    for (const std::int64_t failures : {10, 17, 100, 1'000'000'000}) EXPECT_EQ(back_off(failures, {}), 24h);
    EXPECT_EQ(back_off(1, 1h), 1h);
    EXPECT_EQ(back_off(3, 10s), 20min) << "sooner than our own is not needed";
    EXPECT_EQ(back_off(1, std::chrono::hours{24 * 365}), 7 * 24h) << "nor is a year heeded";
}

} // namespace
} // namespace tandem
