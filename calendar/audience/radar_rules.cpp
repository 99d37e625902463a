#include "calendar/audience/radar_rules.hpp"

#include <algorithm>

namespace tandem {
namespace {

using std::chrono::days;

constexpr Field fields[] = {
    integer<&RadarRules::most_touches>("most_touches", "How often both teams may contact an account").range(1, 50),
    integer<&RadarRules::in_days>("in_days", "In so many days that follow each other").range(1, 60),
    integer<&RadarRules::cool_down_days>("cool_down_days", "Days of quiet after a conversation; 0 is none")
        .range(0, 60),
    boolean<&RadarRules::hush_during_opportunity>("hush_during_opportunity",
                                                  "Nothing planned while a deal is talked over"),
    boolean<&RadarRules::one_per_slot>("one_per_slot", "Only one thing at a time on a channel"),
};

} // namespace

constinit const EntityType radar_rules_type = entity<RadarRules>("radar_rules", Audience::everyone, fields);

// The fullest such days begin with a contact, or with `on` itself.
bool is_too_often(const RadarRules& rules, std::span<const Date> others, Date on) {
    const auto first = std::ranges::lower_bound(others, on - days{rules.in_days - 1});
    const auto counted_from = [&](auto begin, Date from) {
        const auto end = std::lower_bound(begin, others.end(), from + days{rules.in_days});
        return end - begin + 1 > rules.most_touches;
    };
    for (auto begin = first; begin != others.end() && *begin <= on; ++begin)
        if (counted_from(begin, *begin)) return true;
    return counted_from(std::ranges::lower_bound(others, on), on);
}

bool is_cooling_down(const RadarRules& rules, std::span<const Date> conversations, Date on) {
    return std::ranges::any_of(conversations,
                               [&](Date spoke) { return spoke <= on && on < spoke + days{rules.cool_down_days}; });
}

} // namespace tandem
