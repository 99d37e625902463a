#include "calendar/engine/radar_ledger.hpp"

#include <algorithm>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience.hpp"
#include "calendar/engine/radar_planned.hpp"
#include "calendar/engine/radar_queries.hpp"
#include "calendar/outreach/touch.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

// Further behind, or over more days, it begins anew.
constexpr std::int64_t most_items = 2'000;
constexpr std::int64_t most_span = milliseconds{days{400}}.count();

bool is_conversation(std::string_view outcome) {
    const auto is = [&](TouchOutcome each) { return outcome == touch_outcomes[static_cast<std::size_t>(each)]; };
    return is(TouchOutcome::reached) || is(TouchOutcome::meeting);
}

} // namespace

void RadarLedger::follow(Queries& queries, const Directory& directory, Date from, Date to) {
    follow_log(queries, directory);
    if (seq_ < 0) load_accounts(queries);
    seq_ = queries.last_seq();
    load_days(queries, directory, from, to);
}

// Accounts come before touches, which name them; what comes later in the log of the same record adds nothing.
void RadarLedger::follow_log(Queries& queries, const Directory& directory) {
    if (seq_ < 0 || seq_ == queries.last_seq()) return;
    const auto items = ChangeLog(queries.database()).newest_items(seq_, most_items + 1);
    const auto is_of = [](const EntityType& type) {
        return [&type](const LoggedItem& item) { return item.kind == type.kind; };
    };
    const bool is_far = static_cast<std::int64_t>(items.size()) > most_items;
    // Its touches lie on other days now, or are another team's.
    const bool is_lost = std::ranges::any_of(items, [&](const LoggedItem& item) {
        const auto at = who_logged_.find(item.record_id);
        return item.kind == member_type.kind && at != who_logged_.end() &&
               at->second != who(directory.member(item.record_id));
    });
    if (is_far || is_lost) return forget();
    std::vector<Id> accounts;
    for (const LoggedItem& item : items)
        if (is_of(account_type)(item)) accounts.push_back(item.record_id);
    follow_accounts(queries, accounts);
    for (const LoggedItem& item : items)
        if (is_of(touch_type)(item)) {
            drop_touch(item.record_id);
            load_touch(queries, directory, item.record_id);
        }
    if (!accounts.empty() || std::ranges::any_of(items, is_of(audience_type))) members_.clear();
}

// A row that one of them has left may be another's by now.
void RadarLedger::follow_accounts(Queries& queries, const std::vector<Id>& changed) {
    for (const Id id : changed)
        if (const auto at = row_of_.find(id); at != row_of_.end()) {
            accounts_[at->second] = {};
            row_of_.erase(at);
        }
    for (const Id id : changed) load_account(queries, id);
}

void RadarLedger::forget() { *this = RadarLedger(); }

void RadarLedger::put_account(std::size_t row, LedgerAccount account) {
    if (accounts_.size() <= row) accounts_.resize(row + 1);
    row_of_[account.id] = static_cast<std::uint32_t>(row);
    accounts_[row] = std::move(account);
}

void RadarLedger::load_accounts(Queries& queries) {
    Statement row = queries.database().prepare(hot::ledger_accounts);
    while (row.step())
        put_account(static_cast<std::size_t>(row.integer(0)),
                    {parse_id(row.text(1)).value_or(Id{}), std::string(row.text(2)), std::string(row.text(3)),
                     row.is_null(4) ? std::nullopt : parse_id(row.text(4)), row.integer(5) != 0, row.integer(6) != 0});
}

void RadarLedger::load_account(Queries& queries, Id id) {
    const auto record = std::static_pointer_cast<const Account>(queries.records().load(account_type, id));
    Statement row = queries.database().prepare(hot::radar_account);
    row.bind(1, to_text(id));
    if (!record || !row.step()) return;
    put_account(static_cast<std::size_t>(row.integer(0)),
                {id, record->name, record->domain, record->owner_id, record->do_not_contact, record->open_opportunity});
}

// Days that lie beside those that are here are added to them.
void RadarLedger::load_days(Queries& queries, const Directory& directory, Date first, Date end) {
    const std::int64_t from = first_millis(first), to = last_millis(end);
    const bool is_apart = from > to_ || to < from_ || std::max(to, to_) - std::min(from, from_) > most_span;
    if (is_apart || touches_.empty()) {
        touches_.clear();
        day_of_.clear();
        from_ = to_ = from;
    }
    if (from < from_) load_touches(queries, directory, from, std::exchange(from_, from));
    if (to > to_) load_touches(queries, directory, to_, to);
    to_ = std::max(to_, to);
}

void RadarLedger::load_touches(Queries& queries, const Directory& directory, std::int64_t from, std::int64_t to) {
    Statement row = queries.database().prepare(hot::ledger_touches);
    row.bind(1, from).bind(2, to);
    while (row.step()) {
        const auto account = row_of_.find(parse_id(row.text(2)).value_or(Id{}));
        const auto by = parse_id(row.text(3));
        const Member* member = by ? directory.member(*by) : nullptr;
        if (account == row_of_.end()) continue;
        if (by) note_who(*by, member);
        const Id id = parse_id(row.text(0)).value_or(Id{});
        const Id entry = row.is_null(5) ? Id{} : parse_id(row.text(5)).value_or(Id{});
        const Date on = day_of_touch(Instant{milliseconds{row.integer(1)}}, member);
        touches_[on].push_back(
            {id, entry, account->second, member ? member->team : Team::other, is_conversation(row.text(4))});
        day_of_[id] = on;
    }
}

void RadarLedger::load_touch(Queries& queries, const Directory& directory, Id id) {
    const auto touch = std::static_pointer_cast<const Touch>(queries.records().load(touch_type, id));
    if (!touch) return;
    const auto account = row_of_.find(touch->account_id);
    const std::int64_t at = duration_cast<milliseconds>(touch->touched_at.time_since_epoch()).count();
    if (account == row_of_.end() || at < from_ || at >= to_) return;
    const Member* member = directory.member(touch->member_id);
    note_who(touch->member_id, member);
    const Date on = day_of_touch(touch->touched_at, member);
    touches_[on].push_back({id, touch->entry_id.value_or(Id{}), account->second, member ? member->team : Team::other,
                            is_conversation(touch_outcomes[static_cast<std::size_t>(touch->outcome)])});
    day_of_[id] = on;
}

// A directory may be newer than the rows: where touches were read by both, the change that is still to come is one.
void RadarLedger::note_who(Id id, const Member* member) {
    const auto [at, is_new] = who_logged_.try_emplace(id, who(member));
    if (!is_new && at->second != who(member)) at->second = {"both"};
}

void RadarLedger::drop_touch(Id id) {
    const auto at = day_of_.find(id);
    if (at == day_of_.end()) return;
    std::erase_if(touches_[at->second], [&](const LedgerTouch& touch) { return touch.id == id; });
    day_of_.erase(at);
}

const std::vector<LedgerTouch>& RadarLedger::touches_on(Date day) const {
    static const std::vector<LedgerTouch> none;
    const auto at = touches_.find(day);
    return at == touches_.end() ? none : at->second;
}

const std::vector<std::uint32_t>& RadarLedger::members_of(Queries& queries, Id audience) {
    const auto [at, is_new] = members_.try_emplace(audience);
    if (!is_new) return at->second;
    Statement row = queries.database().prepare(hot::ledger_members);
    row.bind(1, to_text(audience));
    while (row.step()) at->second.push_back(static_cast<std::uint32_t>(row.integer(0)));
    return at->second;
}

} // namespace tandem
