#pragma once
// Holidays and blackouts in a feed: which a link carries, and the events that subscribers see. Pure; any thread.

#include <string_view>
#include <vector>

#include "calendar/entries/blackout.hpp"
#include "calendar/feeds/feed_item.hpp"

namespace tandem {

// Links that ask for them, unless they tell busy times only; with a filter by team, those of that team and everyone's.
bool passes(const Blackout& blackout, const FeedLink& link);

// All-day events that take no time (RFC 5545 3.8.2.7), one for each year, so that apps need no rule for a 29 February.
std::vector<ical::Event> feed_events(const Blackout& blackout, const FeedWindow& window, std::string_view base_url);

} // namespace tandem
