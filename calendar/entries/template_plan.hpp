#pragma once
// Where the items of a template fall, from the campaign's first day: by their distances, working days around weekends
// and days off. static/src/views/templates/place.ts says the same for the preview; both read
// tests/data/template_plans.json. Pure, on any thread.

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "calendar/entries/blackout.hpp"
#include "calendar/entries/template.hpp"

namespace tandem {

using ItemPtr = std::shared_ptr<const TemplateItem>;

// So that what an item follows or needs stands before it; else by position. Errors: invalid_field follows_id or
// needs_ids with the titles of a circle.
Result<std::vector<ItemPtr>> in_order(std::vector<ItemPtr> items);

struct PlacedItem {
    ItemPtr item;
    std::optional<When> when;
};

struct PlanGiven {
    Date first_on;    // the campaign's first day
    std::string zone; // of times of day
    std::vector<Blackout> blackouts;
    std::function<Team(const TemplateItem&)> team_of; // of whoever answers for it: whose days off count
};

// `items` in their order. Errors: invalid_field starts_on, naming the item that has no place.
Result<std::vector<PlacedItem>> place_items(std::span<const ItemPtr> items, const PlanGiven& given);

// Whether a team works on that day.
bool is_working_day(Date on, Team team, std::span<const Blackout> blackouts);

// A working day is looked for within so many days.
inline constexpr int most_days_on = 60;

} // namespace tandem
