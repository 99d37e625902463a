#include "calendar/audience/condition.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

Account brewery() {
    Account account;
    account.name = "Brauerei Adler";
    account.industry = "Food or Feed";
    account.region = "DACH";
    account.employee_count = 200;
    account.rating = AccountRating::b;
    account.owner_id = Id{1, 1};
    return account;
}

bool holds_of_brewery(std::string_view text) {
    const auto condition = parse_condition(text);
    EXPECT_TRUE(condition) << text << ": " << (condition ? "" : condition.error().message);
    return condition && match({*condition}, brewery());
}

std::string refusal(std::string_view text) {
    const auto condition = parse_condition(text);
    return condition ? "none" : condition.error().message;
}

TEST(Condition, HoldsOfAnyOfItsValuesWhateverTheCase) {
    EXPECT_TRUE(holds_of_brewery("region is dach"));
    EXPECT_TRUE(holds_of_brewery("region is Nordics or DACH"));
    EXPECT_FALSE(holds_of_brewery("region is DAC"));
    EXPECT_FALSE(holds_of_brewery("region is not Nordics or DACH"));
    EXPECT_TRUE(holds_of_brewery("region is not Nordics or Iberia"));
    EXPECT_TRUE(holds_of_brewery("name contains winery or ADLER"));
    EXPECT_FALSE(holds_of_brewery("name contains winery"));
}

TEST(Condition, ANumberIsInsideAtItsBound) {
    EXPECT_TRUE(holds_of_brewery("employee_count >= 200"));
    EXPECT_FALSE(holds_of_brewery("employee_count >= 201"));
    EXPECT_TRUE(holds_of_brewery("employee_count <= 200"));
    EXPECT_FALSE(holds_of_brewery("employee_count <= 199"));
    EXPECT_TRUE(holds_of_brewery("employee_count is 7 or 200"));
}

TEST(Condition, WhatIsNotKnownIsNeitherMoreNorLess) {
    Account account;
    for (const auto* text : {"employee_count >= 0", "employee_count <= 10000000", "employee_count is 0"})
        EXPECT_FALSE(match({parse_condition(text).value()}, account)) << text;
    for (const auto* text : {"employee_count is empty", "region is empty", "owner_id is empty", "rating is empty"})
        EXPECT_TRUE(match({parse_condition(text).value()}, account)) << text;
    EXPECT_FALSE(match({parse_condition("region is not empty").value()}, account));
}

TEST(Condition, QuotesKeepWordsTogether) {
    EXPECT_TRUE(holds_of_brewery(R"(industry is "food or feed")"));
    EXPECT_FALSE(holds_of_brewery("industry is food or feed"));
    EXPECT_TRUE(holds_of_brewery(R"(industry is Steel or "Food or Feed")"));
    EXPECT_FALSE(holds_of_brewery(R"(region is "empty")"));
}

TEST(Condition, FlagsRatingsAndOwners) {
    EXPECT_TRUE(holds_of_brewery("do_not_contact is no"));
    EXPECT_FALSE(holds_of_brewery("open_opportunity is yes"));
    EXPECT_TRUE(holds_of_brewery("rating is a or B"));
    EXPECT_TRUE(holds_of_brewery("owner_id is " + to_text(Id{1, 1})));
    EXPECT_FALSE(holds_of_brewery("owner_id is empty"));
}

TEST(Condition, RefusalNamesTheCharacterAndTheRule) {
    EXPECT_EQ(refusal(""), "at character 1: needs a field of accounts, such as region or employee_count");
    EXPECT_EQ(refusal("note contains x"),
              "at character 1: needs a field of accounts, such as region or employee_count");
    EXPECT_EQ(refusal("region"), "at character 7: needs is, is not, contains, >= or <=");
    EXPECT_EQ(refusal("region >= 5"), "at character 8: only employee_count can be more or less");
    EXPECT_EQ(refusal("rating contains a"), "at character 8: only a field of words can contain something");
    EXPECT_EQ(refusal("region is a\nb"), "at character 12: needs to be one line");
    EXPECT_EQ(refusal("region is "), "at character 11: needs a value");
    EXPECT_EQ(refusal("region is Österreich or "), "at character 25: needs a value");
    EXPECT_EQ(refusal("employee_count >= many"), "at character 19: needs a whole number");
    EXPECT_EQ(refusal("employee_count >= 5 or 6"), "at character 24: takes one number only");
    EXPECT_EQ(refusal("employee_count >= empty"), "at character 19: needs a value that is not empty");
    EXPECT_EQ(refusal("do_not_contact is true"), "at character 19: needs yes or no");
    EXPECT_EQ(refusal("rating is e"), "at character 11: needs a, b, c, d or empty");
    EXPECT_EQ(refusal("owner_id is Mia"), "at character 13: needs the id of a member, or empty");
    EXPECT_EQ(refusal(R"(region is "DACH)"), "at character 11: the quotes are not closed");
    EXPECT_EQ(refusal(R"(region is "DACH" and)"), "at character 18: needs or, or nothing more");
}

TEST(Condition, ARuleNamesTheConditionThatIsWrong) {
    const auto read = parse_conditions({"region is DACH", "employee_count >= x"});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().field, "conditions");
    EXPECT_EQ(read.error().message, "condition 2 at character 19: needs a whole number");
}

TEST(Condition, AllOfARuleMustHoldAndNoneHoldsOfNobody) {
    EXPECT_TRUE(match(parse_conditions({"region is DACH", "rating is b"}).value(), brewery()));
    EXPECT_FALSE(match(parse_conditions({"region is DACH", "rating is c"}).value(), brewery()));
    EXPECT_FALSE(match({}, brewery()));
}

} // namespace
} // namespace tandem
