#include <gtest/gtest.h>

#include "calendar/base/clock.hpp"
#include "calendar/base/error.hpp"
#include "calendar/base/id.hpp"

namespace tandem {
namespace {

TEST(Id, TextRoundTrips) {
    const Id id = new_id(SystemClock{}.now());
    EXPECT_EQ(parse_id(to_text(id)), id);
    EXPECT_EQ(to_text(id).size(), id_text_length);
}

TEST(Id, LaterIdsSortLater) {
    const Instant at = parse_instant("2026-03-30T09:00:00Z").value();
    EXPECT_LT(to_text(new_id(at)), to_text(new_id(at + std::chrono::milliseconds{1})));
}

TEST(Id, RefusesWhatIsNotAUlid) {
    EXPECT_FALSE(parse_id(""));
    EXPECT_FALSE(parse_id("8ZZZZZZZZZZZZZZZZZZZZZZZZZ")); // 129 bits
    EXPECT_FALSE(parse_id("0123456789ABCDEFGHJKMNPQRU")); // U is not in the alphabet
    EXPECT_TRUE(parse_id("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
}

TEST(Instant, TextRoundTripsToTheMillisecond) {
    const Instant at = parse_instant("2026-10-25T00:30:00.042Z").value();
    EXPECT_EQ(to_text(at), "2026-10-25T00:30:00.042Z");
    EXPECT_EQ(parse_instant("2026-10-25T00:30:00Z").value(), at - std::chrono::milliseconds{42});
}

TEST(Instant, RefusesOtherShapes) {
    for (const char* text : {"", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
                             "2026-01-01T00:00:00.1234Z", "2026-01-01 00:00:00Z", "2026-13-01T00:00:00Z"})
        EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(ErrorCode, EveryCodeHasItsSpelling) {
    EXPECT_EQ(info(ErrorCode::bad_request).code, "bad_request");
    EXPECT_EQ(info(ErrorCode::storage_full).code, "storage_full");
    EXPECT_EQ(info(ErrorCode::storage_full).http_status, 507);
}

} // namespace
} // namespace tandem
