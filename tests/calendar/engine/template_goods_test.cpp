// What a campaign and what hangs under it may cost, whom it is for and what it offers: saved as a template and used.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/template.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct TemplateGoodsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id campaign =
        add_entry(rob, calendar, "Spring",
                  R"(,"kind":"campaign","status":"planned","when":{"starts_on":"2026-03-02","ends_on":"2026-03-16"})");
    Id north = acked(run(mia, "audience.create", R"({"name":"North"})")).id.value();
    Id deal = acked(run(mia, "offer.create", R"({"name":"Two months free"})")).id.value();

    Id add(std::string_view title) {
        return add_entry(rob, calendar, title, fmt::format(R"(,"kind":"push","parent_id":"{}")", to_text(campaign)));
    }
    Id save() {
        const auto args = fmt::format(R"({{"entry_id":"{}","name":"Again"}})", to_text(campaign));
        return acked(run(rob, "template.save", args)).id.value();
    }
    void give(Id entry, int budget) {
        acked(run(rob, "entry.update",
                  fmt::format(R"({{"id":"{}","budget":{},"audience_ids":["{}"],"offer_ids":["{}"]}})", to_text(entry),
                              budget, to_text(north), to_text(deal))));
    }
    Id again(Id whole) {
        const auto args =
            fmt::format(R"({{"template_id":"{}","calendar_id":"{}","title":"Autumn","starts_on":"2026-09-07"}})",
                        to_text(whole), to_text(calendar));
        return acked(run(mia, "template.use", args)).id.value();
    }
    std::vector<std::shared_ptr<const Entry>> children(Id of) {
        const Records::Parameter id[] = {to_text(of)};
        std::vector<std::shared_ptr<const Entry>> found;
        for (const auto& record : Records(database).select(entry_type, "parent_id = ? ORDER BY title", id))
            found.push_back(std::static_pointer_cast<const Entry>(record));
        return found;
    }
    static std::string goods(const auto& record) {
        return fmt::format("{} {} {}", record.budget.value_or(-1), record.audience_ids.size(), record.offer_ids.size());
    }
};

TEST_F(TemplateGoodsTest, MoneyAudiencesAndOffersAreSavedAndUsedAgain) {
    give(campaign, 9000);
    const Id calls = add("Calls");
    give(calls, 450);
    add("Film");
    const Id whole = save();
    const Id made = again(whole);
    const auto second = load<Entry>(entry_type, made);
    EXPECT_EQ(second->budget, 9000);
    EXPECT_EQ(second->audience_ids, IdList{north});
    EXPECT_EQ(second->offer_ids, IdList{deal});
    const auto entries = children(made);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0]->budget, 450);
    EXPECT_EQ(entries[0]->audience_ids, IdList{north});
    EXPECT_EQ(entries[0]->offer_ids, IdList{deal});
    EXPECT_EQ(goods(*entries[1]), "-1 0 0") << "what was given nothing is given nothing";
}

TEST_F(TemplateGoodsTest, WhatIsDeletedIsLetGoAndComesBackByUndo) {
    give(campaign, 9000);
    give(add("Calls"), 450);
    const Id whole = save();
    const auto told = [&] {
        const Records::Parameter id[] = {to_text(whole)};
        const auto item = Records(database).select(template_item_type, "template_id = ?", id).at(0);
        return goods(*load<Template>(template_type, whole)) + ", " + goods(static_cast<const TemplateItem&>(*item));
    };
    const auto remove = [&](std::string_view kind, Id id) {
        return acked(run(mia, fmt::format("{}.delete", kind), fmt::format(R"({{"id":"{}"}})", to_text(id)))).seq;
    };
    ASSERT_EQ(told(), "9000 1 1, 450 1 1");
    remove("audience", north);
    EXPECT_EQ(told(), "9000 0 1, 450 0 1");
    const auto seq = remove("offer", deal);
    EXPECT_EQ(told(), "9000 0 0, 450 0 0");
    EXPECT_EQ(goods(*load<Entry>(entry_type, again(whole))), "9000 0 0") << "and is used without them";
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", seq)));
    EXPECT_EQ(told(), "9000 0 1, 450 0 1");
}

TEST_F(TemplateGoodsTest, WhatIsNotThereIsNamedByItsField) {
    const Id whole = save();
    const auto field_of = [&](std::string_view more) {
        const auto args = fmt::format(R"({{"id":"{}",{}}})", to_text(whole), more);
        return refused(run(mia, "template.update", args)).field;
    };
    EXPECT_EQ(field_of(fmt::format(R"("audience_ids":["{}"])", to_text(deal))), "audience_ids");
    EXPECT_EQ(field_of(fmt::format(R"("offer_ids":["{}"])", to_text(north))), "offer_ids");
    EXPECT_EQ(field_of(R"("budget":-1)"), "budget");
}

} // namespace
} // namespace tandem
