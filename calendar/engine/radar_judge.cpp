#include "calendar/engine/radar_judge.hpp"

#include <algorithm>
#include <utility>

namespace tandem {
namespace {

using std::chrono::days;

std::vector<Date> days_of(std::span<const Heard> heard) {
    std::vector<Date> found;
    found.reserve(heard.size());
    for (const Heard& one : heard) found.push_back(one.on);
    return found;
}

// Calls `take` with each first and last day such that one more contact between them has `most` others within `in_days`.
template <class Take>
void each_crowd(const RadarRules& rules, std::span<const Date> contacts, std::size_t most, Take&& take) {
    const days reach{rules.in_days - 1};
    for (std::size_t last = most - 1; last < contacts.size(); ++last)
        if (const Date first = contacts[last + 1 - most]; contacts[last] - first <= reach)
            take(contacts[last] - reach, first + reach);
}

} // namespace

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

// Among its own days and the others' one has most_touches others beside it where so many and one lie close.
std::optional<Date> RadarJudge::first_too_often_among(const std::vector<Date>& others) const {
    if (own_.empty()) return {};
    std::vector<Date> all;
    all.reserve(others.size() + own_.size());
    std::ranges::merge(others, own_, std::back_inserter(all));
    std::optional<Date> found;
    each_crowd(rules_, all, static_cast<std::size_t>(rules_.most_touches) + 1, [&](Date from, Date until) {
        const auto at = std::ranges::lower_bound(own_, from);
        if (at != own_.end() && *at <= until) found = std::min(found.value_or(*at), *at);
    });
    return found;
}

std::optional<Date> RadarJudge::first_too_often(std::span<const Heard> heard) const {
    return first_too_often_among(days_of(heard));
}

std::optional<Date> RadarJudge::first_cooling(std::span<const Heard> heard) const {
    std::vector<Date> conversations;
    for (const Heard& one : heard)
        if (one.conversation) conversations.push_back(one.on);
    const auto at = std::ranges::find_if(own_, [&](Date on) { return is_cooling_down(rules_, conversations, on); });
    return at == own_.end() ? std::nullopt : std::optional(*at);
}

bool RadarJudge::hears_too_often_without(std::span<const std::int32_t> entries, std::span<const Heard> heard) const {
    std::vector<Date> others;
    for (const Heard& one : heard)
        if (!std::ranges::binary_search(entries, one.entry)) others.push_back(one.on);
    return first_too_often_among(others).has_value();
}

bool RadarJudge::mark_troubled(std::span<const Heard> heard, Date from, std::vector<bool>& marked) const {
    bool is_any = false;
    const auto mark = [&](Date first, Date last) {
        const auto end = std::min<std::int64_t>((last - from).count() + 1, static_cast<std::int64_t>(marked.size()));
        for (auto at = std::max<std::int64_t>((first - from).count(), 0); at < end; ++at)
            is_any = marked[static_cast<std::size_t>(at)] = true;
    };
    each_crowd(rules_, days_of(heard), static_cast<std::size_t>(rules_.most_touches), mark);
    for (const Heard& one : heard)
        if (one.conversation) mark(one.on, one.on + days{rules_.cool_down_days - 1});
    return is_any;
}

} // namespace tandem
