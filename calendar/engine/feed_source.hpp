#pragma once
// FeedSource: the feed links and the dated entries of the feeds' window, kept in memory and brought up to date from the
// changes, so that a feed after a change costs no query. Redacts for the link's owner. `deliver`, `seq`
// and `narrowed_seq` on any thread; the rest on one thread at a time.

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/engine/change.hpp"
#include "calendar/engine/feed_sayings.hpp"
#include "calendar/entries/blackout.hpp"
#include "calendar/feeds/feed_item.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

class FeedSource {
public:
    // `reader` must outlive it. Make it before the engine takes its first command.
    FeedSource(Database& reader, DirectoryPtr directory);

    // From the ChangeSink. Only keeps them for the next catch_up; beyond `most_pending` it lets them go, and that reads
    // everything anew: nobody may fetch a feed for weeks.
    void deliver(const std::vector<ChangePtr>& changes);
    static constexpr std::size_t most_pending = 1'000;
    std::int64_t seq() const { return delivered_seq_; } // newest change that was delivered
    // Newest delivered change after which someone may see less: what was rendered before it is not shown any more.
    std::int64_t narrowed_seq() const { return narrowed_seq_; }

    // Takes in what was delivered; reads the window anew when the day is another. Throws StoreError.
    void catch_up(Date today);
    std::int64_t caught_up_seq() const { return seq_; }
    Instant changed_at() const { return changed_at_; } // of the newest change taken in

    // Null if there never was such a link. A revoked one is found, and so is one whose owner has left.
    std::shared_ptr<const FeedLink> find_link(const std::string& token_hash) const;
    bool is_served(const FeedLink& link) const;

    // What passes the link's filter, at what its owner may see; private entries are busy for everyone. The items' names
    // live until the next catch_up.
    std::vector<FeedItem> items(const FeedLink& link, const FeedWindow& window) const;

    // Holidays and blackouts that the link carries, in the order of their ids.
    std::vector<std::shared_ptr<const Blackout>> days_off(const FeedLink& link) const;

private:
    void load(Date today);
    void take(const Change& change);
    void take_item(const ChangeItem& item);

    Database& reader_;
    std::mutex mutex_;
    std::vector<ChangePtr> pending_; // guarded by mutex_, as is the next
    bool missed_ = false;            // some were let go
    std::atomic<std::int64_t> delivered_seq_{0};
    std::atomic<std::int64_t> narrowed_seq_{0};

    DirectoryPtr directory_;
    std::unordered_map<Id, std::shared_ptr<const Entry>> entries_;
    std::unordered_map<std::string, std::shared_ptr<const FeedLink>> links_; // by token_hash
    std::map<Id, std::shared_ptr<const Blackout>> blackouts_;
    FeedSayings sayings_;
    Date today_{};
    std::int64_t seq_ = -1; // nothing loaded yet
    Instant changed_at_{};
};

// How much of the entry the link's owner sees; of a link that the command line made, what every member sees.
Detail detail_in_feed(const FeedLink& link, const Entry& entry, const Directory& directory);

// The entry as it goes into the feed of the link, its series not looked at; nothing if it is not in there.
std::optional<FeedItem> feed_item_of(const std::shared_ptr<const Entry>& entry, const FeedLink& link,
                                     const FeedWindow& window, const Directory& directory);

// One entry for download, as the member may see it; nothing if it has no date or is not theirs to see.
std::optional<FeedItem> feed_item_for(std::shared_ptr<const Entry> entry, Id member_id, const Directory& directory);

} // namespace tandem
