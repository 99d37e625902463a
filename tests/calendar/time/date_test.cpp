#include "calendar/time/date.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(Date, TextRoundTrips) {
    for (const char* text : {"1900-01-01", "2026-03-30", "2028-02-29", "2200-12-31"})
        EXPECT_EQ(to_text(parse_date(text).value()), text);
}

TEST(Date, RefusesOtherShapesAndOtherCenturies) {
    for (const char* text : {"", "2026-3-30", "2026-02-29", "2026-00-10", "1899-12-31", "2201-01-01", "2026-03-30 ",
                             "2026/03/30", "-026-03-30", "2026-03-3x"})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(LocalTime, TextRoundTrips) {
    for (const char* text : {"1900-01-01T00:00:00", "2026-03-30T09:00:00", "2200-12-31T23:59:59"})
        EXPECT_EQ(to_text(parse_local_time(text).value()), text);
}

TEST(LocalTime, RefusesOtherShapes) {
    for (const char* text : {"2026-03-30", "2026-03-30T09:00", "2026-03-30T24:00:00", "2026-03-30T09:60:00",
                             "2026-03-30T09:00:60", "2026-03-30 09:00:00", "2026-03-30T09:00:00Z"})
        EXPECT_FALSE(parse_local_time(text)) << text;
}

} // namespace
} // namespace tandem
