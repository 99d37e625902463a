#include "server/net/address.hpp"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "calendar/base/digits.hpp"

namespace tandem::net {

namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

} // namespace

bool Address::is_v4() const { return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin()); }

bool Address::is_loopback() const {
    if (is_v4()) return bytes[12] == 127;
    return std::all_of(bytes.begin(), bytes.begin() + 15, [](std::uint8_t byte) { return byte == 0; }) &&
           bytes[15] == 1;
}

Address Address::client_key() const {
    if (is_v4()) return *this;
    Address key = *this;
    std::fill(key.bytes.begin() + 8, key.bytes.end(), std::uint8_t{0});
    return key;
}

std::optional<Address> parse_address(std::string_view text) {
    if (text.empty() || text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
    const std::string terminated(text);
    Address address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + 12) == 1) return address;
    return std::nullopt;
}

std::string to_text(const Address& address) {
    char text[INET6_ADDRSTRLEN];
    if (address.is_v4())
        inet_ntop(AF_INET, address.bytes.data() + 12, text, sizeof text);
    else
        inet_ntop(AF_INET6, address.bytes.data(), text, sizeof text);
    return text;
}

Address address_of(const sockaddr& raw) {
    Address address;
    if (raw.sa_family == AF_INET6) {
        std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in6&>(raw).sin6_addr, 16);
    } else if (raw.sa_family == AF_INET) {
        std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
        std::memcpy(address.bytes.data() + 12, &reinterpret_cast<const sockaddr_in&>(raw).sin_addr, 4);
    }
    return address;
}

bool Network::contains(const Address& address) const {
    const auto whole = static_cast<std::size_t>(prefix_bits / 8);
    if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole), address.bytes.begin()))
        return false;
    const int rest = prefix_bits % 8;
    if (rest == 0) return true;
    const int mask = 0xff << (8 - rest) & 0xff;
    return (base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

Result<Network> parse_network(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    if (!address) return fail(ErrorCode::invalid_field, "a network is an address, or an address/bits");
    const int width = address->is_v4() ? 32 : 128;
    int bits = width;
    if (slash != std::string_view::npos) bits = parse_digits(text.substr(slash + 1));
    if (bits < 0 || bits > width) return fail(ErrorCode::invalid_field, "the bits of a network do not fit its address");
    return Network{*address, bits + 128 - width};
}

bool contains(const Networks& networks, const Address& address) {
    return std::any_of(networks.begin(), networks.end(),
                       [&](const Network& network) { return network.contains(address); });
}

Address client_behind(const Address& peer, std::string_view forwarded_for, const Networks& proxies) {
    Address client = peer;
    while (!forwarded_for.empty() && contains(proxies, client)) {
        const auto comma = forwarded_for.rfind(',');
        const auto last = trim(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
        forwarded_for = comma == std::string_view::npos ? std::string_view{} : forwarded_for.substr(0, comma);
        const auto address = parse_address(last);
        if (!address) break;
        client = *address;
    }
    return client;
}

Result<Endpoint> parse_endpoint(std::string_view text) {
    const auto malformed = [] {
        return fail(ErrorCode::invalid_field,
                    "must be HOST:PORT with a numeric host, like 127.0.0.1:8080 or [::1]:8080");
    };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return malformed();
    std::string_view host = text.substr(0, colon);
    const int port = parse_digits(text.substr(colon + 1));
    if (port < 0 || port > 65'535) return malformed();
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return malformed();
    const auto address = parse_address(host == "localhost" ? "127.0.0.1" : host);
    if (!address) return malformed();
    return Endpoint{*address, static_cast<std::uint16_t>(port)};
}

} // namespace tandem::net
