#pragma once
// FeedSayings: offers, talking points and campaigns kept in memory for FeedSource, and the card that they make of an
// entry: what may be said on its day, as the owner of a link may know it. One thread at a time.

#include <map>
#include <unordered_map>

#include "calendar/engine/change.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/offers/say.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

class FeedSayings {
public:
    using Entries = std::unordered_map<Id, std::shared_ptr<const Entry>>;

    void load(Records& records);
    void take(const ChangeItem& item);

    // `entry` is in the feed in full; `entries` holds its series. What the link's owner does not see of its campaign is
    // not said, nor what is private there: a link is passed on.
    std::string card(const std::shared_ptr<const Entry>& entry, const Entries& entries, const FeedLink& link,
                     const Directory& directory, Date today) const;

private:
    using Points = std::map<Id, std::shared_ptr<const TalkingPoint>>;
    std::vector<std::shared_ptr<const TalkingPoint>> points_of(Id id) const;

    Entries campaigns_;
    std::unordered_map<Id, std::shared_ptr<const Offer>> offers_;
    std::unordered_map<Id, Points> points_; // by entry or offer
};

} // namespace tandem
