#pragma once
// The bytes of a feed, and how they are named. Called by server/feed on a worker thread.

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/feeds/feed_days_off.hpp"
#include "calendar/ical/encode.hpp"

namespace tandem {

// Google drops feeds of about a megabyte without a word (feeds.md D-6).
inline constexpr std::size_t feed_bytes = 900'000;

using EventTextPtr = std::shared_ptr<const ical::EventText>;

// What a feed is joined from. Two feeds of equal parts have equal bytes.
struct FeedParts {
    std::string head; // everything of the link that shows
    std::vector<EventTextPtr> events;
    std::size_t left_out = 0; // entries and holidays that did not fit; then one more event says so
    Instant last_modified{};

    bool operator==(const FeedParts&) const = default;
};

// Keeps the text of each entry by id, rev and detail, so that a change costs one entry and a join; that of an
// occurrence by the rev of its series as well. One thread at a time.
class FeedWriter {
public:
    explicit FeedWriter(std::string base_url) : base_url_(std::move(base_url)) {}

    // `items` have passed the link's filter and link_series. If they do not fit, those nearest to `today` stay; a
    // series stays or goes with its occurrences. `days_off` have passed the link.
    FeedParts collect(const FeedLink& link, std::vector<FeedItem> items, Date today,
                      const std::vector<std::shared_ptr<const Blackout>>& days_off = {});
    std::string join(const FeedLink& link, const FeedParts& parts) const;

    // A calendar of one entry for download, or of a series with its occurrences: `items`, the series first, have passed
    // link_series. No name: Outlook would make a new calendar of it.
    std::string write_entry(std::span<const FeedItem> items) const;

private:
    struct Kept {
        std::int64_t rev;
        std::string owner_name;
        std::int64_t series_rev; // 0 without
        TextList missing;
        std::string card;
        EventTextPtr text;
    };
    struct KeptDaysOff {
        std::int64_t rev;
        Date today; // the window moves with it
        std::vector<EventTextPtr> texts;
    };
    EventTextPtr text_of(const FeedItem& item, const FeedLink& link);
    const std::vector<EventTextPtr>& texts_of(const Blackout& blackout, Date today);
    EventTextPtr notice(const FeedLink& link, std::size_t left_out, Date today, Instant at) const;

    std::string base_url_;
    std::unordered_map<Id, Kept> kept_[9]; // by busy_only, detail, cancelled and alarms
    std::unordered_map<Id, KeptDaysOff> kept_days_off_;
};

// Strong, from the bytes, in quotes (RFC 9110 8.8.3).
std::string make_etag(std::string_view bytes);

} // namespace tandem
