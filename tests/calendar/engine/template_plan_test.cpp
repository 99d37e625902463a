// Where the items of a template fall: tests/data/template_plans.json, which the page reads, too.
#include <fstream>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/template_plan.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) { return std::string(value.get_string()); }

ItemPtr item_from(const json::object& from, std::uint64_t number) {
    auto item = std::make_shared<TemplateItem>();
    item->id = Id{1, number + 1};
    item->title = fmt::format("Item {}", number + 1);
    item->position = static_cast<std::int64_t>(number);
    if (const auto& day = from.at("day"); day.is_int64()) item->day = day.get_int64();
    if (const auto* days = from.if_contains("days")) item->days = days->get_int64();
    if (const auto* time = from.if_contains("time")) item->time = text(*time);
    if (const auto* minutes = from.if_contains("minutes")) item->minutes = minutes->get_int64();
    if (const auto* working = from.if_contains("working_days")) item->working_days = working->get_bool();
    if (const auto* other = from.if_contains("follows"))
        item->follows_id = Id{1, static_cast<std::uint64_t>(other->get_int64()) + 1};
    return item;
}

PlanGiven given_from(const json::object& from) {
    PlanGiven given{parse_date(text(from.at("starts_on"))).value(), "Europe/Berlin", {}, {}};
    const auto* team = from.if_contains("team");
    const bool is_sales = team && team->get_string() == "sales";
    given.team_of = [is_sales](const TemplateItem&) { return is_sales ? Team::sales : Team::marketing; };
    if (const auto* all = from.if_contains("blackouts"))
        for (const auto& one : all->get_array()) {
            Blackout blackout;
            blackout.first_on = parse_date(text(one.at("first_on"))).value();
            blackout.last_on = parse_date(text(one.at("last_on"))).value();
            blackout.yearly = one.get_object().contains("yearly");
            for (const auto& whose : one.at("teams").get_array()) blackout.teams.push_back(text(whose));
            given.blackouts.push_back(blackout);
        }
    return given;
}

json::value told(const std::optional<When>& when) {
    if (!when) return nullptr;
    const bool is_whole = when->kind == When::Kind::all_day;
    const auto one = [&](LocalTime at) { return to_text(at).substr(0, is_whole ? 10 : 19); };
    return json::array{one(when->starts).c_str(), one(when->ends).c_str()};
}

TEST(TemplatePlan, FallsAsTheTableSays) {
    std::ifstream file(std::string(TANDEM_SOURCE_DIR) + "/tests/data/template_plans.json");
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    const json::value cases = json::parse(all);
    ASSERT_GE(cases.get_array().size(), 10u);
    for (const auto& one : cases.get_array()) {
        const auto& object = one.get_object();
        std::vector<ItemPtr> items;
        for (const auto& item : object.at("items").get_array())
            items.push_back(item_from(item.get_object(), items.size()));
        const auto placed = place_items(items, given_from(object));
        if (const auto* refused = object.if_contains("refused")) {
            ASSERT_FALSE(placed) << text(object.at("says"));
            EXPECT_EQ(placed.error().message, text(*refused));
            EXPECT_EQ(placed.error().field, "starts_on");
            continue;
        }
        ASSERT_TRUE(placed) << text(object.at("says"));
        json::array found;
        for (const PlacedItem& item : *placed) found.push_back(told(item.when));
        EXPECT_EQ(found, object.at("is").get_array()) << text(object.at("says"));
    }
}

TEST(TemplatePlan, WhatOthersFollowOrNeedComesFirstAndACircleIsNamed) {
    const auto make = [](std::uint64_t number, std::optional<std::uint64_t> follows) {
        auto item = std::make_shared<TemplateItem>();
        item->id = Id{1, number};
        item->title = fmt::format("Item {}", number);
        item->position = static_cast<std::int64_t>(number);
        if (follows) item->follows_id = Id{1, *follows};
        return item;
    };
    const auto ordered = in_order({make(1, 3), make(2, {}), make(3, 2)});
    ASSERT_TRUE(ordered);
    std::vector<std::int64_t> places;
    for (const ItemPtr& item : *ordered) places.push_back(item->position);
    EXPECT_EQ(places, (std::vector<std::int64_t>{2, 3, 1}));
    const auto circle = in_order({make(1, 2), make(2, 1)});
    ASSERT_FALSE(circle);
    EXPECT_EQ(circle.error().field, "follows_id");
    EXPECT_EQ(circle.error().message, "“Item 1” goes round in a circle");
}

} // namespace
} // namespace tandem
