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
        for (std::size_t next = 0; next < plan_.moves.size() && plan_.moves.size() <= most_moved; ++next)
            take_along(plan_.moves[next].entry);
        if (plan_.moves.size() > most_moved)
            return fail_field("ids", fmt::format("would move more than {} entries", most_moved), ErrorCode::too_large);
        for (ShiftMove& move : plan_.moves) {
            move.to = moved_by(*move.entry->when, std::chrono::days{request_.days});
            if (!validate(move.to))
                return fail_field("days", fmt::format("would take {} out of the calendar", called(*move.entry)));
        }
        return std::move(plan_);
    }

private:
    bool is_seen(const Entry& entry) const {
        return !member_ || detail_for(*member_, entry_type, entry, directory_) == Detail::full;
    }

    std::string called(const Entry& entry) const {
        return title_for(directory_, member_ ? directory_.member(*member_) : nullptr, entry);
    }

    Result<void> choose(Id id) {
        const auto entry = std::static_pointer_cast<const Entry>(records_.load(entry_type, id));
        if (!entry || !is_seen(*entry)) return fail_field("ids", "names nothing that is there", ErrorCode::not_found);
        if (auto ok = may_write_entry_as(directory_, member_, *entry); !ok)
            return fail(ErrorCode::forbidden, fmt::format("“{}”: {}", entry->title, ok.error().message));
        if (!known_.insert(id).second) return {};
        if (entry->when)
            plan_.moves.push_back({entry, ShiftMove::Why::chosen, {}});
        else
            plan_.stays.push_back({entry, ShiftStay::Why::no_date});
        return {};
    }

    void take_along(EntryPtr entry) { // its own: the list grows
        const Records::Parameter id[] = {to_text(entry->id)};
        if (request_.children && entry->kind == EntryKind::campaign)
            take_all("parent_id = ? ORDER BY starts_utc, id", id, ShiftMove::Why::child);
        take_all("follows_id = ? ORDER BY id", id, ShiftMove::Why::follower);
        if (!request_.dependants) return;
        for (const Id one : needed_by_.of(entry->id))
            if (const RecordPtr record = known_.contains(one) ? nullptr : records_.load(entry_type, one))
                take(record, ShiftMove::Why::dependant);
    }

    void take_all(std::string_view condition, std::span<const Records::Parameter> id, ShiftMove::Why why) {
        for (const auto& record : records_.select(entry_type, condition, id)) take(record, why);
    }

    void take(const RecordPtr& record, ShiftMove::Why why) {
        auto entry = std::static_pointer_cast<const Entry>(record);
        if (!entry->when || known_.contains(entry->id)) return;
        const bool follows = why == ShiftMove::Why::follower; // led, whoever may see it
        const auto stays = why_stays(*entry, follows);
        if (!follows && !is_seen(*entry)) return;
        known_.insert(entry->id);
        if (!stays)
            plan_.moves.push_back({std::move(entry), why, {}});
        else if (is_seen(*entry))
            plan_.stays.push_back({std::move(entry), *stays});
    }

    std::optional<ShiftStay::Why> why_stays(const Entry& entry, bool follows) const {
        if (is_settled(entry)) return ShiftStay::Why::settled;
        if (!follows && !may_write_entry_as(directory_, member_, entry)) return ShiftStay::Why::not_yours;
        return std::nullopt;
    }

    const ShiftRequest& request_;
    Records& records_;
    const Directory& directory_;
    std::optional<Id> member_;
    NeededBy needed_by_;
    ShiftPlan plan_;
    std::unordered_set<Id> known_;
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
