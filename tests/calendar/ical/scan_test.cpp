#include "calendar/ical/scan.hpp"

#include <gtest/gtest.h>

namespace tandem::ical {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::string message(const std::string& text) {
    const auto result = scan(text);
    return result ? "" : result.error().message;
}

const std::string head = "BEGIN:VCALENDAR\r\n";
const std::string tail = "END:VCALENDAR\r\n";

TEST(Scan, RefusesWhatIsNoCalendar) {
    for (const char* text :
         {"", "\r\n\r\n", "hello", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "<html>", "X:1\r\nBEGIN:VCALENDAR"})
        EXPECT_EQ(message(text), "must begin with BEGIN:VCALENDAR") << text;
}

TEST(Scan, RefusesTooManyBytes) {
    const auto result = scan(head + std::string(max_bytes, ' '));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::too_large);
}

TEST(Scan, RefusesALineThatUnfoldsTooLong) {
    EXPECT_EQ(message(head + "X-A:" + repeated("0123456789\r\n ", 7000) + "\r\n" + tail),
              "line 2 is longer than 65536 bytes");
}

TEST(Scan, RefusesDeepNesting) {
    EXPECT_EQ(message(head + repeated("BEGIN:X-BOX\r\n", 80'000)), "line 5: components are nested more than 4 deep");
}

TEST(Scan, RefusesTooManyComponents) {
    const auto result = scan(head + repeated("BEGIN:VEVENT\r\nEND:VEVENT\r\n", max_components + 1) + tail);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::too_large);
}

TEST(Scan, TooManyPropertiesBreakTheirComponentOnly) {
    const auto result = scan(head + "BEGIN:VEVENT\r\n" + repeated("X-A:1\r\n", max_properties + 1) + "END:VEVENT\r\n" +
                             "BEGIN:VEVENT\r\nX-A:1\r\nEND:VEVENT\r\n" + tail);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->components.at(0).broken, "has more than 200 properties");
    EXPECT_EQ(result->components.at(1).broken, "");
}

TEST(Scan, RefusesWhatIsNotUtf8AndNamesTheLine) {
    EXPECT_EQ(message(head + "X-A:caf\xe9\r\n" + tail), "line 2 is not valid UTF-8");
}

TEST(Scan, CutsComponentsAndKeepsAlarmsApart) {
    const auto result = scan(head +
                             "VERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nBEGIN:VALARM\r\nUID:b\r\nEND:VALARM\r\n"
                             "SUMMARY:c\r\nEND:VEVENT\r\n" +
                             tail);
    ASSERT_TRUE(result);
    ASSERT_EQ(result->components.size(), 1u);
    ASSERT_EQ(result->components[0].lines.size(), 2u);
    EXPECT_EQ(result->components[0].lines[1].value(), "c");
    const std::vector<std::string_view> alarm{"BEGIN:VALARM", "UID:b", "END:VALARM"};
    EXPECT_EQ(result->components[0].alarms, alarm);
    EXPECT_EQ(result->components[0].line, 3u);
    EXPECT_EQ(result->calendar_lines.size(), 1u);
}

TEST(Scan, ViewsSurviveAMove) {
    auto first = scan("BEGIN:VCALENDAR\nX:1\nEND:VCALENDAR");
    ASSERT_TRUE(first);
    const Scan moved = std::move(*first);
    EXPECT_EQ(moved.calendar_lines.at(0).text, "X:1");
}

} // namespace
} // namespace tandem::ical
