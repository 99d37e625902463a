// Bytes of a connection as HTTP requests: however they are cut, the same requests come out, then the same refusal (in
// pieces it may wait for the end of a head that is already wrong). What comes out has one Host, one way to find its
// end, and a body within its bound.
#include <algorithm>
#include <cstring>
#include <string>

#include "server/http/request_reader.hpp"
#include "tests/fuzz/property.hpp"

namespace {

using tandem::fuzz::require;
using tandem::http::RequestReader;

constexpr std::size_t body_limit = 1'000;

void check(const tandem::http::Request& request) {
    const auto& headers = request.headers;
    require(headers.count("Host") == 1, "one Host");
    require(headers.count("Transfer-Encoding") + headers.count("Content-Length") <= 1, "one way to find the end");
    require(headers.size() <= 100, "at most a hundred headers");
    require(request.path.starts_with('/'), "a path");
    require(request.body.size() <= body_limit, "a body within its bound");
}

// Everything that came out, in a form that compares.
std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
    RequestReader reader;
    std::string seen;
    while (!bytes.empty()) {
        const auto room = reader.prepare();
        const auto take = std::min({room.size(), piece, bytes.size()});
        require(take > 0, "there is room until it refuses");
        std::memcpy(room.data(), bytes.data(), take);
        reader.commit(take);
        bytes.remove_prefix(take);
        for (auto state = reader.advance(); state != RequestReader::State::need_more; state = reader.advance()) {
            if (state == RequestReader::State::head) state = reader.admit_body(body_limit);
            if (state == RequestReader::State::refused)
                return seen + "refused " + std::to_string(reader.refusal().status);
            if (state != RequestReader::State::complete) break;
            const auto request = reader.take_request();
            check(request);
            seen += request.method + ' ' + request.target + ' ' + request.body + '\n';
        }
    }
    return seen;
}

// In pieces Beast looks for a head's end before it looks at the head, so a refusal may be still to come.
void require_same(const std::string& whole, const std::string& pieces) {
    if (whole == pieces) return;
    const auto refusal = whole.rfind("refused ");
    require(refusal != std::string::npos && whole.substr(0, refusal) == pieces, "the same however it is cut");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const auto bytes = tandem::fuzz::text_of(data + 1, size - 1);
    const auto whole = read_in_pieces(bytes, bytes.size() + 1);
    require_same(whole, read_in_pieces(bytes, 1));
    require_same(whole, read_in_pieces(bytes, data[0] + 1u));
    return 0;
}
