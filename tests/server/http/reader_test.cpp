// The request reader without sockets: the same bytes give the same requests however they are cut.
#include <gtest/gtest.h>

#include <cstring>

#include "server/http/request_reader.hpp"

namespace tandem::test {

namespace {

using http::RequestReader;

// Everything that came out, as text; bodies up to 1,000 bytes.
std::string read_all(const std::vector<std::string_view>& pieces) {
    RequestReader reader;
    std::string seen;
    for (std::string_view piece : pieces) {
        while (!piece.empty()) {
            const auto room = reader.prepare();
            const auto take = std::min(room.size(), piece.size());
            std::memcpy(room.data(), piece.data(), take);
            reader.commit(take);
            piece.remove_prefix(take);
            for (auto state = reader.advance(); state != RequestReader::State::need_more; state = reader.advance()) {
                if (state == RequestReader::State::head) state = reader.admit_body(1'000);
                if (state == RequestReader::State::refused) return seen + std::to_string(reader.refusal().status);
                if (state != RequestReader::State::complete) break;
                const auto request = reader.take_request();
                seen += request.method + " " + request.path + " " + request.body + "\n";
            }
        }
    }
    return seen;
}

const std::string chunked_post = "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "3;x=\"y z\"\r\nabc\r\n0A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
const std::string plain_post = "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
const std::string plain_get = "GET /c?d HTTP/1.1\r\nHost: h\r\n\r\n";

} // namespace

TEST(RequestReader, ChunkedRequestMayBeSplitAtEveryByte) {
    const std::string all = plain_get + chunked_post + plain_post + plain_get;
    const std::string expected = read_all({all});
    EXPECT_EQ(expected, "GET /c \nPOST /a abc0123456789\nPOST /b hello\nGET /c \n");
    for (std::size_t first = 0; first <= all.size(); ++first)
        for (std::size_t second = first; second <= all.size(); second += 7)
            ASSERT_EQ(
                read_all({std::string_view(all).substr(0, first), std::string_view(all).substr(first, second - first),
                          std::string_view(all).substr(second)}),
                expected)
                << first << ", " << second;
}

TEST(RequestReader, RefusalIsTheSameForEverySplit) {
    const std::string all =
        plain_get + "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n" + plain_get;
    for (std::size_t at = 0; at <= all.size(); ++at)
        ASSERT_EQ(read_all({std::string_view(all).substr(0, at), std::string_view(all).substr(at)}), "GET /c \n400");
}

TEST(RequestReader, HoldsNoBufferBetweenRequests) {
    RequestReader reader;
    const auto room = reader.prepare();
    std::memcpy(room.data(), plain_get.data(), plain_get.size());
    reader.commit(plain_get.size());
    ASSERT_EQ(reader.advance(), RequestReader::State::head);
    ASSERT_EQ(reader.admit_body(0), RequestReader::State::complete);
    reader.take_request();
    EXPECT_TRUE(reader.is_between_requests());
    EXPECT_EQ(reader.buffered(), 0u);
}

} // namespace tandem::test
