#include "calendar/time/when.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

LocalTime local(const char* text) { return parse_local_time(text).value(); }
Date date(const char* text) { return parse_date(text).value(); }

std::string wrong_field(const When& when) {
    const auto result = validate(when);
    return result ? "" : result.error().field;
}

TEST(When, AcceptsEachKind) {
    EXPECT_EQ(wrong_field(all_day(date("2026-11-22"), date("2026-11-23"))), "");
    EXPECT_EQ(wrong_field(zoned(local("2026-11-22T09:00:00"), local("2026-11-22T09:00:00"), "Europe/Berlin")), "");
    EXPECT_EQ(wrong_field(floating(local("2026-11-22T09:00:00"), local("2026-11-22T10:00:00"))), "");
}

TEST(When, NamesTheFieldAtFault) {
    EXPECT_EQ(wrong_field(all_day(date("2026-11-22"), date("2026-11-22"))), "ends_on");
    EXPECT_EQ(wrong_field(floating(local("2026-11-22T09:00:00"), local("2026-11-22T08:59:59"))), "ends_at");
    EXPECT_EQ(wrong_field(zoned(local("2026-11-22T09:00:00"), local("2026-11-22T10:00:00"), "CEST")), "zone");
    EXPECT_EQ(wrong_field(When{When::Kind::all_day, local("2026-11-22T09:00:00"), date("2026-11-24"), ""}),
              "starts_on");
    EXPECT_EQ(wrong_field(When{When::Kind::floating, date("2026-11-22"), date("2026-11-24"), "Europe/Berlin"}), "zone");
    EXPECT_EQ(wrong_field(all_day(date("2200-12-31"), date("2200-12-31") + std::chrono::days{1})), "ends_on");
    EXPECT_EQ(wrong_field(all_day(date("1900-01-01") - std::chrono::days{1}, date("1900-01-02"))), "starts_on");
}

TEST(When, SpanOfOneDayAcrossASwitchIsNominal) {
    const auto spring = utc_span(zoned(local("2026-03-28T12:00:00"), local("2026-03-29T12:00:00"), "Europe/Berlin"));
    EXPECT_EQ(spring.to - spring.from, std::chrono::hours{23});
    const auto autumn = utc_span(zoned(local("2026-10-24T12:00:00"), local("2026-10-25T12:00:00"), "Europe/Berlin"));
    EXPECT_EQ(autumn.to - autumn.from, std::chrono::hours{25});
}

TEST(When, AllDayAndFloatingSpanAsIfInUtc) {
    const auto day = utc_span(all_day(date("2026-11-22"), date("2026-11-25")));
    EXPECT_EQ(to_text(day.from), "2026-11-22T00:00:00.000Z");
    EXPECT_EQ(to_text(day.to), "2026-11-25T00:00:00.000Z");
    const auto hour = utc_span(floating(local("2026-03-29T02:30:00"), local("2026-03-29T03:30:00")));
    EXPECT_EQ(to_text(hour.from), "2026-03-29T02:30:00.000Z");
}

TEST(When, SpanNeverEndsBeforeItStarts) {
    // 02:30 lies in the gap and moves to 03:30, past the end at 03:00.
    const auto span = utc_span(zoned(local("2026-03-29T02:30:00"), local("2026-03-29T03:00:00"), "Europe/Berlin"));
    EXPECT_EQ(span.to, span.from);
}

} // namespace
} // namespace tandem
