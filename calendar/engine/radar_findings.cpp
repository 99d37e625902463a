#include "calendar/engine/radar_findings.hpp"

#include <algorithm>

#include "calendar/entries/repeat.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

bool is_weekend(Date day) {
    const weekday of{day};
    return of == Saturday || of == Sunday;
}

bool is_ahead(const Entry& entry) {
    return entry.status != EntryStatus::done && entry.status != EntryStatus::cancelled;
}

bool reaches_accounts(const Entry& entry) {
    return entry.kind == EntryKind::push || entry.kind == EntryKind::release || entry.kind == EntryKind::event;
}

} // namespace

RadarRules load_radar_rules(Records& records) {
    const auto found = records.select(radar_rules_type, "true ORDER BY id LIMIT 1");
    return found.empty() ? RadarRules{} : static_cast<const RadarRules&>(*found.front());
}

Date today_of(const Member* member, Instant now) {
    return floor<days>(to_local(now, member ? member->zone : "Etc/UTC"));
}

RadarQuestion question_of(const Entry& entry, const Directory& directory, std::optional<Window> range, Date today) {
    RadarQuestion question{{entry.id,
                            entry.audience_ids,
                            entry.excluded_account_ids,
                            {},
                            team_of(entry, directory),
                            entry.channel,
                            entry.when},
                           {},
                           range};
    if (is_ahead(entry) && reaches_accounts(entry)) {
        const Date until = repeats(entry) ? today + days{radar_days_ahead} : Date::max();
        question.days = start_days(entry, today, until, radar_occurrences);
    }
    return question;
}

RadarFindings::RadarFindings(Records& records, const Directory& directory, RadarQuestion question, Date today)
    : question_(std::move(question)), today_(today), rules_(load_radar_rules(records)),
      picture_(look(records, directory)), judge_(rules_, picture_, question_.days),
      day_(records, rules_, question_.plan, around().from, around().to) {
    judge();
    judge_days();
    find_causes();
}

// The days of the plan, those that are asked for, and those where a free one may lie.
Window RadarFindings::around() const {
    Date from = today_, to = today_ + days{1};
    if (!question_.days.empty()) {
        from = question_.days.front();
        to = question_.days.back() + days{is_movable() ? radar_days_ahead : 1};
    }
    if (question_.range) {
        from = std::min(from, question_.range->from);
        to = std::max(to, question_.range->to);
    }
    return {from, to};
}

// With what reaches into those days.
RadarPicture RadarFindings::look(Records& records, const Directory& directory) const {
    const days back{std::max<std::int64_t>({rules_.in_days - 1, rules_.cool_down_days - 1, 0})};
    const days ahead{rules_.in_days};
    return radar_picture(records, directory, question_.plan, around().from - back, around().to + ahead);
}

// What speaks against the days themselves.
void RadarFindings::judge_days() {
    const auto warn = [&](RadarRule rule, bool is_of_all, auto&& breaks) {
        const auto broken = std::ranges::find_if(question_.days, breaks);
        if (broken == question_.days.end()) return;
        RadarWarning& warning = warnings_.emplace_back(RadarWarning{rule, *broken, {}});
        for (std::size_t i = 0; is_of_all && i < picture_.accounts.size(); ++i) warning.accounts.push_back(i);
    };
    warn(RadarRule::blackout, true, [&](Date day) { return day_.blackout_on(day) != nullptr; });
    warn(RadarRule::channel_slot, false, [&](Date day) { return !day_.taken_on(day).empty(); });
}

std::vector<std::size_t> RadarFindings::in_its_slot() const {
    std::vector<std::size_t> all;
    for (const Date day : question_.days)
        for (const std::size_t place : day_.taken_on(day))
            if (std::ranges::find(all, place) == all.end()) all.push_back(place);
    return all;
}

void RadarFindings::judge() {
    std::vector<bool> is_troubled(picture_.accounts.size());
    for (const RadarRule rule :
         {RadarRule::do_not_contact, RadarRule::open_opportunity, RadarRule::too_often, RadarRule::cool_down}) {
        RadarWarning warning{rule, {}, {}};
        for (std::size_t i = 0; i < picture_.accounts.size(); ++i) {
            const auto broken =
                std::ranges::find_if(question_.days, [&](Date day) { return judge_.breaks(rule, i, day); });
            if (broken == question_.days.end()) continue;
            warning.accounts.push_back(i);
            warning.on = std::min(warning.on.value_or(*broken), *broken);
            is_troubled[i] = true;
        }
        if (!warning.accounts.empty()) warnings_.push_back(std::move(warning));
    }
    for (std::size_t i = 0; i < is_troubled.size(); ++i)
        if (is_troubled[i]) troubled_.push_back(i);
}

// What else reaches the accounts that would hear too often, in the days that count.
void RadarFindings::find_causes() {
    causes_.resize(picture_.entries.size());
    for (std::size_t i = 0; i < causes_.size(); ++i) causes_[i].entry = i;
    for (const RadarWarning& warning : warnings_) {
        if (warning.rule != RadarRule::too_often) continue;
        for (const std::size_t account : warning.accounts) logged_ += count_causes(account);
    }
    std::erase_if(causes_, [](const RadarCause& cause) { return cause.accounts == 0; });
    std::ranges::sort(causes_, [](const RadarCause& a, const RadarCause& b) {
        return std::pair(b.accounts, a.entry) < std::pair(a.accounts, b.entry);
    });
}

// Of one account: counts it once at each entry; the number of logged contacts.
std::size_t RadarFindings::count_causes(std::size_t account) {
    std::size_t touches = 0;
    std::vector<std::int32_t> counted;
    for (const Heard& heard : picture_.heard[account]) {
        const bool is_near =
            std::ranges::any_of(question_.days, [&](Date day) { return abs(heard.on - day) < days{rules_.in_days}; });
        if (!is_near) continue;
        if (heard.entry < 0) ++touches;
        if (heard.entry < 0 || std::ranges::find(counted, heard.entry) != counted.end()) continue;
        counted.push_back(heard.entry);
        RadarCause& cause = causes_[static_cast<std::size_t>(heard.entry)];
        if (cause.accounts++ == 0) cause.on = heard.on;
    }
    return touches;
}

std::optional<Date> RadarFindings::first_free() const {
    const bool is_worth = std::ranges::any_of(warnings_, [](const auto& w) { return is_of_the_day(w.rule); });
    if (!is_worth || !is_movable()) return {};
    const Date own = question_.days.front();
    for (Date day = own + days{1}; day < own + days{radar_days_ahead}; day += days{1}) {
        const bool is_meant = day >= today_ && (!is_weekend(day) || is_weekend(own));
        if (is_meant && judge_.troubled_on(day) == 0 && day_.is_free(day)) return day;
    }
    return {};
}

std::size_t RadarFindings::covered_by(const RadarWarning& warning, std::span<const Id> entries) const {
    if (warning.rule != RadarRule::too_often || entries.empty()) return 0;
    std::vector<std::int32_t> without;
    for (std::size_t i = 0; i < picture_.entries.size(); ++i)
        if (std::ranges::find(entries, picture_.entries[i]->id) != entries.end())
            without.push_back(static_cast<std::int32_t>(i));
    return static_cast<std::size_t>(std::ranges::count_if(warning.accounts, [&](std::size_t account) {
        return std::ranges::none_of(question_.days,
                                    [&](Date day) { return judge_.hears_too_often_without(without, account, day); });
    }));
}

} // namespace tandem
