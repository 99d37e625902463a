#include "calendar/engine/feed_source.hpp"

#include <algorithm>
#include <utility>

#include "calendar/engine/feed_heard.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/feeds/feed_days_off.hpp"
#include "calendar/offers/say.hpp"
#include "calendar/store/change_log.hpp"
#include "calendar/store/records.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_entries = 200'000; // about as many MB; a feed carries some 2,500 of them
constexpr std::int64_t most_links = 100'000;
constexpr std::int64_t most_blackouts = 10'000;

// A day more on both sides: the index counts all-day and floating times as if in UTC.
std::int64_t to_index(Date date, std::chrono::days slack) {
    return std::chrono::milliseconds{(date + slack).time_since_epoch()}.count();
}

// Names and teams are read from the directory at hand.
void add_owner(FeedItem& item, const Directory& directory) {
    const Member* owner = item.entry->owner_id ? directory.member(*item.entry->owner_id) : nullptr;
    if (!owner) return;
    item.owner_team = owner->team;
    item.owner_name = owner->name;
}

// Links, calendars and members give rights. An entry leaves feeds when it is deleted or loses its date, and by what
// rights and filters look at: where it is, whose, whether it is private, what it is, how far, its tags. An occurrence
// leaves its series with the lists of that.
bool may_narrow(const ChangeItem& item) {
    if (item.op() == Op::create) return false;
    if (item.type == &feed_link_type || item.type == &calendar_type || item.type == &member_type) return true;
    if (item.type == &offer_type || item.type == &talking_point_type) return true; // an embargo, or an earlier end
    if (item.type != &entry_type) return false;
    if (item.op() == Op::erase) return true;
    return std::ranges::any_of(item.patch.values, [](const auto& value) {
        constexpr std::string_view looked_at[] = {"calendar_id", "private", "owner_id", "backup_owner_id",
                                                  "kind",        "status",  "tags",     "rrule",
                                                  "rdate",       "exdate",  "overrides"};
        const std::string_view name = entry_type.fields[value.first].name;
        return std::ranges::count(looked_at, name) > 0 || (name == "when" && is_null(value.second));
    });
}

} // namespace

FeedSource::FeedSource(Database& reader, DirectoryPtr directory)
    : reader_(reader), delivered_seq_(ChangeLog(reader).last_seq()), directory_(std::move(directory)) {}

void FeedSource::deliver(const std::vector<ChangePtr>& changes) {
    if (changes.empty()) return;
    const std::lock_guard lock(mutex_);
    if (pending_.size() + changes.size() > most_pending) {
        missed_ = true;
        pending_.assign(1, changes.back()); // for its directory
    } else {
        pending_.insert(pending_.end(), changes.begin(), changes.end());
    }
    for (const ChangePtr& change : changes)
        if (std::ranges::any_of(change->items, may_narrow)) narrowed_seq_ = change->seq;
    delivered_seq_ = changes.back()->seq;
}

void FeedSource::catch_up(Date today) {
    std::vector<ChangePtr> changes;
    {
        const std::lock_guard lock(mutex_);
        changes.swap(pending_);
        if (std::exchange(missed_, false)) seq_ = -1;
    }
    if (!changes.empty()) directory_ = changes.back()->directory; // also if load throws and the changes are gone
    if (seq_ < 0 || today != today_) load(today);
    for (const auto& change : changes) take(*change);
}

void FeedSource::load(Date today) {
    const Transaction transaction(reader_, Transaction::Kind::read);
    const FeedWindow window = feed_window(today);
    Records records(reader_);
    ChangeLog log(reader_);
    entries_.clear();
    const Records::Parameter range[] = {to_index(window.to, std::chrono::days{1}),
                                        to_index(window.from, std::chrono::days{-1}), most_entries};
    for (const auto& record :
         records.select(entry_type, "starts_utc < ? AND ends_utc >= ? ORDER BY starts_utc DESC, id LIMIT ?", range))
        entries_.emplace(record->id, std::static_pointer_cast<const Entry>(record));
    // What repeats may have begun long ago; whether it goes on is looked at when it is asked for.
    const Records::Parameter begun[] = {to_index(window.to, std::chrono::days{1}), most_entries};
    for (const auto& record :
         records.select(entry_type, "(rrule <> '[]' OR rdate <> '[]') AND starts_utc < ? ORDER BY id LIMIT ?", begun))
        entries_.emplace(record->id, std::static_pointer_cast<const Entry>(record));
    links_.clear();
    const Records::Parameter limit[] = {most_links};
    for (const auto& record : records.select(feed_link_type, "true ORDER BY id LIMIT ?", limit)) {
        auto link = std::static_pointer_cast<const FeedLink>(record);
        links_.emplace(link->token_hash, link);
    }
    blackouts_.clear();
    const Records::Parameter most[] = {most_blackouts};
    for (const auto& record : records.select(blackout_type, "true ORDER BY id LIMIT ?", most))
        blackouts_.emplace(record->id, std::static_pointer_cast<const Blackout>(record));
    sayings_.load(records);
    directory_ = Directory::load(records); // of the same moment: the store may be ahead of what was delivered
    const auto last = log.find(directory_->seq());
    seq_ = directory_->seq();
    changed_at_ = last ? last->at : Instant{};
    today_ = today;
}

