#pragma once
// Guard: which addresses the server may connect to on behalf of a member (R17). Asked with the address that a socket is
// about to be opened to, so that no name, redirect or second answer of a resolver gets around it. Pure; any thread.

#include <cstdint>
#include <optional>

#include "server/net/address.hpp"

namespace tandem::outbound {

struct Guard {
    net::Networks allowed;            // of this company: whatever their address and port
    std::optional<net::Endpoint> own; // where this server listens: it does not ask itself

    bool permits(const net::Address& address, std::uint16_t port) const;
};

// Loopback, private, link-local and all else that IANA keeps for special purposes; an IPv4 address in whatever form of
// IPv6 is what it stands for, or refused.
bool is_special(const net::Address& address);

} // namespace tandem::outbound
