#include "server/ws/decoder.hpp"

#include <algorithm>
#include <cstring>

namespace tandem::ws {

namespace {

constexpr std::uint8_t final_bit = 0x80, reserved_bits = 0x70, opcode_bits = 0x0f;
constexpr std::uint8_t mask_bit = 0x80, length_bits = 0x7f;
constexpr std::size_t longest_control = 125;
constexpr std::size_t kept_capacity = 256; // more than that is given back between messages
constexpr std::uint16_t fine = 0;

bool is_control(std::uint8_t opcode) { return (opcode & 0x8) != 0; }

void unmask(char* bytes, std::size_t size, const std::uint8_t* mask, std::uint32_t at) {
    std::array<std::uint8_t, 8> turned{};
    for (std::uint32_t i = 0; i < turned.size(); ++i) turned[i] = mask[(at + i) & 3];
    std::uint64_t key = 0;
    std::memcpy(&key, turned.data(), sizeof key);
    std::size_t i = 0;
    for (std::uint64_t word = 0; size - i >= sizeof word; i += sizeof word) {
        std::memcpy(&word, bytes + i, sizeof word);
        word ^= key;
        std::memcpy(bytes + i, &word, sizeof word);
    }
    for (; i < size; ++i) bytes[i] = static_cast<char>(static_cast<std::uint8_t>(bytes[i]) ^ turned[i & 7]);
}

void release(std::string& text) {
    if (text.capacity() > kept_capacity)
        std::string().swap(text);
    else
        text.clear();
}

} // namespace

Decoder::Event Decoder::fail(std::uint16_t code) {
    stage_ = Stage::ended;
    return {Event::Kind::failed, {}, code};
}

void Decoder::forget_delivered() {
    if (!delivered_) return;
    delivered_ = false;
    release(control_);
    if (!in_message_) release(message_);
}

Decoder::Event Decoder::next(std::string_view& input) {
    forget_delivered();
    for (;;) {
        if (stage_ == Stage::ended) {
            input = {};
            return {};
        }
        if (stage_ == Stage::head) {
            while (collect_head(input)) {
                const std::uint16_t code = head_size_ == 2 ? check_first_bytes() : fine;
                if (code != fine) return fail(code);
                if (head_size_ < head_wanted_) continue;
                if (const auto refused = read_head(); refused != fine) return fail(refused);
                break;
            }
            if (stage_ == Stage::head) return {};
        }
        if (const auto refused = take_payload(input); refused != fine) return fail(refused);
        if (remaining_ > 0) return {};
        if (const Event event = finish_frame(); event.kind != Event::Kind::need_more) return event;
    }
}

// True when head_wanted_ bytes of the header are there.
bool Decoder::collect_head(std::string_view& input) {
    const auto take = std::min<std::size_t>(input.size(), head_wanted_ - head_size_);
    if (take > 0) std::memcpy(head_.data() + head_size_, input.data(), take);
    head_size_ = static_cast<std::uint8_t>(head_size_ + take);
    input.remove_prefix(take);
    return head_size_ == head_wanted_;
}

// RFC 6455 5.2: what the first two bytes already tell. Sets how long the header is.
std::uint16_t Decoder::check_first_bytes() {
    const std::uint8_t opcode = head_[0] & opcode_bits;
    const std::uint8_t length = head_[1] & length_bits;
    if ((head_[0] & reserved_bits) != 0) return close_code::protocol_error; // no extension was agreed on
    if ((head_[1] & mask_bit) == 0) return close_code::protocol_error;      // 5.1: clients mask
    if (is_control(opcode)) {
        if (opcode > static_cast<std::uint8_t>(Opcode::pong)) return close_code::protocol_error;
        if ((head_[0] & final_bit) == 0 || length > longest_control) return close_code::protocol_error;
    } else {
        if (opcode > static_cast<std::uint8_t>(Opcode::binary)) return close_code::protocol_error;
        if ((opcode == 0) != in_message_) return close_code::protocol_error; // 5.4: no interleaving of messages
        if (opcode == static_cast<std::uint8_t>(Opcode::binary)) return close_code::unsupported;
    }
    head_wanted_ = static_cast<std::uint8_t>(2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + 4);
    return fine;
}

std::uint16_t Decoder::read_head() {
    const std::uint8_t length = head_[1] & length_bits;
    const int extra = length == 126 ? 2 : length == 127 ? 8 : 0;
    remaining_ = length;
    if (extra > 0) {
        remaining_ = 0;
        for (int i = 0; i < extra; ++i) remaining_ = remaining_ << 8 | head_[static_cast<std::size_t>(2 + i)];
        // 5.2: the shortest form, and no more than 63 bits.
        if (remaining_ < 126 || (extra == 8 && remaining_ <= 0xffff) || remaining_ >> 63 != 0)
            return close_code::protocol_error;
    }
    if (!is_control(head_[0] & opcode_bits)) {
        if (remaining_ > limits_.message_bytes - message_.size()) return close_code::too_big;
        if (++fragments_ > limits_.fragments) return close_code::too_big;
        in_message_ = true;
    }
    mask_at_ = 0;
    stage_ = Stage::payload;
    return fine;
}

std::uint16_t Decoder::take_payload(std::string_view& input) {
    const bool control = is_control(head_[0] & opcode_bits);
    std::string& into = control ? control_ : message_;
    const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, input.size()));
    const std::size_t before = into.size();
    into.append(input.substr(0, take));
    input.remove_prefix(take);
    unmask(into.data() + before, take, head_.data() + head_size_ - 4, mask_at_);
    mask_at_ = static_cast<std::uint32_t>((mask_at_ + take) & 3);
    remaining_ -= take;
    if (!control && !utf8_.feed(std::string_view(into).substr(before))) return close_code::not_utf8;
    return fine;
}

Decoder::Event Decoder::finish_frame() {
    const auto opcode = static_cast<Opcode>(head_[0] & opcode_bits);
    const bool final = (head_[0] & final_bit) != 0;
    stage_ = Stage::head;
    head_size_ = 0;
    head_wanted_ = 2;
    switch (opcode) {
    case Opcode::ping: delivered_ = true; return {Event::Kind::ping, control_, 0};
    case Opcode::pong: delivered_ = true; return {Event::Kind::pong, control_, 0};
    case Opcode::close: return finish_close();
    default: break;
    }
    if (!final) return {};
    if (!utf8_.is_complete()) return fail(close_code::not_utf8);
    in_message_ = false;
    fragments_ = 0;
    delivered_ = true;
    return {Event::Kind::text, message_, 0};
}

// RFC 6455 5.5.1: empty, or a code and a UTF-8 reason. Nothing follows a close frame.
Decoder::Event Decoder::finish_close() {
    if (control_.empty()) {
        stage_ = Stage::ended;
        return {Event::Kind::close, {}, close_code::none};
    }
    if (control_.size() < 2) return fail(close_code::protocol_error);
    const auto code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(control_[0]) << 8 |
                                                 static_cast<std::uint8_t>(control_[1]));
    const std::string_view reason = std::string_view(control_).substr(2);
    Utf8Check utf8;
    if (!is_valid_close_code(code)) return fail(close_code::protocol_error);
    if (!utf8.feed(reason) || !utf8.is_complete()) return fail(close_code::not_utf8);
    stage_ = Stage::ended;
    return {Event::Kind::close, reason, code};
}

} // namespace tandem::ws
