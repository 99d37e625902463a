#include "calendar/base/id.hpp"

#include <sodium/randombytes.h>

namespace tandem {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

constexpr std::array<std::int8_t, 256> make_values() {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        const char c = alphabet[i];
        values[static_cast<unsigned char>(c)] = static_cast<std::int8_t>(i);
        if (c >= 'A') values[static_cast<unsigned char>(c - 'A' + 'a')] = static_cast<std::int8_t>(i);
    }
    return values;
}
constexpr auto values = make_values();

} // namespace

void append_text(std::string& out, Id id) {
    char text[id_text_length];
    unsigned __int128 bits = (static_cast<unsigned __int128>(id.high) << 64) | id.low;
    for (std::size_t i = id_text_length; i-- > 0;) {
        text[i] = alphabet[static_cast<std::size_t>(bits & 31)];
        bits >>= 5;
    }
    out.append(text, id_text_length);
}

std::string to_text(Id id) {
    std::string out;
    append_text(out, id);
    return out;
}

std::optional<Id> parse_id(std::string_view text) {
    if (text.size() != id_text_length || text[0] > '7') return std::nullopt; // 26 × 5 bits: the first holds three
    unsigned __int128 bits = 0;
    for (const char c : text) {
        const int value = values[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        bits = (bits << 5) | static_cast<unsigned>(value);
    }
    return Id{static_cast<std::uint64_t>(bits >> 64), static_cast<std::uint64_t>(bits)};
}

Id new_id(Instant at) {
    std::uint64_t random[2];
    randombytes_buf(random, sizeof random);
    const auto millis = static_cast<std::uint64_t>(at.time_since_epoch().count());
    return Id{(millis << 16) | (random[0] & 0xffff), random[1]};
}

} // namespace tandem
