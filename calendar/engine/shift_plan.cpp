#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/mentions.hpp"
#include "calendar/engine/shift.hpp"
#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;

// Finds what moves, breadth first: what was chosen stands before what goes along.
class Planner {
public:
    Planner(const ShiftRequest& request, Records& records, const Directory& directory, std::optional<Id> member)
        : request_(request), records_(records), directory_(directory), member_(member), needed_by_(records) {}

    Result<ShiftPlan> plan() {
        for (const Id id : request_.ids)
            if (auto ok = choose(id); !ok) return std::unexpected(ok.error());
        for (std::size_t next = 0; next < plan_.moves.size() && named_ <= most_moved; ++next)
            take_along(plan_.moves[next].entry, plan_.moves[next].is_named);
        if (named_ > most_moved)
            return fail_field("ids", fmt::format("would move more than {} entries", most_moved), ErrorCode::too_large);
        for (ShiftMove& move : plan_.moves) {
            move.to = moved_by(*move.entry->when, std::chrono::days{request_.days});
            if (move.is_named && !validate(move.to))
                return fail_field("days", fmt::format("would take “{}” out of the calendar", move.entry->title));
        }
        return std::move(plan_);
    }

private:
    bool is_seen(const Entry& entry) const {
        return !member_ || detail_for(*member_, entry_type, entry, directory_) == Detail::full;
    }

    Result<void> choose(Id id) {
        const auto entry = std::static_pointer_cast<const Entry>(records_.load(entry_type, id));
        if (!entry || !is_seen(*entry)) return fail_field("ids", "names nothing that is there", ErrorCode::not_found);
        if (auto ok = may_write_entry_as(directory_, member_, *entry); !ok)
            return fail(ErrorCode::forbidden, fmt::format("“{}”: {}", entry->title, ok.error().message));
        if (!known_.insert(id).second) return {};
        if (entry->when)
            add(entry, ShiftMove::Why::chosen, true);
        else
            plan_.stays.push_back({entry, ShiftStay::Why::no_date});
        return {};
    }

    void add(EntryPtr entry, ShiftMove::Why why, bool is_named) {
        ++(is_named ? named_ : unnamed_);
        plan_.moves.push_back({std::move(entry), why, is_named});
    }

    // By way of what is not seen nothing goes along but what follows.
    void take_along(EntryPtr entry, bool is_named) { // its own: the list grows
        const Records::Parameter id[] = {to_text(entry->id)};
        if (is_named && request_.children && entry->kind == EntryKind::campaign)
            for (const auto& record : records_.select(entry_type, "parent_id = ? ORDER BY starts_utc, id", id))
                take(record, ShiftMove::Why::child);
        for (const auto& record : records_.select(entry_type, "follows_id = ? ORDER BY id", id))
            take_follower(record, is_named);
        if (!is_named || !request_.dependants) return;
        for (const Id one : needed_by_.of(entry->id))
            if (const RecordPtr record = known_.contains(one) ? nullptr : records_.load(entry_type, one))
                take(record, ShiftMove::Why::dependant);
    }

    void take(const RecordPtr& record, ShiftMove::Why why) {
        auto entry = std::static_pointer_cast<const Entry>(record);
        if (!entry->when || !is_seen(*entry) || !known_.insert(entry->id).second) return;
        if (is_settled(*entry))
            plan_.stays.push_back({std::move(entry), ShiftStay::Why::settled});
        else if (!may_write_entry_as(directory_, member_, *entry))
            plan_.stays.push_back({std::move(entry), ShiftStay::Why::not_yours});
        else
            add(std::move(entry), why, true);
    }

    // Led, whoever may see it or write it.
    void take_follower(const RecordPtr& record, bool is_named) {
        auto entry = std::static_pointer_cast<const Entry>(record);
        if (!known_.insert(entry->id).second) return;
        const bool is_told = is_named && is_seen(*entry);
        if (is_named && !is_told) ++plan_.unseen;
        if (!entry->when || (!is_told && unnamed_ >= most_moved)) return;
        if (!is_settled(*entry))
            add(std::move(entry), ShiftMove::Why::follower, is_told);
        else if (is_told)
            plan_.stays.push_back({std::move(entry), ShiftStay::Why::settled});
    }

    const ShiftRequest& request_;
    Records& records_;
    const Directory& directory_;
    std::optional<Id> member_;
    NeededBy needed_by_;
    ShiftPlan plan_;
    std::unordered_set<Id> known_;
    std::size_t named_ = 0, unnamed_ = 0;
};

} // namespace

const std::vector<Id>& NeededBy::of(Id needed) {
    static const std::vector<Id> none;
    if (!by_needed_) {
        by_needed_.emplace();
        Statement row = records_.database().prepare(
            "SELECT id, depends_on_ids FROM entry WHERE depends_on_ids <> '[]' ORDER BY id");
        while (row.step())
            if (const auto id = parse_id(row.text(0)))
                for (const Id one : ids_in_column(row.text(1))) (*by_needed_)[one].push_back(*id);
    }
    const auto at = by_needed_->find(needed);
    return at == by_needed_->end() ? none : at->second;
}

Result<ShiftPlan> plan_shift(const ShiftRequest& request, Records& records, const Directory& directory,
                             std::optional<Id> member) {
    if (request.days == 0 || request.days > most_shift_days || request.days < -most_shift_days)
        return fail_field("days", fmt::format("must be between 1 and {}, or as many days back", most_shift_days));
    return Planner(request, records, directory, member).plan();
}

} // namespace tandem
