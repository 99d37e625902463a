// The activity list: of a change of many things it tells the first, and counts the others that the reader may know of.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct ActivityTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");

    void update_many(int count, int of_them_private) {
        std::string ids;
        for (int i = 0; i < count; ++i) {
            const Id id = add_entry(mia, calendar, "Push", i < of_them_private ? R"(,"private":true)" : "");
            ids += fmt::format(R"({}"{}")", ids.empty() ? "" : ",", to_text(id));
        }
        acked(run(mia, "entry.update_many", fmt::format(R"({{"ids":[{}],"fields":{{"channel":"phone"}}}})", ids)));
    }
    // "20 and 7"
    std::string last_change(Id member) {
        const auto text = queries.activity(*engine.directory(), member, {}, 1, {});
        static const SchemaSet schemas;
        const auto fault = schemas.find_fault("api/activity.json", text);
        EXPECT_FALSE(fault) << fault->field << ": " << fault->message;
        const auto answer = boost::json::parse(text);
        const auto& change = answer.at("changes").at(0);
        return fmt::format("{} and {}", change.at("items").as_array().size(), change.at("more_items").to_number<int>());
    }
};

TEST_F(ActivityTest, OfAChangeOfManyItTellsTheFirstAndCountsTheOthers) {
    update_many(20, 0);
    EXPECT_EQ(last_change(mia), "20 and 0");
    update_many(32, 5);
    EXPECT_EQ(last_change(mia), "20 and 12");
    EXPECT_EQ(last_change(rob), "20 and 7") << "what is hidden from them is not counted";
}

} // namespace
} // namespace tandem
