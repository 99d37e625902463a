#pragma once
// What the accounts of a push heard from both teams in the last 14 days, as a rep's own calendar app shows it below
// what may be said. For FeedSource, on its thread; reads the store.

#include <string>
#include <vector>

#include "calendar/feeds/feed_item.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/store/database.hpp"
#include "calendar/time/date.hpp"

namespace tandem {

inline constexpr int heard_days = 14;        // with today
inline constexpr int heard_days_ahead = 7;   // for pushes that begin until then
inline constexpr std::size_t most_heard = 8; // pushes in one feed, the next first: each asks the store

// Adds it to the cards of the pushes that run or soon begin and have audiences. What the link's owner does not see, and
// what is private, is counted and not named: a link is passed on.
void add_heard(Database& reader, const FeedLink& link, Date today, std::vector<FeedItem>& items);

} // namespace tandem
