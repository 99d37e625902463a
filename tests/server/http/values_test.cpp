// The pure parts: router, cookies, origins, conditions, rate, redaction.
#include <gtest/gtest.h>

#include "server/http/access_record.hpp"
#include "server/http/conditional.hpp"
#include "server/http/cookie.hpp"
#include "server/http/origin.hpp"
#include "server/http/rate_limit.hpp"
#include "server/http/response_head.hpp"
#include "server/http/router.hpp"

namespace tandem::test {

using namespace http;

namespace {

Router table(std::initializer_list<std::pair<std::string, std::string>> rows) {
    Router router;
    for (const auto& [method, pattern] : rows) router.add({method, pattern, {}, 0});
    return router;
}

Request with(std::initializer_list<Headers::Field> fields) {
    Request request;
    request.headers = Headers(fields);
    return request;
}

} // namespace

TEST(Router, MostSpecificRowWins) {
    const auto router =
        table({{"GET", "/e/{id}"}, {"GET", "/e/{id}.ics"}, {"GET", "/e/all"}, {"GET", "/e/{id}/history"}});
    EXPECT_EQ(router.match("GET", "/e/all").route->pattern, "/e/all");
    EXPECT_EQ(router.match("GET", "/e/7.ics").route->pattern, "/e/{id}.ics");
    EXPECT_EQ(router.match("GET", "/e/7.ics").parameters[0].second, "7");
    EXPECT_EQ(router.match("GET", "/e/7").route->pattern, "/e/{id}");
    EXPECT_EQ(router.match("GET", "/e/7/history").route->pattern, "/e/{id}/history");
    EXPECT_EQ(router.match("GET", "/e/").route, nullptr);
    EXPECT_EQ(router.match("GET", "/e/7/").route, nullptr);
}

TEST(Router, ParametersAreDecodedWithinTheirSegment) {
    const auto router = table({{"GET", "/e/{id}"}});
    EXPECT_EQ(router.match("GET", "/e/a%2Fb%20c").parameters[0].second, "a/b c");
    EXPECT_EQ(router.match("GET", "/e/%zz").route, nullptr);
    EXPECT_EQ(router.match("GET", "/e/%00").route, nullptr);
}

TEST(Router, HeadTakesTheRowOfGetUnlessItHasOne) {
    const auto router = table({{"GET", "/a"}, {"GET", "/b"}, {"HEAD", "/b"}, {"POST", "/c"}});
    EXPECT_EQ(router.match("HEAD", "/a").route->method, "GET");
    EXPECT_EQ(router.match("HEAD", "/b").route->method, "HEAD");
    EXPECT_EQ(router.match("HEAD", "/c").allow, "POST");
}

TEST(Router, FallbackAnswersOnlyReadingOfUnknownPaths) {
    auto router = table({{"POST", "/c"}});
    router.set_fallback([](Request, Respond) {});
    EXPECT_NE(router.match("GET", "/x/y").route, nullptr);
    EXPECT_EQ(router.match("POST", "/x/y").route, nullptr);
    EXPECT_EQ(router.match("GET", "/c").route, nullptr);
}

TEST(Router, TheRootStaysThePageBesideOtherMethods) {
    auto router = table({{"PROPFIND", "/"}, {"OPTIONS", "/"}});
    router.set_fallback([](Request, Respond) {});
    EXPECT_NE(router.match("GET", "/").route, nullptr);
    EXPECT_NE(router.match("HEAD", "/").route, nullptr);
    EXPECT_EQ(router.match("PROPFIND", "/").route->method, "PROPFIND");
    EXPECT_EQ(router.match("POST", "/").route, nullptr);
}

TEST(Cookie, IsFoundByItsWholeName) {
    const Headers headers{{"Cookie", "a-session=1; session=two; session=3"}, {"cookie", "other=4"}};
    EXPECT_EQ(cookie_value(headers, "session"), "two");
    EXPECT_EQ(cookie_value(headers, "other"), "4");
    EXPECT_EQ(cookie_value(headers, "sess"), std::nullopt);
}

TEST(Cookie, R7IsHttpOnlySameSiteAndSecure) {
    EXPECT_EQ(format_cookie({"__Host-session", "abc", std::chrono::seconds(60)}),
              "__Host-session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(format_cookie({"session", "", std::chrono::seconds(0), false}),
              "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

TEST(Origin, R6MustEqualABaseUrlExactly) {
    const auto ours = Origins::from_urls({"https://Plan.example.com:443/tandem", "http://127.0.0.1:8080"}).value();
    EXPECT_TRUE(check_origin(with({{"Origin", "https://plan.example.com"}}), ours));
    EXPECT_TRUE(check_origin(with({{"Origin", "http://127.0.0.1:8080"}}), ours));
    for (const std::string_view foreign :
         {"https://plan.example.com.evil.com", "http://plan.example.com", "https://plan.example.com:444", "null", "",
          "https://plan.example.com/", "http://127.0.0.1", "https://evil.com"})
        EXPECT_FALSE(check_origin(with({{"Origin", foreign}}), ours)) << foreign;
    EXPECT_FALSE(
        check_origin(with({{"Origin", "https://plan.example.com"}, {"Origin", "https://plan.example.com"}}), ours));
}

TEST(Origin, R6MayBeMissingOnlyWithAuthorization) {
    const auto ours = Origins::from_urls({"https://plan.example.com"}).value();
    EXPECT_EQ(check_origin(with({{"Cookie", "a=b"}}), ours).error().code, ErrorCode::forbidden);
    EXPECT_TRUE(check_origin(with({{"Authorization", "Bearer x"}}), ours));
    EXPECT_FALSE(check_origin(with({{"Authorization", "Bearer x"}, {"Origin", "https://evil.com"}}), ours));
}

TEST(Origin, BaseUrlMustBeHttp) {
    for (const std::string url : {"", "plan.example.com", "ftp://a", "https://", "https://a@b", "https:"})
        EXPECT_FALSE(Origins::from_urls({url})) << url;
}

TEST(Conditional, IfNoneMatchComparesWeakly) {
    EXPECT_TRUE(has_current_copy({{"If-None-Match", "\"a\", W/\"b,c\""}}, "\"b,c\""));
    EXPECT_TRUE(has_current_copy({{"If-None-Match", "*"}}, "\"x\""));
    EXPECT_FALSE(has_current_copy({{"If-None-Match", "\"ab\", \"c\""}}, "\"b\""));
    EXPECT_FALSE(has_current_copy({}, "\"b\""));
}

TEST(Conditional, IfMatchComparesStrongly) {
    EXPECT_TRUE(passes_if_match({}, "\"a\""));
    EXPECT_TRUE(passes_if_match({{"If-Match", "\"b\", \"a\""}}, "\"a\""));
    EXPECT_FALSE(passes_if_match({{"If-Match", "W/\"a\""}}, "\"a\""));
    EXPECT_FALSE(passes_if_match({{"If-Match", "*"}}, ""));
}

TEST(Conditional, GzipNeedsAWeight) {
    EXPECT_TRUE(accepts_gzip({{"Accept-Encoding", "br, gzip"}}));
    EXPECT_TRUE(accepts_gzip({{"Accept-Encoding", "GZIP;q=0.5"}}));
    EXPECT_TRUE(accepts_gzip({{"Accept-Encoding", "*"}}));
    EXPECT_FALSE(accepts_gzip({{"Accept-Encoding", "gzip;q=0, *"}}));
    EXPECT_FALSE(accepts_gzip({{"Accept-Encoding", "gzip; q=0.000"}}));
    EXPECT_FALSE(accepts_gzip({{"Accept-Encoding", "identity"}}));
    EXPECT_FALSE(accepts_gzip({}));
}

TEST(RateLimiter, R11AllowsTheBurstThenTheRate) {
    RateLimiter limiter({60, 3});
    const net::SteadyTime start{};
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("a", start));
    EXPECT_EQ(limiter.take("a", start), std::chrono::seconds(1));
    EXPECT_FALSE(limiter.take("b", start));
    EXPECT_FALSE(limiter.take("a", start + std::chrono::seconds(1)));
    EXPECT_TRUE(limiter.take("a", start + std::chrono::seconds(1)));
}

TEST(RateLimiter, KeysBeyondTheBoundShareABucket) {
    RateLimiter limiter({60, 1, 2});
    const net::SteadyTime start = net::SteadyTime{} + std::chrono::hours(1);
    EXPECT_FALSE(limiter.take("a", start));
    EXPECT_FALSE(limiter.take("b", start));
    EXPECT_FALSE(limiter.take("c", start));
    EXPECT_TRUE(limiter.take("d", start));
    EXPECT_LE(limiter.size(), 3u);
    // Full buckets are forgotten.
    EXPECT_FALSE(limiter.take("e", start + std::chrono::minutes(1)));
    EXPECT_EQ(limiter.size(), 1u);
}

TEST(AccessRecord, R25TokensAreRedacted) {
    EXPECT_EQ(redact_path("/feeds/s3cret/team.ics"), "/feeds/…redacted");
    EXPECT_EQ(redact_path("/setup/s3cret"), "/setup/…redacted");
    EXPECT_EQ(redact_path("/invitation/s3cret"), "/invitation/…redacted");
    EXPECT_EQ(redact_path("/api/invitations/s3cret"), "/api/invitations/…redacted");
    EXPECT_EQ(redact_path("/api/entries/7"), "/api/entries/7");
    EXPECT_EQ(redact_path("/a\r\nb\x7f\xc3"), "/a??b??");
}

TEST(ResponseHead, DateIsOfRfc9110) {
    EXPECT_EQ(http_date(parse_instant("1994-11-06T08:49:37.900Z").value()), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Query, ValuesAreDecoded) {
    EXPECT_EQ(query_value("a=1&q=ice+cream%21&q=2", "q"), "ice cream!");
    EXPECT_EQ(query_value("a=1&b", "b"), "");
    EXPECT_EQ(query_value("a=1", "b"), std::nullopt);
    EXPECT_EQ(query_value("q=%f", "q"), std::nullopt);
}

} // namespace tandem::test
