#pragma once
// Client frames to messages (RFC 6455 5), byte by byte if need be, with the limits of R15. No I/O: the connection pulls
// events from what it has read; tests and the fuzzer split the input at will.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/ws/frame.hpp"
#include "server/ws/utf8.hpp"

namespace tandem::ws {

struct DecoderLimits {
    std::size_t message_bytes = 64 * 1'024;
    std::size_t fragments = 1'024; // of one message
};

class Decoder {
public:
    explicit Decoder(DecoderLimits limits = {}) : limits_(limits) {}

    struct Event {
        enum class Kind {
            need_more, // the input is used up
            text,      // payload: a whole message
            ping,      // payload: to be sent back
            pong,
            close,  // code (1005 if the frame named none) and reason in payload
            failed, // code: close with it; nothing more is decoded
        };
        Kind kind = Kind::need_more;
        std::string_view payload{}; // until the next call
        std::uint16_t code = 0;
    };
    // Consumes from the front of `input`.
    Event next(std::string_view& input);

private:
    enum class Stage : std::uint8_t { head, payload, ended };

    bool collect_head(std::string_view& input);
    std::uint16_t check_first_bytes();
    std::uint16_t read_head();
    std::uint16_t take_payload(std::string_view& input);
    Event finish_frame();
    Event finish_close();
    Event fail(std::uint16_t code);
    void forget_delivered();

    DecoderLimits limits_;
    std::array<std::uint8_t, 14> head_{};
    std::uint8_t head_size_ = 0;
    std::uint8_t head_wanted_ = 2;
    Stage stage_ = Stage::head;
    bool in_message_ = false; // a fragmented message is open
    bool delivered_ = false;  // message_ or control_ has been handed out
    Utf8Check utf8_;
    std::uint32_t fragments_ = 0;
    std::uint64_t remaining_ = 0; // payload bytes of this frame still to come
    std::uint32_t mask_at_ = 0;
    std::string message_;
    std::string control_;
};

} // namespace tandem::ws
