#include "server/dav/xml.hpp"

#include <gtest/gtest.h>

#include "server/dav/address.hpp"
#include "server/dav/names.hpp"

namespace tandem::dav {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Xml, NamesAreComparedByNamespaceAndNeverByPrefix) {
    const auto root = parse_xml("<x:a xmlns:x='DAV:' xmlns='urn:o'><b/><D:b xmlns:D='DAV:'/><y xmlns=''/></x:a>");
    ASSERT_TRUE(root);
    EXPECT_TRUE(root->is(d("a")));
    EXPECT_EQ(root->children[0].space, "urn:o");
    EXPECT_TRUE(root->children[1].is(d("b")));
    EXPECT_EQ(root->children[2].space, "");
    EXPECT_FALSE(parse_xml("<D:a/>")) << "a prefix that nobody declared";
}

TEST(Xml, DoctypesAndEntitiesAreRefusedBeforeParsing) {
    EXPECT_FALSE(parse_xml("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"));
    EXPECT_FALSE(parse_xml("<a><!ENTITY b 'c'></a>"));
    EXPECT_FALSE(parse_xml("<!DOCTYPE a SYSTEM 'x' /><a/>")) << "whatever a lax parser would skip";
    EXPECT_TRUE(parse_xml("<!-- <!DOCTYPE --><a>&amp;<![CDATA[<!DOCTYPE]]></a>"));
}

TEST(Xml, OnlyUtf8IsRead) {
    EXPECT_FALSE(parse_xml("<a>\xff</a>"));
    EXPECT_FALSE(parse_xml("<?xml version='1.0' encoding='iso-8859-1'?><a/>"));
    EXPECT_FALSE(parse_xml(std::string_view("<\0a/>", 5)));
    EXPECT_TRUE(parse_xml("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?><a/>"));
}

TEST(Xml, ControlCharactersAreRefusedHoweverTheyAreSaid) {
    EXPECT_FALSE(parse_xml("<a>\x10</a>"));
    EXPECT_FALSE(parse_xml("<a xmlns='x\x10'/>"));
    EXPECT_FALSE(parse_xml("<a>&#16;</a>"));
    EXPECT_FALSE(parse_xml("<a xmlns='x&#x10;'/>"));
    EXPECT_FALSE(parse_xml("<a>\xef\xbf\xbf</a>"));
    EXPECT_TRUE(parse_xml("<a b='\t'>\r\n\xef\xbf\xbd</a>"));
}

TEST(Xml, DepthElementsAndAttributesAreBounded) {
    EXPECT_TRUE(parse_xml(repeat("<a>", 32) + repeat("</a>", 32)));
    EXPECT_FALSE(parse_xml(repeat("<a>", 33) + repeat("</a>", 33)));
    EXPECT_TRUE(parse_xml("<a>" + repeat("<b/>", 999) + "</a>"));
    EXPECT_FALSE(parse_xml("<a>" + repeat("<b/>", 1'000) + "</a>"));
    std::string attributes;
    for (int i = 0; i < 65; ++i) attributes += " a" + std::to_string(i) + "=''";
    EXPECT_FALSE(parse_xml("<a" + attributes + "/>"));
    EXPECT_FALSE(parse_xml("<a>" + std::string(most_xml_bytes, 'x') + "</a>"));
    EXPECT_TRUE(parse_xml("<a>" + repeat("<b/>", 1'000) + "</a>", {.elements = 1'001})) << "not a request";
}

TEST(Xml, WhatIsBrokenIsRefused) {
    for (const char* text :
         {"", "text", "<a>", "<a></b>", "</a>", "<a b=c/>", "<a><", "<a 'b/>", "<a:b:c xmlns:a='x'/>"})
        EXPECT_FALSE(parse_xml(text)) << text;
}

TEST(Xml, WhatIsWrittenIsReadBackTheSame) {
    XmlWriter out(d("multistatus"));
    out.leaf(c("calendar-data"), "a<b>&\"c\"\r\nd");
    out.empty({"urn:other", "thing"});
    const auto root = parse_xml(out.take());
    ASSERT_TRUE(root);
    EXPECT_EQ(root->child(c("calendar-data"))->text, "a<b>&\"c\"\r\nd");
    EXPECT_TRUE(root->child({"urn:other", "thing"}));
}

TEST(Address, PathsAndTheirResourcesAreTheSame) {
    const Id member{1, 2}, calendar{3, 4};
    for (const Address& address :
         {Address{}, Address{Address::Kind::principal, member, {}, {}}, Address{Address::Kind::home, member, {}, {}},
          Address{Address::Kind::calendar, member, calendar, {}},
          Address{Address::Kind::object, member, calendar, "a~@b.ics"}}) {
        EXPECT_EQ(parse_address(to_path(address)), address);
        EXPECT_EQ(parse_address("https://cal.example.org:8443" + to_path(address)), address);
    }
    EXPECT_FALSE(parse_address("/davx/"));
    EXPECT_FALSE(parse_address("/dav/calendars/../x"));
}

} // namespace
} // namespace tandem::dav
