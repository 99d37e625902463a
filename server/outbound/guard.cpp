#include "server/outbound/guard.hpp"

#include <algorithm>

namespace tandem::outbound {
namespace {

constexpr std::uint16_t web_ports[] = {80, 443, 8443};

// The special-purpose registries of IANA (RFC 6890 and what came since). Outside 2000::/3 no IPv6 address is anyone's.
constexpr std::string_view special_v4[] = {
    "0.0.0.0/8",       // this network
    "10.0.0.0/8",      // private, RFC 1918
    "100.64.0.0/10",   // behind a provider's NAT, RFC 6598
    "127.0.0.0/8",     // loopback
    "169.254.0.0/16",  // link-local, and the metadata of clouds
    "172.16.0.0/12",   // private
    "192.0.0.0/24",    // protocol assignments
    "192.0.2.0/24",    // documentation
    "192.88.99.0/24",  // 6to4 relays
    "192.168.0.0/16",  // private
    "198.18.0.0/15",   // benchmarks
    "198.51.100.0/24", // documentation
    "203.0.113.0/24",  // documentation
    "224.0.0.0/4",     // multicast
    "240.0.0.0/4",     // reserved, and broadcast
};
constexpr std::string_view special_v6[] = {
    "2001::/23",     // protocol assignments, Teredo among them: it carries an IPv4 address
    "2001:db8::/32", // documentation
    "2002::/16",     // 6to4: it carries an IPv4 address
    "3fff::/20",     // documentation
};
constexpr std::string_view global_v6 = "2000::/3";

net::Networks parsed(auto& texts) {
    net::Networks networks;
    for (const auto text : texts) networks.push_back(net::parse_network(text).value());
    return networks;
}

} // namespace

bool is_special(const net::Address& address) {
    static const net::Networks v4 = parsed(special_v4), v6 = parsed(special_v6);
    static const net::Network global = net::parse_network(global_v6).value();
    if (address.is_v4()) return net::contains(v4, address);
    return !global.contains(address) || net::contains(v6, address);
}

bool Guard::permits(const net::Address& address, std::uint16_t port) const {
    if (own && own->host == address && own->port == port) return false;
    if (net::contains(allowed, address)) return true;
    return !is_special(address) && std::ranges::find(web_ports, port) != std::end(web_ports);
}

} // namespace tandem::outbound
