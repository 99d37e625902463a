#pragma once
// Whether a GET is an opening handshake that we accept (RFC 6455 4.2, R6), and the answer to it. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "server/http/origin.hpp"

namespace tandem::ws {

// The refusal to send (400, 403, 426), or nothing if the handshake may go on.
std::optional<http::Response> refuse_handshake(const http::Request& request, const http::Origins& origins);

// Sec-WebSocket-Accept for a client's key.
std::string accept_key(std::string_view key);

} // namespace tandem::ws
