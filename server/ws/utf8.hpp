#pragma once
// UTF-8 checked as it comes, piece by piece (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). Pure.

#include <cstdint>
#include <string_view>

namespace tandem::ws {

class Utf8Check {
public:
    // False once a byte cannot continue a valid text; it stays false.
    bool feed(std::string_view bytes);
    // No code point is left half done.
    bool is_complete() const { return expected_ == 0; }

private:
    bool start(unsigned char byte);

    std::uint8_t expected_ = 0; // continuation bytes still to come
    std::uint8_t low_ = 0x80;   // bounds of the next one
    std::uint8_t high_ = 0xbf;
    bool failed_ = false;
};

} // namespace tandem::ws
