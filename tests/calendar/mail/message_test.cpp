#include "calendar/mail/message.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace tandem {
namespace {

Mail mail(std::string subject, std::string text = "Hello\n", std::string name = "Mia") {
    return {parse_id("01HZX8K2V9C0MMENT000000000").value(),
            parse_instant("2026-03-02T09:00:00Z").value(),
            "mia@example.com",
            std::move(name),
            std::move(subject),
            std::move(text)};
}
std::string written(const Mail& one) {
    return to_message(one, {"tandem@example.com", "https://plan.example/settings/profile"});
}
std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> all;
    for (std::size_t end = 0; (end = text.find("\r\n")) != std::string_view::npos; text.remove_prefix(end + 2))
        all.emplace_back(text.substr(0, end));
    EXPECT_EQ(text, "");
    return all;
}
// Until the blank line.
std::vector<std::string> header(std::string_view text) { return lines(text.substr(0, text.find("\r\n\r\n") + 2)); }
std::string body(std::string_view text) { return std::string(text.substr(text.find("\r\n\r\n") + 4)); }

TEST(Message, NamesItselfTheSameEachTimeAndSaysHowToEndIt) {
    const std::string text = written(mail("Hi"));
    EXPECT_TRUE(text.contains("\r\nMessage-ID: <01HZX8K2V9C0MMENT000000000@example.com>\r\n"));
    EXPECT_TRUE(text.contains("\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\n"));
    EXPECT_TRUE(text.contains("\r\nList-Unsubscribe: <https://plan.example/settings/profile>\r\n"));
    EXPECT_TRUE(text.contains("\r\nAuto-Submitted: auto-generated\r\n"));
    EXPECT_EQ(text, written(mail("Hi")));
}

TEST(Message, SaysWhatItIsAndThatNobodyNeedAnswer) {
    EXPECT_EQ(header(written(mail("Hi"))),
              (std::vector<std::string>{
                  "From: Tandem <tandem@example.com>", "To: =?utf-8?Q?Mia?=", " <mia@example.com>",
                  "Subject: =?utf-8?Q?Hi?=", "Date: Mon, 02 Mar 2026 09:00:00 +0000",
                  "Message-ID: <01HZX8K2V9C0MMENT000000000@example.com>",
                  "List-Unsubscribe: <https://plan.example/settings/profile>", "Auto-Submitted: auto-generated",
                  "X-Auto-Response-Suppress: All", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                  "Content-Transfer-Encoding: quoted-printable"}));
    EXPECT_TRUE(written(mail("Hi", "Hello\n", "")).contains("\r\nTo: <mia@example.com>\r\n"));
    for (const auto* url : {"", "https://plan.example/>,<mailto:all@example.com", "https://plan.example/ x"})
        EXPECT_FALSE(to_message(mail("Hi"), {"tandem@example.com", url}).contains("List-Unsubscribe")) << url;
}

TEST(Message, WhatMembersWriteNeverBecomesAHeaderOrARecipient) {
    const auto plain = header(written(mail("Hi", "Hello\n", "Mia")));
    for (const std::string bad : {"a\r\nBcc: all@example.com", "a\nBcc: all@example.com", "a\rBcc: x@example.com",
                                  "x>, <all@example.com", "=?utf-8?Q?=0D=0ABcc?=", "\" <all@example.com>"}) {
        const auto of_subject = header(written(mail(bad))), of_name = header(written(mail("Hi", "Hello\n", bad)));
        for (const auto& all : {of_subject, of_name})
            for (const auto& line : all) {
                EXPECT_FALSE(line.starts_with("Bcc")) << bad;
                EXPECT_FALSE(line.contains("all@example.com")) << line;
            }
        EXPECT_TRUE(written(mail("Hi", "Hello\n", bad)).contains("<mia@example.com>\r\nSubject"));
    }
    EXPECT_EQ(std::ranges::count_if(plain, [](const auto& line) { return line.starts_with("To:"); }), 1);
}

TEST(Message, WhatIsNoTextBecomesASpaceInAHeader) {
    EXPECT_TRUE(written(mail("a\tb\x7f")).contains("Subject: =?utf-8?Q?a_b_?=\r\n"));
    EXPECT_TRUE(written(mail("a\xff\xc3")).contains("Subject: =?utf-8?Q?a__?=\r\n"));
}

TEST(Message, NoLineIsLongerThanRelaysTakeAndNoCodePointIsCut) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "Größe → ";
    for (const auto& line : lines(written(mail(text, text + "\n", text)))) {
        EXPECT_LE(line.size(), 78U);
        EXPECT_TRUE(std::ranges::all_of(line, [](char c) { return c >= ' ' && c < 0x7f; })) << line;
    }
    EXPECT_TRUE(written(mail("Größe")).contains("Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=\r\n"));
    const std::string letters(300, 'x'); // no point of which is longer than a byte: full lines
    const auto of_header = header(written(mail(letters)));
    EXPECT_EQ(std::ranges::max(of_header, {}, &std::string::size).size(), 75U) << "76 at most (RFC 2047 2)";
    EXPECT_TRUE(
        body(written(mail("Hi", letters + "\n"))).starts_with(std::string(75, 'x') + "=\r\n" + std::string(75, 'x')));
}

TEST(Message, TheTextComesBackAsItWas) {
    EXPECT_EQ(body(written(mail("Hi", "a = b\n.\nGröße \n\nend"))),
              "a =3D b\r\n.\r\nGr=C3=B6=C3=9Fe=20\r\n\r\nend\r\n");
}

TEST(Message, AnAddressIsOneAndNothingElse) {
    EXPECT_TRUE(is_mail_address("mia.o'neil+x@example.com"));
    const std::string longest = std::string(242, 'm') + "@example.com"; // 254 (RFC 5321 4.5.3.1.3)
    EXPECT_TRUE(is_mail_address(longest));
    EXPECT_FALSE(is_mail_address("m" + longest));
    for (const auto* bad : {"", "mia", "@example.com", "mia@", "a@b@c", "mia@example.com\r\nDATA", "a b@example.com",
                            "<mia@example.com>", "mia@example.com,rob@example.com", "größe@example.com"})
        EXPECT_FALSE(is_mail_address(bad)) << bad;
}

} // namespace
} // namespace tandem
