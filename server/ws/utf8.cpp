#include "server/ws/utf8.hpp"

#include <cstring>

namespace tandem::ws {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

// How many leading bytes are ASCII, eight at a time.
std::size_t ascii_prefix(std::string_view bytes) {
    std::size_t at = 0;
    for (std::uint64_t word = 0; bytes.size() - at >= sizeof word; at += sizeof word) {
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if ((word & high_bits) != 0) break;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
}

} // namespace

// The first continuation byte's bounds depend on the lead byte: RFC 3629 4.
bool Utf8Check::start(unsigned char byte) {
    low_ = 0x80;
    high_ = 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) {
        expected_ = 1;
    } else if (byte >= 0xe0 && byte <= 0xef) {
        expected_ = 2;
        if (byte == 0xe0) low_ = 0xa0;
        if (byte == 0xed) high_ = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
        expected_ = 3;
        if (byte == 0xf0) low_ = 0x90;
        if (byte == 0xf4) high_ = 0x8f;
    } else {
        return false;
    }
    return true;
}

bool Utf8Check::feed(std::string_view bytes) {
    while (!failed_ && !bytes.empty()) {
        if (expected_ == 0) {
            bytes.remove_prefix(ascii_prefix(bytes));
            if (bytes.empty()) break;
            failed_ = !start(static_cast<unsigned char>(bytes.front()));
        } else {
            const auto byte = static_cast<unsigned char>(bytes.front());
            failed_ = byte < low_ || byte > high_;
            --expected_;
            low_ = 0x80;
            high_ = 0xbf;
        }
        bytes.remove_prefix(1);
    }
    return !failed_;
}

} // namespace tandem::ws
