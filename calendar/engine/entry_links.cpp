#include "calendar/engine/entry_links.hpp"

#include <algorithm>
#include <deque>
#include <ranges>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "calendar/engine/gates.hpp"
#include "calendar/engine/radar_said.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;

constexpr std::size_t most_looked_at = 5'000; // entries on the way from one to another

std::string title_of(Context& context, Id id, const Entry& self) {
    const auto found = id == self.id ? nullptr : context.draft.find<Entry>(entry_type, id);
    if (!found && id != self.id) return std::string(unseen_entry);
    return title_for(context.directory, context.member, found ? *found : self);
}

std::string path_text(Context& context, const std::vector<Id>& path, const Entry& self) {
    std::string text;
    for (const Id id : path) text += (text.empty() ? "" : " → ") + title_of(context, id, self);
    return text;
}

// From `first` upwards to `self`, if it gets there by what is seen; `length` becomes how many it follows.
std::optional<std::vector<Id>> followed_up_to(Context& context, Id first, Id self, std::size_t& length) {
    std::vector<Id> path{self};
    for (std::optional<Id> id = first; id && path.size() <= most_in_a_chain + 1;) {
        path.push_back(*id);
        if (*id == self) return path;
        const auto entry = context.draft.find<Entry>(entry_type, *id);
        id = entry && is_seen(context, *entry) ? entry->follows_id : std::nullopt;
    }
    length = path.size() - 1;
    return std::nullopt;
}

std::vector<EntryPtr> seen_followers_of(Context& context, Id id) {
    auto found = followers_of(context, id);
    std::erase_if(found, [&](const EntryPtr& one) { return !is_seen(context, *one); });
    return found;
}

// How long the longest chain is that hangs on it and is seen.
std::size_t chain_below(Context& context, Id id, std::size_t depth = 0) {
    std::size_t longest = 0;
    if (depth > most_in_a_chain) return longest;
    for (const EntryPtr& one : seen_followers_of(context, id))
        longest = std::max(longest, 1 + chain_below(context, one->id, depth + 1));
    return longest;
}

Result<void> check_chain(Context& context, const Entry& entry) {
    std::size_t above = 0;
    if (*entry.follows_id == entry.id) return fail_field("follows_id", "cannot be the entry itself");
    if (const auto path = followed_up_to(context, *entry.follows_id, entry.id, above))
        return fail_field("follows_id", "goes round in a circle: " + path_text(context, *path, entry));
    if (above + chain_below(context, entry.id) > most_in_a_chain)
        return fail_field("follows_id", fmt::format("makes a chain of more than {}", most_in_a_chain));
    if (seen_followers_of(context, *entry.follows_id).size() >= most_followers)
        return fail_field("follows_id", fmt::format("is followed by {} entries already", most_followers));
    return {};
}

Result<void> put_on(const Context& context, Entry& entry, Date day) {
    entry.when =
        entry.when ? moved_by(*entry.when, day - start_day(*entry.when)) : all_day(day, day + std::chrono::days{1});
    if (validate(*entry.when)) return {};
    return fail_field(
        "when", fmt::format("would take {} out of the calendar", title_for(context.directory, context.member, entry)));
}

void keep_distance(Entry& entry, const When& followed) {
    entry.offset_days = (start_day(*entry.when) - start_day(followed)).count();
}

// Whether it starts before the other ends. Whole days tell no order within a day; without two zones the wall clock
// counts.
bool starts_early(const When& when, const When& needed) {
    if (when.kind == When::Kind::all_day || needed.kind == When::Kind::all_day) {
        const Date last = std::chrono::ceil<std::chrono::days>(needed.ends) - std::chrono::days{1};
        return start_day(when) < std::max(last, start_day(needed));
    }
    const bool by_instant = when.kind == When::Kind::zoned && needed.kind == When::Kind::zoned;
    return by_instant ? utc_span(when).from < utc_span(needed).to : when.starts < needed.ends;
}

