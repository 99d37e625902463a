#include "tests/bench/ws_client.hpp"

#include <stdexcept>

namespace tandem::bench {
namespace {

enum Opcode : unsigned char { text = 1, close = 8, ping = 9, pong = 10 };

// RFC 6455 5.2, with a mask of zeros: legal, and it costs the client nothing.
std::string client_frame(Opcode opcode, std::string_view payload) {
    std::string frame(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size());
    }
    frame.append(4, '\0');
    return frame.append(payload);
}

std::size_t big_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

} // namespace

WsClient::WsClient(const Target& target) : socket_(target.port) {
    socket_.send_all("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(target.port) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: " +
                     target.origin() + "\r\nCookie: " + target.cookie + "\r\n\r\n");
    std::size_t end = std::string::npos;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos)
        if (!socket_.receive(in_)) break;
    if (!in_.starts_with("HTTP/1.1 101"))
        throw std::runtime_error("no upgrade to WebSocket: " + in_.substr(0, in_.find('\r')));
    used_ = end + 4;
}

void WsClient::send_text(std::string_view payload) { socket_.send_all(client_frame(Opcode::text, payload)); }

bool WsClient::take_frame(const OnText& on_text) {
    const std::string_view have = std::string_view(in_).substr(used_);
    if (have.size() < 2) return false;
    std::size_t length = static_cast<unsigned char>(have[1]) & 127, header = 2;
    if (length >= 126) {
        header = length == 126 ? 4 : 10;
        if (have.size() < header) return false;
        length = big_endian(have.substr(2, header - 2));
    }
    if (have.size() < header + length) return false;
    const auto payload = have.substr(header, length);
    const auto opcode = static_cast<Opcode>(have[0] & 15);
    if (opcode == Opcode::close)
        throw std::runtime_error("closed by the server: " + std::to_string(big_endian(payload.substr(0, 2))));
    if (opcode == Opcode::ping) socket_.send_all(client_frame(Opcode::pong, payload));
    used_ += header + length;
    if (opcode == Opcode::text) on_text(payload);
    return true;
}

void WsClient::read(const OnText& on_text) {
    if (!socket_.receive(in_)) throw std::runtime_error("the server has gone");
    while (take_frame(on_text)) {
    }
    in_.erase(0, used_);
    used_ = 0;
}

std::string WsClient::wait_for(std::string_view part) {
    std::string found;
    const OnText look = [&](std::string_view frame) {
        if (found.empty() && frame.contains(part)) found = frame;
    };
    while (take_frame(look)) {
    }
    while (found.empty()) read(look);
    return found;
}

} // namespace tandem::bench
