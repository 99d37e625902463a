#pragma once
// Frames as a client sends them: masked, and as malformed as a test wants.

#include <cstdint>
#include <string>
#include <string_view>

namespace tandem::test {

struct FrameShape {
    int opcode = 1;
    bool final = true;
    bool masked = true;
    int reserved = 0;      // RSV bits, 0..7
    int length_bytes = -1; // 0, 2 or 8; -1: the shortest form
};

inline std::string client_frame(std::string_view payload, FrameShape shape = {}) {
    std::string frame;
    frame.push_back(static_cast<char>((shape.final ? 0x80 : 0) | shape.reserved << 4 | shape.opcode));
    if (shape.length_bytes < 0) shape.length_bytes = payload.size() < 126 ? 0 : payload.size() <= 0xffff ? 2 : 8;
    const int marker = shape.length_bytes == 0 ? static_cast<int>(payload.size()) : shape.length_bytes == 2 ? 126 : 127;
    frame.push_back(static_cast<char>((shape.masked ? 0x80 : 0) | marker));
    for (int shift = shape.length_bytes * 8 - 8; shift >= 0; shift -= 8)
        frame.push_back(static_cast<char>(payload.size() >> shift & 0xff));
    const std::string mask = "\x37\xfa\x21\x3d"; // RFC 6455 5.7
    if (shape.masked) frame += mask;
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame.push_back(shape.masked ? static_cast<char>(payload[i] ^ mask[i % 4]) : payload[i]);
    return frame;
}

inline std::string client_text(std::string_view text) { return client_frame(text); }

inline std::string close_payload(int code, std::string_view reason = {}) {
    return std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)} + std::string(reason);
}

inline std::string client_close(int code, std::string_view reason = {}) {
    return client_frame(close_payload(code, reason), {.opcode = 8});
}

} // namespace tandem::test