// Along depends_on_ids, the shortest way from any of them by what is seen.
std::vector<Id> way_between(Context& context, const IdList& from, Id to) {
    std::unordered_map<Id, Id> came_from;
    std::deque<Id> open(from.begin(), from.end());
    for (const Id id : from) came_from.emplace(id, id);
    while (!open.empty() && came_from.size() < most_looked_at) {
        const Id id = open.front();
        open.pop_front();
        if (id == to) {
            std::vector<Id> way{id};
            while (came_from.at(way.back()) != way.back()) way.push_back(came_from.at(way.back()));
            std::ranges::reverse(way);
            return way;
        }
        const auto entry = context.draft.find<Entry>(entry_type, id);
        if (!entry || !is_seen(context, *entry)) continue;
        for (const Id next : entry->depends_on_ids)
            if (came_from.emplace(next, id).second) open.push_back(next);
    }
    return {};
}

} // namespace

bool is_seen_by(const Directory& directory, const Member* member, const Entry& entry) {
    return !member || detail_for(member->id, entry_type, entry, directory) == Detail::full;
}

bool is_seen(const Context& context, const Entry& entry) {
    return is_seen_by(context.directory, context.member, entry);
}

std::string title_for(const Directory& directory, const Member* member, const Entry& entry) {
    return is_seen_by(directory, member, entry) ? fmt::format("“{}”", entry.title) : std::string(unseen_entry);
}

bool is_settled(const Entry& entry) {
    return entry.status == EntryStatus::done || entry.status == EntryStatus::cancelled;
}

Date start_day(const When& when) { return std::chrono::floor<std::chrono::days>(when.starts); }

When moved_by(const When& when, std::chrono::days by) {
    When moved = when;
    moved.starts += by;
    moved.ends += by;
    return moved;
}

std::vector<EntryPtr> followers_of(Context& context, Id id) {
    std::vector<EntryPtr> found;
    const Records::Parameter followed[] = {to_text(id)};
    for (const auto& record : context.draft.records().select(entry_type, "follows_id = ? ORDER BY id", followed))
        if (auto entry = context.draft.find<Entry>(entry_type, record->id); entry && entry->follows_id == id)
            found.push_back(std::move(entry));
    return found;
}

Result<void> complete_following(Context& context, const Entry* before, Entry& entry) {
    if (!entry.follows_id) {
        entry.offset_days.reset();
        return {};
    }
    const auto followed = context.draft.find<Entry>(entry_type, *entry.follows_id);
    if (!followed) return fail_field("follows_id", "names nothing that is there", ErrorCode::invalid_reference);
    const bool follows_unseen = !is_seen(context, *followed);
    const bool loses_day = before && before->when && !entry.when && followed->when;
    if ((repeats(entry) || loses_day) && follows_unseen) { // they would be told that it follows something
        entry.follows_id.reset();
        entry.offset_days.reset();
        return {};
    }
    if (repeats(entry)) return fail_field("follows_id", "is not for what repeats");
    const bool is_new = !before || before->follows_id != entry.follows_id;
    if (is_new)
        if (auto ok = check_chain(context, entry); !ok) return ok;
    if (!followed->when) { // it takes its place once that has a date
        entry.offset_days = entry.offset_days.value_or(0);
        return {};
    }
    const bool is_told = (is_new || before->offset_days != entry.offset_days) && !follows_unseen;
    if (is_told && entry.offset_days)
        return put_on(context, entry, start_day(*followed->when) + std::chrono::days{*entry.offset_days});
    if (entry.when) {
        keep_distance(entry, *followed->when);
        return {};
    }
    if (follows_unseen) return {};
    if (before && before->when) return fail_field("when", "follows another entry; let go of follows_id first");
    entry.offset_days = entry.offset_days.value_or(0);
    return put_on(context, entry, start_day(*followed->when) + std::chrono::days{*entry.offset_days});
}

