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
    : question_(std::move(question)), today_(today), rules_(load_radar_rules(records)), judge_(rules_, question_.days),
      day_(records, rules_, question_.plan, around().from, around().to) {
    if (question_.range)
        range_ = {question_.range->from, std::vector<std::size_t>(static_cast<std::size_t>(
                                             (question_.range->to - question_.range->from).count()))};
    if (is_movable()) ahead_ = {question_.days.front(), std::vector<std::size_t>(radar_days_ahead)};
    for (const RadarRule rule :
         {RadarRule::do_not_contact, RadarRule::open_opportunity, RadarRule::too_often, RadarRule::cool_down})
        warnings_.push_back({rule, {}});
    look(records, directory);
    put_in_order();
    judge_days();
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
void RadarFindings::look(Records& records, const Directory& directory) {
    const days back{std::max<std::int64_t>({rules_.in_days - 1, rules_.cool_down_days - 1, 0})};
    const days ahead{rules_.in_days};
    radar_picture_in_blocks(records, directory, question_.plan, around().from - back, around().to + ahead,
                            [this](const RadarPicture& block) { take(block); });
}

void RadarFindings::take(const RadarPicture& block) {
    if (accounts_ == 0) take_entries(block);
    accounts_ += block.accounts.size();
    std::vector<std::size_t> hear(block.heard.size()); // how many accounts that is
    for (const std::uint32_t place : block.hears) ++hear[place];
    std::vector<Verdict> verdicts;
    for (std::size_t place = 0; place < hear.size(); ++place)
        verdicts.push_back(judge(block.heard[place], hear[place]));
    for (std::size_t i = 0; i < block.accounts.size(); ++i) count_account(block.accounts[i], verdicts[block.hears[i]]);
}

void RadarFindings::take_entries(const RadarPicture& block) {
    entries_ = block.entries;
    causes_.resize(entries_.size());
    for (std::size_t i = 0; i < causes_.size(); ++i) causes_[i].entry = i;
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (std::ranges::find(question_.agreed, entries_[i]->id) != question_.agreed.end())
            agreed_.push_back(static_cast<std::int32_t>(i));
}

RadarFindings::Verdict RadarFindings::judge(std::span<const Heard> heard, std::size_t accounts) {
    Verdict verdict{judge_.first_too_often(heard), judge_.first_cooling(heard)};
    count_days(heard, accounts, range_);
    count_days(heard, accounts, ahead_);
    if (!verdict.too_often) return verdict;
    logged_ += count_causes(heard, accounts) * accounts;
    verdict.is_agreed = !agreed_.empty() && !judge_.hears_too_often_without(agreed_, heard);
    return verdict;
}

void RadarFindings::count_days(std::span<const Heard> heard, std::size_t accounts, Days& days) const {
    std::vector<bool> marked(days.troubled.size());
    if (!judge_.mark_troubled(heard, days.from, marked)) return;
    for (std::size_t i = 0; i < marked.size(); ++i)
        if (marked[i]) days.troubled[i] += accounts;
}

void RadarFindings::count_account(const RadarAccount& account, const Verdict& verdict) {
    const auto first_day = question_.days.empty() ? std::nullopt : std::optional(question_.days.front());
    const bool is_hushed = rules_.hush_during_opportunity && account.open_opportunity;
    const std::optional<Date> broken[] = {account.do_not_contact ? first_day : std::nullopt,
                                          is_hushed ? first_day : std::nullopt, verdict.too_often, verdict.cool_down};
    for (std::size_t i = 0; i < std::size(broken); ++i) {
        if (!broken[i]) continue;
        RadarWarning& warning = warnings_[i];
        ++warning.accounts;
        warning.on = std::min(warning.on.value_or(*broken[i]), *broken[i]);
        if (warning.first.size() < radar_accounts_named) warning.first.push_back(account.id);
        if (warning.rule == RadarRule::too_often && verdict.is_agreed) ++warning.agreed;
    }
    const bool is_otherwise = broken[1] || broken[2] || broken[3];
    if (is_otherwise) ++troubled_otherwise_;
    if (!is_otherwise && !broken[0]) return;
    ++troubled_;
    if (first_troubled_.size() < radar_accounts_left_out) first_troubled_.push_back(account.id);
}

// What speaks against the days themselves.
void RadarFindings::judge_days() {
    const auto warn = [&](RadarRule rule, bool is_of_all, auto&& breaks) {
        const auto broken = std::ranges::find_if(question_.days, breaks);
        if (broken == question_.days.end()) return;
        warnings_.push_back({rule, *broken, is_of_all ? accounts_ : 0});
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

// What was counted of what; what was counted of nobody goes.
void RadarFindings::put_in_order() {
    std::erase_if(warnings_, [](const RadarWarning& warning) { return warning.accounts == 0; });
    std::erase_if(causes_, [](const RadarCause& cause) { return cause.accounts == 0; });
    std::ranges::sort(causes_, [](const RadarCause& a, const RadarCause& b) {
        return std::pair(b.accounts, a.entry) < std::pair(a.accounts, b.entry);
    });
}

// What else reaches accounts that would hear too often, in the days that count: each entry once, however often it
// does. The number of contacts that were logged with each of them.
std::size_t RadarFindings::count_causes(std::span<const Heard> heard, std::size_t accounts) {
    std::size_t touches = 0;
    std::vector<bool> counted(causes_.size());
    const days reach{rules_.in_days - 1};
    for (const Heard& one : heard) {
        const auto near = std::ranges::lower_bound(question_.days, one.on - reach);
        if (near == question_.days.end() || *near > one.on + reach) continue;
        if (one.entry < 0) {
            ++touches;
            continue;
        }
        const auto place = static_cast<std::size_t>(one.entry);
        if (counted[place]) continue;
        counted[place] = true;
        RadarCause& cause = causes_[place];
        if (cause.accounts == 0) cause.on = one.on;
        cause.accounts += accounts;
    }
    return touches;
}

std::size_t RadarFindings::overridable() const {
    const bool is_of_all = std::ranges::any_of(warnings_, [](const auto& w) { return w.rule == RadarRule::blackout; });
    return is_of_all ? accounts_ : troubled_otherwise_;
}

std::size_t RadarFindings::troubled_on(Date on) const {
    const Days& days = range_.holds(on) ? range_ : ahead_;
    return days.holds(on) ? days.troubled[static_cast<std::size_t>((on - days.from).count())] : 0;
}

std::optional<Date> RadarFindings::first_free() const {
    const bool is_worth = std::ranges::any_of(warnings_, [](const auto& w) { return is_of_the_day(w.rule); });
    if (!is_worth || !is_movable()) return {};
    const Date own = question_.days.front();
    for (Date day = own + days{1}; day < own + days{radar_days_ahead}; day += days{1}) {
        const bool is_meant = day >= today_ && (!is_weekend(day) || is_weekend(own));
        if (is_meant && troubled_on(day) == 0 && day_.is_free(day)) return day;
    }
    return {};
}

} // namespace tandem
