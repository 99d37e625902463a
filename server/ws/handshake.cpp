#include "server/ws/handshake.hpp"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

namespace tandem::ws {

namespace {

constexpr std::string_view key_suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 1.3

bool is_base64(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// Sixteen bytes are 22 digits and "=="; the last digit carries two bits only.
bool is_key(std::string_view key) {
    return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, is_base64) &&
           std::string_view("AQgw").find(key[21]) != std::string_view::npos;
}

http::Response bad(std::string_view rule, int status = 400) {
    return http::problem_with_status(status, {ErrorCode::bad_request, {}, std::string(rule)});
}

} // namespace

std::optional<http::Response> refuse_handshake(const http::Request& request, const http::Origins& origins) {
    const auto& headers = request.headers;
    if (request.method != "GET" || request.http_1_0 || !request.body.empty())
        return bad("a WebSocket handshake is a GET of HTTP/1.1 without a body");
    if (!headers.lists("Connection", "upgrade") || !headers.lists("Upgrade", "websocket")) {
        auto response = bad("this address speaks WebSocket", 426);
        response.headers.add("Upgrade", "websocket");
        return response;
    }
    if (headers.count("Sec-WebSocket-Version") != 1 || headers.get("Sec-WebSocket-Version") != "13") {
        auto response = bad("WebSocket version 13 is spoken here", 426);
        response.headers.add("Sec-WebSocket-Version", "13");
        return response;
    }
    if (headers.count("Sec-WebSocket-Key") != 1 || !is_key(headers.get("Sec-WebSocket-Key")))
        return bad("Sec-WebSocket-Key is 16 bytes in base64, once");
    if (auto ours = http::check_origin(request, origins); !ours) return http::problem(ours.error());
    return std::nullopt;
}

std::string accept_key(std::string_view key) {
    const std::string salted = std::string(key) + std::string(key_suffix);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(salted.data(), salted.size(), digest.data(), &size, EVP_sha1(), nullptr);
    std::array<unsigned char, 32> text{};
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
    return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)};
}

} // namespace tandem::ws
