#include "calendar/entries/template_plan.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace tandem {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::weekday;

bool names(const TemplateItem& item, Id id) {
    return item.follows_id == id || std::ranges::find(item.needs_ids, id) != item.needs_ids.end();
}

std::unexpected<Error> no_place(const TemplateItem& item, std::string_view why) {
    return fail_field("starts_on", fmt::format("“{}” {}", item.title, why));
}

When when_of(const TemplateItem& item, Date on, const std::string& zone) {
    if (item.time.empty()) return {When::Kind::all_day, LocalTime{on}, LocalTime{on + days{item.days}}, {}};
    const LocalTime starts = *parse_local_time(to_text(on) + "T" + item.time + ":00");
    return {When::Kind::zoned, starts, starts + minutes{item.minutes}, zone};
}

class Placing {
public:
    explicit Placing(const PlanGiven& given) : given_(given) {}

    Result<PlacedItem> place(const ItemPtr& item) {
        if (!item->day) return PlacedItem{item, std::nullopt};
        Date from = given_.first_on;
        if (item->follows_id)
            if (const auto followed = days_.find(*item->follows_id); followed != days_.end()) from = followed->second;
        Date on = from + days{*item->day};
        if (!is_within_years(LocalTime{on})) return no_place(*item, "falls outside the years 1900 to 2200");
        if (item->working_days) {
            const Team team = given_.team_of(*item);
            int on_by = 0;
            while (!is_working_day(on, team, given_.blackouts)) {
                if (++on_by > most_days_on) return no_place(*item, "finds no working day within 60 days");
                on += days{1};
            }
        }
        const When when = when_of(*item, on, given_.zone);
        if (!is_within_years(when.ends)) return no_place(*item, "falls outside the years 1900 to 2200");
        days_.emplace(item->id, on);
        return PlacedItem{item, when};
    }

private:
    const PlanGiven& given_;
    std::unordered_map<Id, Date> days_;
};

} // namespace

Result<std::vector<ItemPtr>> in_order(std::vector<ItemPtr> items) {
    std::ranges::sort(items, [](const ItemPtr& a, const ItemPtr& b) {
        return std::pair(a->position, a->id) < std::pair(b->position, b->id);
    });
    std::vector<ItemPtr> ordered;
    while (!items.empty()) {
        const auto is_free = [&](const ItemPtr& item) {
            return std::ranges::none_of(items, [&](const ItemPtr& other) { return names(*item, other->id); });
        };
        const auto next = std::ranges::find_if(items, is_free);
        if (next == items.end()) {
            const bool follows =
                std::ranges::any_of(items, [](const ItemPtr& item) { return item->follows_id.has_value(); });
            return fail_field(follows ? "follows_id" : "needs_ids",
                              fmt::format("“{}” goes round in a circle", items.front()->title));
        }
        ordered.push_back(*next);
        items.erase(next);
    }
    return ordered;
}

bool is_working_day(Date on, Team team, std::span<const Blackout> blackouts) {
    const weekday day{on};
    return day != std::chrono::Saturday && day != std::chrono::Sunday &&
           std::ranges::none_of(blackouts, [&](const Blackout& one) { return is_blacked_out(one, team, on); });
}

Result<std::vector<PlacedItem>> place_items(std::span<const ItemPtr> items, const PlanGiven& given) {
    Placing placing(given);
    std::vector<PlacedItem> placed;
    for (const ItemPtr& item : items) {
        auto one = placing.place(item);
        if (!one) return std::unexpected(one.error());
        placed.push_back(std::move(*one));
    }
    return placed;
}

} // namespace tandem
