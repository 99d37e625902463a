#include "calendar/engine/radar_judge.hpp"

#include <algorithm>
#include <utility>

namespace tandem {

void append_rules(std::string& out, const BrokenRules& broken) {
    for (std::size_t rule = 0; rule < broken.size(); ++rule) {
        if (!broken[rule]) continue;
        if (!out.ends_with('[')) out += ',';
        out.append("\"").append(radar_rule_names[rule]).append("\"");
    }
}

BrokenRules HeardJudge::broken_on(Date on) const {
    BrokenRules broken;
    const auto today = std::ranges::equal_range(heard_, on, {}, &Heard::on);
    if (today.empty()) return broken;
    const auto set = [&](RadarRule rule, bool is) { broken.set(static_cast<std::size_t>(rule), is); };
    const bool is_planned = std::ranges::any_of(today, [](const Heard& one) { return one.entry >= 0; });
    set(RadarRule::do_not_contact, do_not_contact_ && is_planned && on >= today_);
    set(RadarRule::open_opportunity, rules_.hush_during_opportunity && open_opportunity_ && is_planned && on >= today_);
    set(RadarRule::too_often, hears_too_often(on));
    const bool is_cooling = std::ranges::any_of(heard_, [&](const Heard& one) {
        return one.conversation && is_cooling_down(rules_, std::span(&one.on, 1), on);
    });
    set(RadarRule::cool_down, is_planned && is_cooling);
    set(RadarRule::blackout, on >= today_ && std::ranges::any_of(today, &Heard::kept_free));
    return broken;
}

// One of the day's contacts is the one that is looked at, the rest are the others.
bool HeardJudge::hears_too_often(Date on) const {
    if (static_cast<std::int64_t>(heard_.size()) <= rules_.most_touches) return false;
    std::vector<Date> others;
    bool is_left_out = false;
    for (const Heard& one : heard_)
        if (one.on != on || std::exchange(is_left_out, true)) others.push_back(one.on);
    return is_too_often(rules_, others, on);
}

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
    case RadarRule::blackout:
    case RadarRule::channel_slot: return false;
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
