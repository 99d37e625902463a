#include <gtest/gtest.h>

#include "server/net/address.hpp"

namespace tandem::test {

using namespace net;

TEST(Address, MappedIpv4EqualsItsPlainForm) {
    EXPECT_EQ(parse_address("::ffff:192.0.2.7"), parse_address("192.0.2.7"));
    EXPECT_EQ(to_text(*parse_address("::ffff:192.0.2.7")), "192.0.2.7");
    EXPECT_EQ(to_text(*parse_address("2001:DB8::1")), "2001:db8::1");
    for (const std::string_view bad : {"", "localhost", "1.2.3", "1.2.3.4.5", "::g", "1.2.3.4/8"})
        EXPECT_FALSE(parse_address(bad)) << bad;
}

TEST(Address, LoopbackIsKnownInAllForms) {
    for (const std::string_view text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
        EXPECT_TRUE(parse_address(text)->is_loopback()) << text;
    for (const std::string_view text : {"128.0.0.1", "::2", "::", "0.0.0.0"})
        EXPECT_FALSE(parse_address(text)->is_loopback()) << text;
}

TEST(Address, R10LimitsCountAnIpv6NetworkAsOneClient) {
    EXPECT_EQ(parse_address("2001:db8:0:1::1")->client_key(), parse_address("2001:db8:0:1:ffff::9")->client_key());
    EXPECT_NE(parse_address("2001:db8:0:1::1")->client_key(), parse_address("2001:db8:0:2::1")->client_key());
    EXPECT_NE(parse_address("192.0.2.1")->client_key(), parse_address("192.0.2.2")->client_key());
}

TEST(Network, HoldsItsAddresses) {
    const auto ten = parse_network("10.0.0.0/8").value();
    EXPECT_TRUE(ten.contains(*parse_address("10.255.0.1")));
    EXPECT_FALSE(ten.contains(*parse_address("11.0.0.1")));
    const auto odd = parse_network("192.0.2.128/25").value();
    EXPECT_TRUE(odd.contains(*parse_address("192.0.2.200")));
    EXPECT_FALSE(odd.contains(*parse_address("192.0.2.100")));
    EXPECT_TRUE(parse_network("::1").value().contains(*parse_address("::1")));
    EXPECT_TRUE(parse_network("0.0.0.0/0").value().contains(*parse_address("1.2.3.4")));
    EXPECT_FALSE(parse_network("0.0.0.0/0").value().contains(*parse_address("2001:db8::1")));
    for (const std::string_view bad : {"", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "x/8"})
        EXPECT_FALSE(parse_network(bad)) << bad;
}

TEST(ClientBehind, R10WalksBackOverOurProxiesOnly) {
    const Networks proxies = {parse_network("10.0.0.0/8").value()};
    const auto behind = [&](std::string_view peer, std::string_view header) {
        return to_text(client_behind(*parse_address(peer), header, proxies));
    };
    EXPECT_EQ(behind("10.0.0.1", "203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(behind("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), "203.0.113.9");
    EXPECT_EQ(behind("203.0.113.1", "1.1.1.1"), "203.0.113.1");
    EXPECT_EQ(behind("10.0.0.1", "203.0.113.9, garbage"), "10.0.0.1");
    EXPECT_EQ(behind("10.0.0.1", ""), "10.0.0.1");
    EXPECT_EQ(behind("10.0.0.1", "2001:db8::1"), "2001:db8::1");
}

TEST(Endpoint, IsANumericHostAndAPort) {
    EXPECT_EQ(parse_endpoint("127.0.0.1:8080").value().port, 8'080);
    EXPECT_TRUE(parse_endpoint("[::1]:0").value().host.is_loopback());
    EXPECT_TRUE(parse_endpoint("localhost:80").value().host.is_loopback());
    for (const std::string_view bad :
         {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "example.com:80", ":80", "a:-1"})
        EXPECT_FALSE(parse_endpoint(bad)) << bad;
}

} // namespace tandem::test
