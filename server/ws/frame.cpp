#include "server/ws/frame.hpp"

namespace tandem::ws {

namespace {

constexpr std::uint8_t final_bit = 0x80;
constexpr std::size_t longest_reason = 123; // control frames hold 125 bytes, the code takes two

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift & 0xff));
}

} // namespace

bool is_valid_close_code(std::uint16_t code) {
    if (code >= 3000) return code <= 4999;
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

SharedFrame encode_frame(Opcode opcode, std::string_view payload) {
    std::string bytes;
    bytes.reserve(payload.size() + 10);
    bytes.push_back(static_cast<char>(final_bit | static_cast<std::uint8_t>(opcode)));
    if (payload.size() < 126) {
        bytes.push_back(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xffff) {
        bytes.push_back(126);
        append_big_endian(bytes, payload.size(), 2);
    } else {
        bytes.push_back(127);
        append_big_endian(bytes, payload.size(), 8);
    }
    bytes.append(payload);
    return std::make_shared<const std::string>(std::move(bytes));
}

SharedFrame encode_text(std::string_view text) { return encode_frame(Opcode::text, text); }

SharedFrame encode_close(std::uint16_t code, std::string_view reason) {
    if (code == close_code::none || code == close_code::abnormal) return encode_frame(Opcode::close, {});
    if (reason.size() > longest_reason) {
        std::size_t end = longest_reason;
        while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xc0) == 0x80) --end;
        reason = reason.substr(0, end);
    }
    std::string payload;
    append_big_endian(payload, code, 2);
    payload.append(reason);
    return encode_frame(Opcode::close, payload);
}

} // namespace tandem::ws
