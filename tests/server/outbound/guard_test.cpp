// Which addresses may be asked on behalf of a member (R17), over every form that an address has.
#include <gtest/gtest.h>

#include "server/outbound/guard.hpp"

namespace tandem::outbound {
namespace {

net::Address at(std::string_view text) { return net::parse_address(text).value(); }

constexpr const char* nobodys[] = {"0.0.0.0",
                                   "0.1.2.3",
                                   "10.0.0.1",
                                   "10.255.255.255",
                                   "100.64.0.1",
                                   "100.127.255.255",
                                   "127.0.0.1",
                                   "127.255.0.9",
                                   "169.254.169.254",
                                   "172.16.0.1",
                                   "172.31.255.255",
                                   "192.0.0.8",
                                   "192.0.2.1",
                                   "192.88.99.1",
                                   "192.168.0.1",
                                   "192.168.255.255",
                                   "198.18.0.1",
                                   "198.19.255.255",
                                   "198.51.100.9",
                                   "203.0.113.9",
                                   "224.0.0.1",
                                   "239.255.255.255",
                                   "240.0.0.1",
                                   "255.255.255.255",
                                   "::",
                                   "::1",
                                   "::7f00:1",
                                   "::ffff:127.0.0.1",
                                   "::ffff:10.0.0.1",
                                   "::ffff:169.254.169.254",
                                   "64:ff9b::7f00:1",
                                   "64:ff9b:1::a00:1",
                                   "100::1",
                                   "2001::1",
                                   "2001:db8::1",
                                   "2002:7f00:1::",
                                   "2002:a00:1::",
                                   "3fff::1",
                                   "fc00::1",
                                   "fd00:ec2::254",
                                   "fe80::1",
                                   "fec0::1",
                                   "ff02::1",
                                   "4000::1"};

TEST(Guard, RefusesWhatIsNobodysOnTheInternet) {
    for (const char* text : nobodys) {
        EXPECT_TRUE(is_special(at(text))) << text;
        EXPECT_FALSE(Guard().permits(at(text), 443)) << text;
    }
}

TEST(Guard, PermitsTheInternetOnPortsOfTheWeb) {
    for (const char* text :
         {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
          "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
          "::ffff:1.1.1.1", "2606:4700::1111", "2a00:1450::200e", "2001:4860::8888"})
        for (const int port : {80, 443, 8443})
            EXPECT_TRUE(Guard().permits(at(text), static_cast<std::uint16_t>(port))) << text;
    for (const int port : {0, 22, 25, 81, 6379, 8080, 65535})
        EXPECT_FALSE(Guard().permits(at("1.1.1.1"), static_cast<std::uint16_t>(port)));
}

TEST(Guard, PermitsTheCompanysOwnNetworksByName) {
    const Guard guard{{net::parse_network("10.1.0.0/16").value(), net::parse_network("fd00:1::/32").value()}, {}};
    EXPECT_TRUE(guard.permits(at("10.1.2.3"), 5000));
    EXPECT_TRUE(guard.permits(at("::ffff:10.1.2.3"), 443));
    EXPECT_TRUE(guard.permits(at("fd00:1::7"), 443));
    EXPECT_FALSE(guard.permits(at("10.2.0.1"), 443));
    EXPECT_FALSE(guard.permits(at("fd00:2::7"), 443));
}

TEST(Guard, NeverAsksItself) {
    const Guard guard{{net::parse_network("127.0.0.0/8").value()}, net::parse_endpoint("127.0.0.1:8080").value()};
    EXPECT_FALSE(guard.permits(at("127.0.0.1"), 8080));
    EXPECT_TRUE(guard.permits(at("127.0.0.1"), 8081));
    const Guard open{{}, net::parse_endpoint("1.1.1.1:443").value()};
    EXPECT_FALSE(open.permits(at("1.1.1.1"), 443));
}

} // namespace
} // namespace tandem::outbound
