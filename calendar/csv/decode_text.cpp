#include "calendar/csv/decode_text.hpp"

#include <array>
#include <cstdint>

#include "calendar/base/utf8.hpp"

namespace tandem::csv {
namespace {

// What 0x80 to 0x9f mean there (WHATWG Encoding, index windows-1252); the rest is as in Latin-1.
constexpr std::array<char16_t, 32> high_controls = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                                    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

void append_point(std::string& out, std::uint32_t point) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | (point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | (point >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | (point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_point(out, byte >= 0x80 && byte < 0xa0 ? high_controls[byte - 0x80] : byte);
    }
    return out;
}

Result<std::string> from_utf16(std::string_view bytes, bool is_big_endian) {
    const auto broken = [] { return fail_field("file", "is UTF-16 that breaks off or is damaged"); };
    if (bytes.size() % 2 != 0) return broken();
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(is_big_endian ? first << 8 | second : second << 8 | first);
    };
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        std::uint32_t point = unit(at);
        if (point >= 0xdc00 && point < 0xe000) return broken();
        if (point >= 0xd800 && point < 0xdc00) {
            at += 2;
            const std::uint32_t low = at < bytes.size() ? unit(at) : 0;
            if (low < 0xdc00 || low >= 0xe000) return broken();
            point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        }
        append_point(out, point);
    }
    return out;
}

// Text of mostly Latin letters has a zero in every other byte: the first of each pair if it is big-endian.
std::optional<bool> guess_big_endian(std::string_view bytes) {
    std::size_t even = 0, odd = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at)
        if (bytes[at] == '\0') ++(at % 2 == 0 ? even : odd);
    if (even + odd == 0 || even + odd < bytes.size() / 4) return {};
    return even > odd;
}

} // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
    const auto utf16 = [](std::string_view rest, bool is_big_endian) -> Result<DecodedText> {
        auto text = from_utf16(rest, is_big_endian);
        if (!text) return std::unexpected(text.error());
        return DecodedText{std::move(*text), "UTF-16"};
    };
    if (bytes.starts_with("\xff\xfe")) return utf16(bytes.substr(2), false);
    if (bytes.starts_with("\xfe\xff")) return utf16(bytes.substr(2), true);
    if (bytes.starts_with("\xef\xbb\xbf"))
        bytes.remove_prefix(3);
    else if (const auto big = guess_big_endian(bytes))
        return utf16(bytes, *big);
    if (is_utf8(bytes)) return DecodedText{std::string(bytes), "UTF-8"};
    return DecodedText{from_windows_1252(bytes), "Windows-1252"};
}

} // namespace tandem::csv
