#pragma once
// Frames from the server (RFC 6455 5.2): unmasked, so one encoding serves every client. Encode once, send to many.
// Pure; any thread.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tandem::ws {

enum class Opcode : std::uint8_t { continuation = 0x0, text = 0x1, binary = 0x2, close = 0x8, ping = 0x9, pong = 0xA };

// RFC 6455 7.4.1 and IANA's registry; 4000 and above are ours.
namespace close_code {
inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t going_away = 1001;
inline constexpr std::uint16_t protocol_error = 1002;
inline constexpr std::uint16_t unsupported = 1003;
inline constexpr std::uint16_t none = 1005;     // never sent: the close frame was empty
inline constexpr std::uint16_t abnormal = 1006; // never sent: the line ended without a close frame
inline constexpr std::uint16_t not_utf8 = 1007;
inline constexpr std::uint16_t policy = 1008;
inline constexpr std::uint16_t too_big = 1009;
inline constexpr std::uint16_t internal_error = 1011;
inline constexpr std::uint16_t too_slow = 1013; // "try again later": reconnect and catch up
inline constexpr std::uint16_t signed_out = 4001;
} // namespace close_code

// May a peer send this code?
bool is_valid_close_code(std::uint16_t code);

// A whole frame with its header, shared by all outboxes that hold it.
using SharedFrame = std::shared_ptr<const std::string>;

SharedFrame encode_frame(Opcode opcode, std::string_view payload);
SharedFrame encode_text(std::string_view text);
// The reason is cut to the 123 bytes that fit, on a code point.
SharedFrame encode_close(std::uint16_t code, std::string_view reason);

} // namespace tandem::ws
