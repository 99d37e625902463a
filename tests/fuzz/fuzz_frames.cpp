// Bytes of a client as WebSocket frames: however they are cut, the same events come out; messages are UTF-8 within
// their bound, and nothing follows a close or a failure.
#include <string>

#include "server/ws/decoder.hpp"
#include "tests/fuzz/property.hpp"

namespace {

using tandem::fuzz::require;
using tandem::ws::Decoder;
using Kind = Decoder::Event::Kind;

std::string decode_in_pieces(std::string_view bytes, std::size_t piece) {
    Decoder decoder({.message_bytes = 300, .fragments = 8});
    std::string seen;
    bool ended = false;
    while (!bytes.empty()) {
        auto part = bytes.substr(0, piece);
        bytes.remove_prefix(part.size());
        for (auto event = decoder.next(part); event.kind != Kind::need_more; event = decoder.next(part)) {
            require(!ended, "nothing follows the end");
            ended = event.kind == Kind::close || event.kind == Kind::failed;
            require(event.payload.size() <= (event.kind == Kind::text ? 300u : 125u), "a payload within its bound");
            tandem::ws::Utf8Check utf8;
            if (event.kind == Kind::text || event.kind == Kind::close)
                require(utf8.feed(event.payload) && utf8.is_complete(), "text is UTF-8");
            seen += std::to_string(static_cast<int>(event.kind)) + ' ' + std::to_string(event.code) + ' ';
            seen.append(event.payload).push_back('\n');
        }
        require(part.empty(), "what is not needed yet is taken all the same");
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const auto bytes = tandem::fuzz::text_of(data + 1, size - 1);
    const auto whole = decode_in_pieces(bytes, bytes.size() + 1);
    require(decode_in_pieces(bytes, 1) == whole, "the same in pieces of one byte");
    require(decode_in_pieces(bytes, data[0] + 1u) == whole, "the same in pieces of another size");
    return 0;
}
