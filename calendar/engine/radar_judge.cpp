#include "calendar/engine/radar_judge.hpp"

#include <algorithm>

namespace tandem {

RadarJudge::RadarJudge(const RadarRules& rules, const RadarPicture& picture, std::span<const Date> own)
    : rules_(rules), picture_(picture), own_(own.begin(), own.end()), days_(picture.heard.size()),
      conversations_(picture.heard.size()) {
    for (std::size_t i = 0; i < picture.heard.size(); ++i)
        for (const Heard& heard : picture.heard[i]) {
            days_[i].push_back(heard.on);
            if (heard.conversation) conversations_[i].push_back(heard.on);
        }
}

bool RadarJudge::breaks(RadarRule rule, std::size_t account, Date on) const {
    switch (rule) {
    case RadarRule::do_not_contact: return picture_.accounts[account].do_not_contact;
    case RadarRule::open_opportunity:
        return rules_.hush_during_opportunity && picture_.accounts[account].open_opportunity;
    case RadarRule::cool_down: return is_cooling_down(rules_, conversations_[account], on);
    case RadarRule::too_often: break;
    }
    if (own_.size() < 2) return is_too_often(rules_, days_[account], on);
    return is_too_often_with_own(days_[account], on);
}

bool RadarJudge::hears_too_often_without(std::span<const std::int32_t> entries, std::size_t account, Date on) const {
    std::vector<Date> others;
    for (const Heard& heard : picture_.heard[account])
        if (!std::ranges::binary_search(entries, heard.entry)) others.push_back(heard.on);
    return is_too_often_with_own(std::move(others), on);
}

// The other days of the plan are contacts, too.
bool RadarJudge::is_too_often_with_own(std::vector<Date> others, Date on) const {
    for (const Date day : own_)
        if (day != on) others.insert(std::ranges::upper_bound(others, day), day);
    return is_too_often(rules_, others, on);
}

std::size_t RadarJudge::troubled_on(Date on) const {
    std::size_t troubled = 0;
    for (std::size_t i = 0; i < days_.size(); ++i)
        troubled += is_too_often(rules_, days_[i], on) || is_cooling_down(rules_, conversations_[i], on);
    return troubled;
}

} // namespace tandem
