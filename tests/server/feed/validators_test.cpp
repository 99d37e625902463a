#include "server/feed/validators.hpp"

#include <gtest/gtest.h>

#include "server/http/response_head.hpp"

namespace tandem {
namespace {

Instant at(const char* text) { return parse_instant(text).value(); }

const Validators validators{"\"abc\"", parse_instant("2026-03-02T09:00:00.700Z").value()};
const Instant later = parse_instant("2026-03-02T10:00:00Z").value();

TEST(Validators, IfNoneMatchTakesListsWeakTagsAndEitherPacking) {
    for (const char* tags : {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "\"abc-gz\"", "*", " \"abc\" "})
        EXPECT_TRUE(is_not_modified({{"If-None-Match", tags}}, validators, later)) << tags;
    for (const char* tags : {"\"ab\"", "abc", "", "\"abcd\"", "W/\"x\""})
        EXPECT_FALSE(is_not_modified({{"If-None-Match", tags}}, validators, later)) << tags;
}

TEST(Validators, IfNoneMatchWinsOverTheDate) {
    const std::string future = http::http_date(at("2026-03-02T09:30:00Z"));
    EXPECT_FALSE(is_not_modified({{"If-None-Match", "\"old\""}, {"If-Modified-Since", future}}, validators, later));
}

TEST(Validators, LastModifiedWaitsForTheSecondAfterTheChange) {
    EXPECT_FALSE(last_modified(at("2026-03-02T09:00:00.200Z"), at("2026-03-02T09:00:00.900Z")));
    EXPECT_EQ(last_modified(at("2026-03-02T09:00:00.200Z"), at("2026-03-02T09:00:01Z")), at("2026-03-02T09:00:01Z"));
}

TEST(Validators, DatesThatSayNothingAskForEverything) {
    const auto since = [](const std::string& date) {
        return is_not_modified({{"If-Modified-Since", date}}, validators, later);
    };
    EXPECT_TRUE(since("Mon, 02 Mar 2026 09:00:01 GMT"));
    EXPECT_FALSE(since("Mon, 02 Mar 2026 09:00:00 GMT")); // the second of the change itself
    EXPECT_FALSE(since("Mon, 02 Mar 2026 11:00:00 GMT")); // later than now
    for (const char* date : {"", "yesterday", "2026-03-02T09:30:00Z", "Mon, 31 Feb 2026 09:30:00 GMT",
                             "Monday, 02-Mar-26 09:30:00 GMT", "Mon, 02 Mar 2026 09:30:00 CET"})
        EXPECT_FALSE(since(date)) << date;
    EXPECT_FALSE(is_not_modified({}, validators, later));
}

} // namespace
} // namespace tandem
