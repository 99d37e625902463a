#include <gtest/gtest.h>

#include "server/ws/utf8.hpp"

namespace tandem::test {

namespace {

bool is_text(std::string_view bytes) {
    ws::Utf8Check check;
    return check.feed(bytes) && check.is_complete();
}

std::string encode(unsigned point) {
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (point < 0x80) return {byte(point)};
    if (point < 0x800) return {byte(0xc0 | point >> 6), byte(0x80 | (point & 0x3f))};
    if (point < 0x10000)
        return {byte(0xe0 | point >> 12), byte(0x80 | (point >> 6 & 0x3f)), byte(0x80 | (point & 0x3f))};
    return {byte(0xf0 | point >> 18), byte(0x80 | (point >> 12 & 0x3f)), byte(0x80 | (point >> 6 & 0x3f)),
            byte(0x80 | (point & 0x3f))};
}

} // namespace

TEST(Utf8, TakesEveryCodePointButSurrogates) {
    for (unsigned point = 0; point <= 0x10ffff; ++point)
        ASSERT_EQ(is_text(encode(point)), point < 0xd800 || point > 0xdfff) << point;
    EXPECT_FALSE(is_text(encode(0x110000)));
}

TEST(Utf8, RefusesOverlongFormsStraysAndCuts) {
    for (const std::string_view bad :
         {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80",
          "\xf0\x8f\xbf\xbf", "\xf5\x80\x80\x80", "\xfe", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc3(",
          "\xe2(\xa1", "\xe2\x82(", "12345678\xff", "1234567\xc3"})
        EXPECT_FALSE(is_text(bad)) << testing::PrintToString(bad);
}

TEST(Utf8, MayComeInPieces) {
    const std::string text = "Grüße, 世界 😀, and sixteen plain characters";
    for (std::size_t at = 0; at <= text.size(); ++at) {
        ws::Utf8Check check;
        EXPECT_TRUE(check.feed(std::string_view(text).substr(0, at)));
        EXPECT_TRUE(check.feed(std::string_view(text).substr(at)));
        EXPECT_TRUE(check.is_complete());
    }
}

TEST(Utf8, StaysFailed) {
    ws::Utf8Check check;
    EXPECT_FALSE(check.feed("\xff"));
    EXPECT_FALSE(check.feed("fine"));
}

} // namespace tandem::test
