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
    std::string all(Id member) { return queries.activity(*engine.directory(), member, {}, 50, {}); }
    // "radar_override Spring letter "01…"": what the newest change before that made or deleted, and its entry.
    std::string last_titles(Id member, std::optional<std::int64_t> before = {}) {
        const auto text = queries.activity(*engine.directory(), member, before, 1, {});
        static const SchemaSet schemas;
        const auto fault = schemas.find_fault("api/activity.json", text);
        EXPECT_FALSE(fault) << fault->field << ": " << fault->message;
        std::string titles;
        for (const auto& item : boost::json::parse(text).at("changes").at(0).at("items").as_array())
            titles += fmt::format(
                "{}{} {} {}", titles.empty() ? "" : ", ", std::string_view(item.at("kind").as_string()),
                std::string_view(item.at("title").as_string()), boost::json::serialize(item.at("entry_id")));
        return titles;
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

// An override of the radar has no name of its own. The account of the push negotiates, so there is something to
// override.
TEST_F(ActivityTest, APartWithoutANameIsCalledAfterItsEntryForWhoeverSeesThat) {
    const Id adler = add_account(mia, "Adler");
    acked(run(mia, "account.update", fmt::format(R"({{"id":"{}","open_opportunity":true}})", to_text(adler))));
    const Id audience =
        acked(run(mia, "audience.create", fmt::format(R"({{"name":"A","account_ids":["{}"]}})", to_text(adler))))
            .id.value();
    const Id push = add_entry(mia, calendar, "Spring letter",
                              fmt::format(R"(,"kind":"push","status":"planned","audience_ids":["{}"],)"
                                          R"("when":{{"starts_on":"2026-03-12","ends_on":"2026-03-13"}})",
                                          to_text(audience)));
    const auto args = fmt::format(R"({{"entry_id":"{}","reason":"Agreed"}})", to_text(push));
    acked(run(mia, "radar_override.create", args));
    EXPECT_EQ(last_titles(rob), fmt::format("radar_override Spring letter \"{}\"", to_text(push)));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","title":"Summer letter"}})", to_text(push))));
    EXPECT_EQ(last_titles(rob, engine.last_seq()), fmt::format("radar_override Summer letter \"{}\"", to_text(push)));
    // One that was taken back says that everyone saw its entry then: what it is called is told by the entry as it is
    // now.
    const Ack again = acked(run(mia, "radar_override.create", args));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", again.seq)));
    const Ack hidden = acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(push))));
    EXPECT_FALSE(all(rob).contains("radar_override")) << all(rob);
    EXPECT_FALSE(all(rob).contains("letter")) << all(rob);
    EXPECT_TRUE(all(mia).contains("Summer letter"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", hidden.seq)));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(push))));
    EXPECT_TRUE(last_titles(mia).contains("radar_override Summer letter null")) << last_titles(mia);
}

} // namespace
} // namespace tandem
