// R3 and R4: what Beast 1.81 lets through, or dies of, is refused before routing.
#include <gtest/gtest.h>

#include "tests/server/http/http_fixture.hpp"

namespace tandem::test {

namespace {

struct Case {
    std::string name;
    std::string request;
    int status;
};

void PrintTo(const Case& row, std::ostream* out) { *out << row.name; }

const std::string host = "Host: localhost\r\n";
const std::string chunked = "Transfer-Encoding: chunked\r\n";

std::vector<Case> refused_heads() {
    const auto head = [](std::string_view fields) { return "POST /echo HTTP/1.1\r\n" + std::string(fields) + "\r\n"; };
    return {
        {"NoHost", head(""), 400},
        {"TwoHosts", head(host + host), 400},
        {"TwoDifferentHosts", head(host + "Host: other\r\n"), 400},
        {"EmptyHost", head("Host:\r\n"), 400},
        {"HostWithPath", head("Host: a/b\r\n"), 400},
        {"HostWithUser", head("Host: a@b\r\n"), 400},
        {"XChunked", head(host + "Transfer-Encoding: xchunked\r\n"), 400},
        {"ChunkedThenIdentity", head(host + "Transfer-Encoding: chunked, identity\r\n"), 400},
        {"GzipThenChunked", head(host + "Transfer-Encoding: gzip, chunked\r\n"), 400},
        {"ChunkedTwice", head(host + chunked + chunked), 400},
        {"ChunkedWithLength", head(host + chunked + "Content-Length: 5\r\n"), 400},
        {"LengthWithChunked", head(host + "Content-Length: 5\r\n" + chunked), 400},
        {"GzipWithLength", head(host + "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n"), 400},
        {"LengthWithGzip", head(host + "Content-Length: 5\r\nTransfer-Encoding: gzip\r\n"), 400},
        {"TwoEqualLengths", head(host + "Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
        {"LengthList", head(host + "Content-Length: 5, 5\r\n"), 400},
        {"LengthWithSign", head(host + "Content-Length: +5\r\n"), 400},
        {"NegativeLength", head(host + "Content-Length: -1\r\n"), 400},
        {"HugeLength", head(host + "Content-Length: 99999999999999999999\r\n"), 400},
        {"Http10Chunked", "POST /echo HTTP/1.0\r\n" + host + chunked + "\r\n0\r\n\r\n", 400},
        {"ContentEncoding", head(host + "Content-Encoding: gzip\r\nContent-Length: 1\r\n"), 415},
        {"OtherExpectation", head(host + "Expect: a-pony\r\n"), 417},
        {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"Http12", "GET / HTTP/1.2\r\n" + host + "\r\n", 400},
        {"SpaceBeforeColon", head(host + "Content-Length : 5\r\n"), 400},
        {"BareLineFeed", "GET / HTTP/1.1\nHost: x\n\n\r\n\r\n", 400},
        {"ControlInValue", head(host + "X-A: a\x01" + "b\r\n"), 400},
        {"NulInValue", head(host + "X-A: a" + std::string(1, '\0') + "b\r\n"), 400},
        {"TargetWithoutSlash", "GET items HTTP/1.1\r\n" + host + "\r\n", 400},
        {"TargetOfAnotherHost", "GET http://other/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"Connect", "CONNECT localhost:80 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"TlsHello", "\x16\x03\x01\x02" + std::string(40, '\x01') + "\r\n\r\n", 400},
    };
}

class RefusedHead : public testing::TestWithParam<Case> {};

} // namespace

TEST_P(RefusedHead, R4IsAnsweredAndEndsTheConnection) {
    HttpServer server;
    auto wire = server.connect();
    // A second request behind it must never be served: that would be smuggling.
    wire.send(GetParam().request + "hello" + get("/items/smuggled"));
    const auto answer = wire.read_answer();
    EXPECT_EQ(answer.status, GetParam().status);
    EXPECT_TRUE(answer.has("Connection: close"));
    EXPECT_TRUE(answer.has("application/problem+json"));
    EXPECT_EQ(wire.read_to_end(), "");
}

INSTANTIATE_TEST_SUITE_P(Framing, RefusedHead, testing::ValuesIn(refused_heads()),
                         [](const auto& row) { return row.param.name; });

TEST(Framing, R4AbsoluteTargetOfOurHostIsServed) {
    HttpServer server;
    EXPECT_EQ(server.ask("GET http://localhost/items/7?q=1 HTTP/1.1\r\n" + host + "\r\n").body, "7");
}

TEST(Framing, R4HeadAboveSixteenKilobytesIs431) {
    HttpServer server;
    EXPECT_EQ(server.ask(get("/", "X: " + std::string(17'000, 'a') + "\r\n")).status, 431);
    EXPECT_EQ(server.ask(get("/" + std::string(17'000, 'a'))).status, 431);
    // Two halves that would each pass.
    EXPECT_EQ(server.ask(get("/" + std::string(9'000, 'a'), "X: " + std::string(9'000, 'a') + "\r\n")).status, 431);
    EXPECT_EQ(server.ask(get("/", "X: " + std::string(15'000, 'a') + "\r\n")).status, 200);
}

TEST(Framing, R4MoreThanAHundredHeadersAre431) {
    HttpServer server;
    std::string fields;
    for (int i = 0; i < 99; ++i) fields += "X-A: 1\r\n";
    EXPECT_EQ(server.ask(get("/", fields)).status, 200);
    EXPECT_EQ(server.ask(get("/", fields + "X-A: 1\r\n")).status, 431);
}

// Beast 1.81 throws std::length_error for it, out of io_context::run.
TEST(Framing, R3TrailerOfSixtySixKilobytesIs400AndTheServerLives) {
    HttpServer server;
    auto wire = server.connect();
    wire.send(post("/echo", chunked, "1\r\nx\r\n0\r\nX: " + std::string(66'000, 'a') + "\r\n\r\n"));
    EXPECT_EQ(wire.read_answer().status, 400);
    EXPECT_EQ(server.ask(get("/")).status, 200);
    EXPECT_EQ(server.faults(), std::vector<std::string>{});
}

// Beast 1.81 takes and holds 60 MB of them.
TEST(Framing, R3EndlessTrailersAre400) {
    HttpServer server;
    auto wire = server.connect();
    wire.send(post("/echo", chunked, "1\r\nx\r\n0\r\n"));
    const std::string trailer = "X-Trailer: " + std::string(1'000, 'a') + "\r\n";
    std::size_t sent = 0;
    while (sent < 60'000'000 && wire.send(trailer)) sent += trailer.size();
    EXPECT_LT(sent, 60'000'000u);
    EXPECT_EQ(server.ask(get("/")).status, 200);
}

TEST(Framing, R3ChunkExtensionsStayWithinTheBuffer) {
    HttpServer server;
    EXPECT_EQ(server.ask(post("/echo", chunked, "1;a=" + std::string(20'000, 'b') + "\r\nx\r\n0\r\n\r\n")).status, 200);
    EXPECT_EQ(server.ask(post("/echo", chunked, "1;a=" + std::string(40'000, 'b') + "\r\nx\r\n0\r\n\r\n")).status, 400);
}

TEST(Framing, R3ChunksOfOneByteHaveAWireBudget) {
    HttpServer server;
    std::string chunks;
    for (int i = 0; i < 900; ++i) chunks += "1;e=" + std::string(200, 'x') + "\r\na\r\n";
    EXPECT_EQ(server.ask(post("/echo", chunked, chunks + "0\r\n\r\n")).status, 413);
}

TEST(Framing, MalformedChunksAre400) {
    HttpServer server;
    for (const std::string body :
         {"x\r\n", "-1\r\n", "1\r\nabcdef\r\n", "11111111111111111\r\n", "1\nx\r\n0\r\n\r\n"}) {
        SCOPED_TRACE(body);
        EXPECT_EQ(server.ask(post("/echo", chunked, body)).status, 400);
    }
}

} // namespace tandem::test