void FeedSource::take(const Change& change) {
    if (change.seq <= seq_) return; // `load` has seen it, and a directory at least as new
    directory_ = change.directory;
    seq_ = change.seq;
    changed_at_ = std::max(changed_at_, change.at);
    for (const ChangeItem& item : change.items) take_item(item);
}

void FeedSource::take_item(const ChangeItem& item) {
    sayings_.take(item);
    if (item.type == &feed_link_type && item.after) {
        auto link = std::static_pointer_cast<const FeedLink>(item.after);
        links_.insert_or_assign(link->token_hash, link);
    }
    if (item.type == &blackout_type) {
        if (item.after)
            blackouts_.insert_or_assign(item.id(), std::static_pointer_cast<const Blackout>(item.after));
        else
            blackouts_.erase(item.id());
    }
    if (item.type != &entry_type) return;
    if (item.after)
        entries_.insert_or_assign(item.id(), std::static_pointer_cast<const Entry>(item.after));
    else
        entries_.erase(item.id());
}

std::shared_ptr<const FeedLink> FeedSource::find_link(const std::string& token_hash) const {
    const auto found = links_.find(token_hash);
    return found == links_.end() ? nullptr : found->second;
}

bool FeedSource::is_served(const FeedLink& link) const {
    if (!link.active) return false;
    if (!link.created_by) return true; // made by the command line
    const Member* owner = directory_->member(*link.created_by);
    return owner && owner->active;
}

std::vector<FeedItem> FeedSource::items(const FeedLink& link, const FeedWindow& window) const {
    std::vector<FeedItem> items;
    for (const auto& [id, entry] : entries_)
        if (auto item = feed_item_of(entry, link, window, *directory_)) items.push_back(std::move(*item));
    link_series(items);
    if (link.detail == FeedDetail::full)
        for (FeedItem& item : items)
            if (!item.busy_only) item.card = sayings_.card(item.entry, entries_, link, *directory_, today_);
    if (link.detail == FeedDetail::full) add_heard(reader_, link, today_, items);
    return items;
}

std::vector<std::shared_ptr<const Blackout>> FeedSource::days_off(const FeedLink& link) const {
    std::vector<std::shared_ptr<const Blackout>> found;
    for (const auto& [id, blackout] : blackouts_)
        if (passes(*blackout, link)) found.push_back(blackout);
    return found;
}

Detail detail_in_feed(const FeedLink& link, const Entry& entry, const Directory& directory) {
    if (link.created_by) return detail_for(*link.created_by, entry_type, entry, directory);
    return is_open(entry_type, entry, directory) ? Detail::full : Detail::none;
}

std::optional<FeedItem> feed_item_of(const std::shared_ptr<const Entry>& entry, const FeedLink& link,
                                     const FeedWindow& window, const Directory& directory) {
    FeedItem item{entry, entry->is_private};
    add_owner(item, directory);
    if (!passes(item, link, window)) return std::nullopt; // cheaper than the rights
    const Detail detail = detail_in_feed(link, *entry, directory);
    if (detail == Detail::none) return std::nullopt;
    if (detail == Detail::busy && !item.busy_only) {
        item.busy_only = true;
        if (!passes(item, link, window)) return std::nullopt; // by what may still be looked at
    }
    if (item.busy_only) item.owner_name = {};
    return item;
}

std::optional<FeedItem> feed_item_for(std::shared_ptr<const Entry> entry, Id member_id, const Directory& directory) {
    const Detail detail = detail_for(member_id, entry_type, *entry, directory);
    if (detail == Detail::none || !entry->when) return std::nullopt;
    FeedItem item{std::move(entry), detail == Detail::busy};
    if (!item.busy_only) add_owner(item, directory);
    return item;
}

} // namespace tandem
