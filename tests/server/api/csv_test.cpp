// POST /api/import/csv: who may, what is answered, all or nothing.
#include "tests/server/api/import_api.hpp"

namespace tandem {
namespace {

struct CsvApiTest : ImportApiTest {
    std::int64_t accounts() { return reader.query_integer("SELECT count(*) FROM account").value(); }
};

TEST_F(CsvApiTest, APreviewSaysWhatItFoundAndWritesNothing) {
    const auto answer =
        table("kind=accounts&preview=true", "Company;Employees;Shoe size\nNordkai;12;43\nPlan AG;many;\n");
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.number("rows"), 2);
    EXPECT_EQ(answer.number("created"), 1);
    EXPECT_EQ(answer.number("error_count"), 1);
    EXPECT_EQ(answer.text("delimiter"), ";");
    EXPECT_EQ(answer.body.at("columns"), boost::json::parse(R"(["name","employee_count",""])"));
    EXPECT_EQ(answer.body.at("errors"), boost::json::parse(R"([{"row":3,"column":"Employees","field":"employee_count",
        "reason":"must be a whole number"}])"));
    EXPECT_EQ(answer.body.at("sample"), boost::json::parse(R"([["Nordkai","12","43"],["Plan AG","many",""]])"));
    EXPECT_EQ(accounts(), 0);
}

TEST_F(CsvApiTest, ItIsImportedWholeAndWithAnErrorNotAtAll) {
    const auto broken = table("kind=accounts", "Company,Employees\nNordkai,12\nPlan AG,many\n");
    EXPECT_EQ(broken.status, 422);
    EXPECT_EQ(broken.text("field"), "file");
    EXPECT_EQ(broken.text("message"), "row 3, Employees: must be a whole number");
    EXPECT_EQ(accounts(), 0);
    const auto whole = table("kind=accounts&columns=name,employee_count", "A,B\nNordkai,12\nPlan AG,7\n");
    ASSERT_EQ(whole.status, 200);
    EXPECT_EQ(whole.number("created"), 2);
    EXPECT_TRUE(parse_id(whole.text("import_id")));
    EXPECT_EQ(accounts(), 2);
}

TEST_F(CsvApiTest, WhoMayNotWriteImportsNothing) {
    visitor.member_id = eva;
    EXPECT_EQ(table("kind=accounts", "Company\nNordkai\n").status, 403);
    visitor.member_id = rob;
    EXPECT_EQ(table("kind=entries&calendar=" + to_text(closed), "Title\nFair\n").status, 404);
    visitor = {mia, {}, {}, false};
    EXPECT_EQ(table("kind=accounts", "Company\nNordkai\n").status, 403);
    EXPECT_EQ(accounts() + entries(), 0);
}

TEST_F(CsvApiTest, WhatIsAskedWronglyIsNamed) {
    EXPECT_EQ(table("kind=shoes", "Company\n").text("field"), "kind");
    EXPECT_EQ(table("kind=entries", "Title\n").text("field"), "calendar");
    EXPECT_EQ(table("kind=accounts&columns=shoes", "Company\n").text("field"), "columns");
    EXPECT_EQ(table("kind=accounts&preview=maybe", "Company\n").text("field"), "preview");
    EXPECT_EQ(table("kind=accounts", "Company\n\"Nordkai\n").text("field"), "file");
    EXPECT_EQ(read(send("kind=accounts", "Company\n", "text/calendar", "/api/import/csv")).status, 415);
}

} // namespace
} // namespace tandem
