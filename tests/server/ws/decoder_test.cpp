// The frame codec against RFC 6455, case by case as the Autobahn suite has them, without sockets.
#include <gtest/gtest.h>

#include <vector>

#include "server/ws/decoder.hpp"
#include "tests/server/ws/client_frames.hpp"

namespace tandem::test {

namespace {

using ws::Decoder;
using Kind = Decoder::Event::Kind;

// What a decoder makes of the bytes, one line per event.
std::string decode(std::string_view bytes, std::size_t piece = std::string_view::npos, Decoder decoder = Decoder{}) {
    std::string seen;
    while (!bytes.empty()) {
        std::string_view part = bytes.substr(0, piece);
        bytes.remove_prefix(part.size());
        for (;;) {
            const auto event = decoder.next(part);
            if (event.kind == Kind::need_more) break;
            static constexpr std::string_view names[] = {"", "text ", "ping ", "pong ", "close ", "failed "};
            seen += names[static_cast<int>(event.kind)];
            if (event.kind == Kind::close || event.kind == Kind::failed) seen += std::to_string(event.code) + " ";
            seen += std::string(event.payload) + "\n";
        }
    }
    return seen;
}

struct Case {
    std::string name, bytes, events;
};
void PrintTo(const Case& row, std::ostream* out) { *out << row.name; }

FrameShape control(int opcode) { return {.opcode = opcode}; }
const FrameShape begin{.final = false}, more{.opcode = 0, .final = false}, last{.opcode = 0};

std::vector<Case> frames() {
    const std::string f = "failed 1002 \n";
    return {
        {"Hello", client_text("Hello"), "text Hello\n"},
        {"EmptyText", client_text(""), "text \n"},
        {"TwoMessages", client_text("a") + client_text("b"), "text a\ntext b\n"},
        {"Ping", client_frame("x", control(9)), "ping x\n"},
        {"EmptyPing", client_frame("", control(9)), "ping \n"},
        {"PingOf125", client_frame(std::string(125, 'p'), control(9)), "ping " + std::string(125, 'p') + "\n"},
        {"PingOf126", client_frame(std::string(126, 'p'), control(9)), f},
        {"Pong", client_frame("x", control(10)), "pong x\n"},
        {"Fragments", client_frame("a", begin) + client_frame("b", more) + client_frame("c", last), "text abc\n"},
        {"EmptyFragments", client_frame("", begin) + client_frame("", more) + client_frame("", last), "text \n"},
        {"PingBetweenFragments", client_frame("a", begin) + client_frame("p", control(9)) + client_frame("b", last),
         "ping p\ntext ab\n"},
        {"CloseBetweenFragments", client_frame("a", begin) + client_close(1000), "close 1000 \n"},
        {"FragmentedPing", client_frame("p", {.opcode = 9, .final = false}), f},
        {"ContinuationOfNothing", client_frame("a", last), f},
        {"ContinuationAfterMessage", client_text("a") + client_frame("a", last), "text a\n" + f},
        {"TextInsideMessage", client_frame("a", begin) + client_text("b"), f},
        {"Unmasked", client_frame("a", {.masked = false}), f},
        {"UnmaskedPing", client_frame("", {.opcode = 9, .masked = false}), f},
        {"Rsv1", client_frame("a", {.reserved = 4}), f},
        {"Rsv2", client_frame("a", {.reserved = 2}), f},
        {"Rsv3", client_frame("a", {.opcode = 9, .reserved = 1}), f},
        {"LongFormOfShortLength", client_frame("abc", {.length_bytes = 2}), f},
        {"LongestFormOfMiddleLength", client_frame(std::string(200, 'a'), {.length_bytes = 8}), f},
        {"NothingAfterFailure", client_frame("a", last) + client_text("b"), f},
        {"NothingAfterClose", client_close(1000) + client_text("b"), "close 1000 \n"},
        {"Binary", client_frame("a", {.opcode = 2}), "failed 1003 \n"},
        {"EmptyClose", client_frame("", control(8)), "close 1005 \n"},
        {"CloseOfOneByte", client_frame("\x03", control(8)), f},
        {"CloseWithReason", client_close(1001, "bye"), "close 1001 bye\n"},
        {"CloseWithLongestReason", client_close(1000, std::string(123, 'r')),
         "close 1000 " + std::string(123, 'r') + "\n"},
        {"CloseWithBadReason", client_close(1000, "\xff"), "failed 1007 \n"},
        {"CloseWithCutReason", client_close(1000, "\xe2\x82"), "failed 1007 \n"},
        {"LengthWithTopBit", std::string("\x81\xff\xff\0\0\0\0\0\0\0mask", 14), f},
    };
}

class Frames : public testing::TestWithParam<Case> {};

} // namespace

TEST_P(Frames, DecodeAlikeInAnySplit) {
    const auto& row = GetParam();
    EXPECT_EQ(decode(row.bytes), row.events);
    for (const std::size_t piece : {1, 2, 3, 5, 7, 64}) EXPECT_EQ(decode(row.bytes, piece), row.events) << piece;
}

INSTANTIATE_TEST_SUITE_P(Rfc6455, Frames, testing::ValuesIn(frames()), [](const auto& row) { return row.param.name; });

TEST(Decoder, ReservedOpcodesFail) {
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        EXPECT_EQ(decode(client_frame("", {.opcode = opcode})), "failed 1002 \n") << opcode;
}

TEST(Decoder, R15EverySizeUpTo64KilobytesPassesAndMoreIs1009) {
    for (const std::size_t size : {0, 1, 7, 8, 9, 125, 126, 127, 128, 65'535, 65'536}) {
        const std::string text(size, 'x');
        EXPECT_EQ(decode(client_text(text)), "text " + text + "\n") << size;
        EXPECT_EQ(decode(client_text(text), 997), "text " + text + "\n") << size;
    }
    EXPECT_EQ(decode(client_text(std::string(65'537, 'x'))), "failed 1009 \n");
}

TEST(Decoder, R15SizeCountsOverFragments) {
    const std::string half(40'000, 'x');
    EXPECT_EQ(decode(client_frame(half, begin) + client_frame(half, last)), "failed 1009 \n");
}

// The announced length is enough: nothing of such a frame is kept.
TEST(Decoder, R15HugeLengthFailsAtItsHeader) {
    std::string_view head("\x81\xff\x00\x00\x00\xff\xff\xff\xff\xff"
                          "mask",
                          14);
    EXPECT_EQ(decode(head), "failed 1009 \n");
}

TEST(Decoder, R15AtMost1024Fragments) {
    std::string frames = client_frame("a", begin);
    for (int i = 2; i < 1'024; ++i) frames += client_frame("a", more);
    EXPECT_EQ(decode(frames + client_frame("a", last)), "text " + std::string(1'024, 'a') + "\n");
    EXPECT_EQ(decode(frames + client_frame("a", more) + client_frame("a", last)), "failed 1009 \n");
    // Each message has its own count.
    const auto one = frames + client_frame("a", last);
    EXPECT_EQ(decode(one + one), "text " + std::string(1'024, 'a') + "\ntext " + std::string(1'024, 'a') + "\n");
}

TEST(Decoder, CloseCodesAreChecked) {
    const auto is_valid = [](int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    };
    for (const int code : {0,    999,  1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1011,  1014,
                           1015, 1016, 1100, 2000, 2999, 3000, 3999, 4000, 4999, 5000, 65'535}) {
        const auto expected = is_valid(code) ? "close " + std::to_string(code) + " \n" : "failed 1002 \n";
        EXPECT_EQ(decode(client_close(code)), expected) << code;
    }
}

TEST(Decoder, InvalidUtf8Is1007AsSoonAsItIsSeen) {
    // Fails within the first fragment, before the message has ended.
    EXPECT_EQ(decode(client_frame("a\xc0\xaf", begin)), "failed 1007 \n");
    EXPECT_EQ(decode(client_text("\xe2\x82")), "failed 1007 \n");
    // A code point may be cut by fragments.
    EXPECT_EQ(decode(client_frame("\xe2", begin) + client_frame("\x82", more) + client_frame("\xac", last)),
              "text \xe2\x82\xac\n");
    EXPECT_EQ(decode(client_frame("\xe2", begin) + client_frame("x", last)), "failed 1007 \n");
}

TEST(Decoder, MemoryIsGivenBackBetweenMessages) { EXPECT_LE(sizeof(Decoder), 200u); }

} // namespace tandem::test
