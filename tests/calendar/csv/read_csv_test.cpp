#include "calendar/csv/read_csv.hpp"

#include <gtest/gtest.h>

namespace tandem::csv {
namespace {

using Cells = std::vector<std::vector<std::string>>;

Cells cells(std::string_view bytes) {
    const auto table = read_csv(bytes);
    EXPECT_TRUE(table) << (table ? "" : table.error().message);
    Cells all;
    if (table)
        for (const Row& row : table->rows) all.push_back(row.cells);
    return all;
}
std::string problem(std::string_view bytes) {
    const auto table = read_csv(bytes);
    EXPECT_FALSE(table);
    return table ? "" : table.error().message;
}
template <std::size_t N>
std::string_view bytes(const char (&text)[N]) {
    return {text, N - 1};
}

TEST(ReadCsv, TakesQuotesAsRfc4180Says) {
    EXPECT_EQ(cells("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\r\nlines\",z"),
              (Cells{{"a", "b"}, {"x, y", "say \"hi\""}, {"two\r\nlines", "z"}}));
    EXPECT_EQ(cells("5\" pipe,b\n"), (Cells{{"5\" pipe", "b"}}));
    EXPECT_EQ(cells("a,b\r1,2\r"), (Cells{{"a", "b"}, {"1", "2"}})) << "as old Macs end lines";
    EXPECT_EQ(cells(" a ,b c \t\n"), (Cells{{"a", "b c"}})) << "the blanks around a cell are none of it";
    EXPECT_EQ(cells("\" a \", b \n"), (Cells{{"a", "b"}}));
}

TEST(ReadCsv, FindsTheDelimiter) {
    for (const char c : {',', ';', '\t', '|'}) {
        const std::string d(1, c);
        EXPECT_EQ(cells("a" + d + "b" + d + "c\n1" + d + "2" + d + "3"), (Cells{{"a", "b", "c"}, {"1", "2", "3"}}));
    }
    EXPECT_EQ(cells("\"a,b,c\";d\n1;2"), (Cells{{"a,b,c", "d"}, {"1", "2"}}));
    EXPECT_EQ(cells("sep=;\r\na,x;b"), (Cells{{"a,x", "b"}}));
    EXPECT_EQ(cells("sep="), (Cells{{"sep="}}));
    EXPECT_EQ(problem("sep=x\na"), "has a delimiter that is none of , ; tab |");
    EXPECT_EQ(cells("\r\n\na;b\n1,2,3;4"), (Cells{{"a", "b"}, {"1,2,3", "4"}})) << "by the first row that has anything";
}

TEST(ReadCsv, FindsTheEncoding) {
    const Cells umlaut{{"Größe", "€"}};
    EXPECT_EQ(cells("Größe,€"), umlaut);
    EXPECT_EQ(cells("\xef\xbb\xbfGröße,€"), umlaut);
    EXPECT_EQ(cells("Gr\xf6\xdf"
                    "e,\x80"),
              umlaut);
    EXPECT_EQ(cells(bytes("\xff\xfeG\0r\0\xf6\0\xdf\0e\0,\0\xac\x20")), umlaut);
    EXPECT_EQ(cells(bytes("\xfe\xff\0G\0r\0\xf6\0\xdf\0e\0,\x20\xac")), umlaut);
    EXPECT_EQ(cells(bytes("a\0,\0b\0\n\0")), (Cells{{"a", "b"}}));
    EXPECT_EQ(cells(bytes("\xff\xfe\x3d\xd8\x00\xde")), (Cells{{"😀"}}));
    EXPECT_EQ(cells(bytes("\0a\0,\0b\0\n")), (Cells{{"a", "b"}}));
    EXPECT_EQ(cells(bytes("a\0,\0\x16\x04")), (Cells{{"a", "Ж"}})) << "where not every letter is Latin";
    EXPECT_EQ(read_csv("Gr\xf6\xdf"
                       "e")
                  ->encoding,
              "Windows-1252");
    EXPECT_EQ(read_csv("Größe")->encoding, "UTF-8");
    EXPECT_EQ(read_csv(bytes("\xff\xfe"
                             "a\0"))
                  ->encoding,
              "UTF-16");
}

TEST(ReadCsv, CountsRowsAsASpreadsheetDoes) {
    const auto table = read_csv("a,b\n\n,\n1,2\n\"x\ny\",3\n4,5\n").value();
    std::vector<std::uint32_t> numbers;
    for (const Row& row : table.rows) numbers.push_back(row.number);
    EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 4, 5, 6}));
    EXPECT_EQ(read_csv("sep=;\na;b\n")->rows[0].number, 2U);
}

TEST(ReadCsv, NamesTheRowThatIsBroken) {
    EXPECT_EQ(problem("a\n\"b\nc"), "has a quotation mark that is never closed, in row 2");
    EXPECT_EQ(problem("a\n\n,\n\"b\nc"), "has a quotation mark that is never closed, in row 4");
    EXPECT_EQ(problem("a\n\"b\"c"), "has text after a closing quotation mark, in row 2");
    EXPECT_EQ(problem(""), "holds nothing");
    EXPECT_EQ(problem("\n \n"), "holds nothing");
    EXPECT_EQ(problem(bytes("\xff\xfe"
                            "a")),
              "is UTF-16 that breaks off or is damaged");
    for (const auto half : {bytes("\xff\xfe\x00\xde"), bytes("\xff\xfe\x3d\xd8"),
                            bytes("\xff\xfe\x3d\xd8"
                                  "a\0")})
        EXPECT_EQ(problem(half), "is UTF-16 that breaks off or is damaged") << "half of a pair";
    EXPECT_EQ(problem("a\n" + std::string(most_cell_bytes + 1, 'x')), "has a cell that is too long, in row 2");
    EXPECT_TRUE(read_csv(std::string(most_cell_bytes, 'x')));
    EXPECT_EQ(problem(std::string(most_columns, ',')), "has more than 100 columns, in row 1");
    EXPECT_TRUE(read_csv("a" + std::string(most_columns - 1, ',')));
}

TEST(ReadCsv, TakesAHundredThousandRowsAndNoMore) {
    std::string text = "name\n";
    for (std::size_t i = 0; i < most_rows; ++i) text += "a\n";
    EXPECT_EQ(cells(text).size(), most_rows + 1);
    EXPECT_EQ(read_csv(text + "a\n").error().code, ErrorCode::too_large);
}

TEST(ReadCsv, ManyCellsCostNoMoreMemoryThanTheirBound) {
    std::string text;
    for (std::size_t i = 0; i < 25'000; ++i) text += "a" + std::string(90, ',') + "\n";
    EXPECT_EQ(read_csv(text).error().code, ErrorCode::too_large);
}

} // namespace
} // namespace tandem::csv
