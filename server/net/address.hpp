#pragma once
// IP addresses and where to listen, without Asio: keys for per-address limits, the proxies that may speak for others.
// Pure; any thread.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"

struct sockaddr;

namespace tandem::net {

// Sixteen bytes; IPv4 is kept as ::ffff:a.b.c.d, so that a mapped address equals its plain form.
struct Address {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Address&) const = default;
    bool is_v4() const;
    bool is_loopback() const;
    // What limits count: an IPv4 address, or the /64 of an IPv6 one (R10).
    Address client_key() const;
};

std::optional<Address> parse_address(std::string_view text);
std::string to_text(const Address& address);
Address address_of(const sockaddr& raw);

// "10.0.0.0/8", "::1", "192.0.2.7".
struct Network {
    Address base;
    int prefix_bits = 128; // of the 16-byte form

    bool contains(const Address& address) const;
};
Result<Network> parse_network(std::string_view text);

using Networks = std::vector<Network>;
bool contains(const Networks& networks, const Address& address);

// The client behind `peer`: the rightmost entry of X-Forwarded-For that is no proxy of ours, and only if the peer is
// one. Entries that are no address end the walk (R10: nobody else is believed).
Address client_behind(const Address& peer, std::string_view forwarded_for, const Networks& proxies);

// HOST:PORT with a numeric host, "[::1]:8080", or "localhost:8080". Port 0 lets the system pick.
struct Endpoint {
    Address host;
    std::uint16_t port = 0;
};
Result<Endpoint> parse_endpoint(std::string_view text);

} // namespace tandem::net

template <>
struct std::hash<tandem::net::Address> {
    std::size_t operator()(const tandem::net::Address& address) const noexcept {
        return std::hash<std::string_view>{}(
            {reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()});
    }
};
