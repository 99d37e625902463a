#pragma once
// One entry on its way into a feed, already redacted for the link's owner by engine/, and the pure decisions about it.
// Any thread.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/feeds/feed_link.hpp"
#include "calendar/ical/event.hpp"

namespace tandem {

struct FeedItem {
    std::shared_ptr<const Entry> entry; // has a `when`
    bool busy_only = false;             // nothing but the time may be told, and no filter may look further
    std::optional<Team> owner_team = {};
    std::string_view owner_name = {}; // of the member in the directory that the caller holds
    // What may be said of it on its day, as the owner may know it (offers/say.hpp); empty where nobody has looked.
    std::string card = {};
    // Set by link_series once it is known what stands together.
    std::shared_ptr<const Entry> series = {}; // of an occurrence of its own: what repeats, if that is shown beside it
    TextList missing = {};                    // of what repeats: starts with an entry that is not shown beside it
};

// Looks which occurrences stand beside their series. One without its series is an event like any other; a series leaves
// out those that are not shown, or their old place would show what they hide (nextcloud/server#45041).
void link_series(std::vector<FeedItem>& items);

// What a feed holds: from 90 days ago to 400 days ahead, in whole days so that its bytes change at midnight UTC only.
struct FeedWindow {
    Date from;
    Date to; // exclusive

    bool operator==(const FeedWindow&) const = default;
};
FeedWindow feed_window(Date today);

// Does the link's filter let it pass? An item that is busy only passes the filter by calendar alone: any other would
// tell what may not be told. Cancelled entries are left out as the link says, and 30 days after their last change.
bool passes(const FeedItem& item, const FeedLink& link, const FeedWindow& window);

// Where the instance stands, for UIDs and addresses: "https://cal.example.org", without a slash at the end.
std::string host_of(std::string_view base_url);

// When it was last changed; of what is told as busy only when it was made: work on it is nobody's business.
Instant told_change_of(const FeedItem& item, const FeedLink& link);

// The event that subscribers of the link see. Of the link, only detail, cancelled and alarms count.
ical::Event feed_event(const FeedItem& item, const FeedLink& link, std::string_view base_url);

} // namespace tandem
