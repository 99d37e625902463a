#include "calendar/engine/feed_sayings.hpp"

#include "calendar/engine/feed_source.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_kept = 100'000; // of each kind; about 300 bytes each

Id holder_of(const TalkingPoint& point) { return point.entry_id.value_or(point.offer_id.value_or(Id{})); }

} // namespace

void FeedSayings::load(Records& records) {
    campaigns_.clear();
    offers_.clear();
    points_.clear();
    const Records::Parameter most[] = {most_kept};
    for (const auto& record : records.select(entry_type, "kind = 'campaign' ORDER BY id LIMIT ?", most))
        campaigns_.emplace(record->id, std::static_pointer_cast<const Entry>(record));
    for (const auto& record : records.select(offer_type, "true ORDER BY id LIMIT ?", most))
        offers_.emplace(record->id, std::static_pointer_cast<const Offer>(record));
    for (const auto& record : records.select(talking_point_type, "true ORDER BY id DESC LIMIT ?", most)) {
        auto point = std::static_pointer_cast<const TalkingPoint>(record);
        points_[holder_of(*point)].emplace(point->id, point);
    }
}

void FeedSayings::take(const ChangeItem& item) {
    if (item.type == &offer_type) {
        offers_.erase(item.id());
        if (item.after) offers_.emplace(item.id(), std::static_pointer_cast<const Offer>(item.after));
    } else if (item.type == &talking_point_type) {
        if (item.before) points_[holder_of(static_cast<const TalkingPoint&>(*item.before))].erase(item.id());
        if (!item.after) return;
        auto point = std::static_pointer_cast<const TalkingPoint>(item.after);
        points_[holder_of(*point)].emplace(point->id, point);
    } else if (item.type == &entry_type) {
        campaigns_.erase(item.id());
        auto entry = std::static_pointer_cast<const Entry>(item.after);
        if (entry && entry->kind == EntryKind::campaign) campaigns_.emplace(entry->id, entry);
    }
}

std::vector<std::shared_ptr<const TalkingPoint>> FeedSayings::points_of(Id id) const {
    std::vector<std::shared_ptr<const TalkingPoint>> found;
    if (const auto at = points_.find(id); at != points_.end())
        for (const auto& [point_id, point] : at->second) found.push_back(point);
    return found;
}

std::string FeedSayings::card(const std::shared_ptr<const Entry>& entry, const Entries& entries, const FeedLink& link,
                              const Directory& directory, Date today) const {
    std::vector<SayEntry> chain{{SaySource::entry, entry, points_of(entry->id)}};
    const auto add = [&](SaySource source, const std::optional<Id>& id, const Entries& from) {
        const auto at = id ? from.find(*id) : from.end();
        if (at == from.end()) return std::optional<Id>{};
        const Entry& one = *at->second;
        if (!one.is_private && detail_in_feed(link, one, directory) == Detail::full)
            chain.push_back({source, at->second, points_of(one.id)});
        return chain.back().entry == at->second ? one.parent_id : std::nullopt;
    };
    const bool is_campaign = entry->kind == EntryKind::campaign; // it hangs under its theme
    add(SaySource::series, entry->series_id, entries);
    const auto theme = add(is_campaign ? SaySource::theme : SaySource::campaign, entry->parent_id, campaigns_);
    if (!is_campaign) add(SaySource::theme, theme, campaigns_);
    std::vector<SayOffer> offers;
    for (const auto& [id, source] : offers_of(chain))
        if (const auto at = offers_.find(id); at != offers_.end()) offers.push_back({at->second, points_of(id)});
    return say_card(say(day_to_say(*entry->when, repeats(*entry), today), chain, offers));
}

} // namespace tandem