Result<void> check_dependencies(Context& context, const Entry* before, Entry& entry) {
    if (before && before->depends_on_ids == entry.depends_on_ids) return {};
    IdList once;
    for (const Id id : entry.depends_on_ids) {
        if (id == entry.id) return fail_field("depends_on_ids", "cannot hold the entry itself");
        if (std::ranges::find(once, id) == once.end()) once.push_back(id);
    }
    entry.depends_on_ids = std::move(once);
    IdList come = entry.depends_on_ids;
    if (before)
        std::erase_if(
            come, [&](Id id) { return std::ranges::find(before->depends_on_ids, id) != before->depends_on_ids.end(); });
    std::vector<Id> way = way_between(context, come, entry.id);
    if (way.empty()) return {};
    way.insert(way.begin(), entry.id);
    return fail_field("depends_on_ids", "goes round in a circle: " + path_text(context, way, entry));
}

namespace {

// One move with all that goes along, breadth first. Each stands where all that it follows would bring it, also where
// something between stays: whether that could move is not to be told by where the others end.
class Leader {
public:
    explicit Leader(Context& context) : context_(context) {}

    Result<void> lead(Id first, Date day) {
        known_.insert(first);
        line_.push_back({first, day, true});
        for (std::size_t next = 0; next < line_.size(); ++next) {
            const Place followed = line_[next]; // a copy: the line grows
            for (const EntryPtr& one : followers_of(context_, followed.id))
                if (known_.insert(one->id).second)
                    if (auto ok = take(one, followed); !ok) return ok;
        }
        // The last of a chain first: undo goes the other way, from what is followed to what follows.
        for (auto& [before, led] : led_ | std::views::reverse) {
            follow_signed(context_, *before, *led);
            follow_radar(context_, *before, *led);
            context_.draft.update(entry_type, std::move(led));
        }
        return {};
    }

private:
    struct Place {
        Id id;
        Date day;
        bool is_named; // with all between it and the move: what refuses it may be said
    };

    Result<void> take(const EntryPtr& one, const Place& followed) {
        const bool is_named = followed.is_named && is_seen(context_, *one);
        if (++(is_named ? context_.led : context_.led_unseen) > most_led) {
            if (!is_named) return {};
            return fail_field("when", fmt::format("would move more than {} entries along with it", most_led),
                              ErrorCode::too_large);
        }
        auto led = std::make_shared<Entry>(*one);
        if (is_settled(*led)) {
            if (!led->when) return {};
            led->offset_days = (start_day(*led->when) - followed.day).count();
        } else {
            const Date day = followed.day + std::chrono::days{led->offset_days.value_or(0)};
            line_.push_back({led->id, day, is_named});
            if (auto ok = put_on(context_, *led, day); !ok) return is_named ? ok : Result<void>{};
        }
        led_.emplace_back(one, std::move(led));
        return {};
    }

    Context& context_;
    std::vector<Place> line_;
    std::vector<std::pair<EntryPtr, std::shared_ptr<Entry>>> led_;
    std::unordered_set<Id> known_; // a circle that nobody could be told of ends where it began
};

} // namespace

Result<void> lead_followers(Context& context, const Entry& before, const Entry& after) {
    if (!after.when || (before.when && start_day(*before.when) == start_day(*after.when))) return {};
    return Leader(context).lead(after.id, start_day(*after.when));
}

DependencyConflict conflict_between(const Entry& entry, const Entry& needed) {
    using enum EntryStatus;
    if (is_settled(entry) || needed.status == live || needed.status == done) return DependencyConflict::none;
    if (needed.status == cancelled) return DependencyConflict::cancelled;
    if (entry.status == live) return DependencyConflict::not_live;
    if (!entry.when || !needed.when) return DependencyConflict::none;
    return starts_early(*entry.when, *needed.when) ? DependencyConflict::starts_early : DependencyConflict::none;
}

} // namespace tandem
