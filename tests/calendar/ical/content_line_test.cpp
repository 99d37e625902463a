#include "calendar/ical/content_line.hpp"

#include <gtest/gtest.h>

#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

std::string folded(std::string_view line) {
    std::string out;
    append_line(out, line);
    return out;
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

TEST(ContentLine, SeventyFiveOctetsStayOnOneLine) {
    const std::string line = "SUMMARY:" + std::string(67, 'x');
    EXPECT_EQ(folded(line), line + "\r\n");
    EXPECT_EQ(folded(line + "y"), line + "\r\n y\r\n");
}

TEST(ContentLine, FoldsBetweenCodePointsAtEveryOffset) {
    const std::string texts[] = {repeated("\U0001F680", 60), repeated("مرحبا", 40), repeated("é€\U0001F44D🏽a", 30)};
    for (const auto& text : texts)
        for (std::size_t offset = 0; offset < 80; ++offset) {
            const std::string line = "SUMMARY:" + std::string(offset, 'x') + text;
            const auto out = folded(line);
            for (const auto physical : physical_lines(out)) {
                ASSERT_LE(physical.size(), folded_octets);
                ASSERT_TRUE(is_utf8(physical)) << offset;
            }
            ASSERT_EQ(unfolded_lines(out), std::vector{line});
        }
}

TEST(ContentLine, DropsControlsAndWhatIsNotUtf8) {
    EXPECT_EQ(folded(std::string_view("SUMMARY:a\x01\0b\x7f\xc2\x85\tc\xff\xc3", 18)), "SUMMARY:ab\tc\r\n");
    EXPECT_EQ(folded("SUMMARY:a\r\nEND:VEVENT"), "SUMMARY:aEND:VEVENT\r\n");
}

TEST(ContentLine, EscapesTextAndReadsItBack) {
    EXPECT_EQ(escape_text("a\\b;c,d\ne\r\nf\rg:\"h\""), "a\\\\b\\;c\\,d\\ne\\nf\\ng:\"h\"");
    for (const char* text : {"", "\\", "\\n", "a\\\\n", ";;,,", "line\nline\n", "tab\t", "ends with \\"})
        EXPECT_EQ(unescape_text(escape_text(text)), text);
    EXPECT_EQ(unescape_text("a\\Nb\\q\\"), "a\nbq\\");
}

TEST(ContentLine, AnAbsentTextLeavesNoLine) {
    std::string out;
    append_text_line(out, "LOCATION", "");
    EXPECT_EQ(out, "");
}

} // namespace
} // namespace tandem::ical
