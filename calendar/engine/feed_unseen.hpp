#pragma once
// FeedUnseen: what became of a feed's entries since some earlier change, for the ledger of who has fetched it. Lives no
// longer than the read transaction of one query.

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "calendar/engine/directory.hpp"
#include "calendar/feeds/feed_item.hpp"
#include "calendar/store/change_log.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

class FeedUnseen {
public:
    struct Line {
        std::optional<Id> id; // none of what is only known to be busy
        std::string title;
        std::string_view what; // "new", "changed" or "gone"
        When when;             // of what is gone: its last place
        std::int64_t seq = 0;  // of the newest change
    };
    struct Found {
        std::vector<Line> lines; // newest first
        bool cut = false;        // there may be more: rights, the link or too much else has changed since
    };

    // What `asker` and the link's owner may both see counts. Nothing before `since` will be asked for. All must outlive
    // it.
    FeedUnseen(Records& records, const FeedLink& link, Id asker, const Directory& directory, Date today,
               std::int64_t since);

    // The changes after `seq`, which must not grow from call to call.
    Found since(std::int64_t seq);

private:
    struct Seen { // in the feed
        const Entry* entry;
        bool is_named; // else busy only, for one of the two
        ical::Event event;
    };
    // One entry that was changed: as it was before the changes looked at so far, and as it is.
    struct Touched {
        std::shared_ptr<Record> before; // null if it did not exist
        std::int64_t rev_before = 0;
        RecordPtr now;
        std::optional<Seen> seen_now;
        std::int64_t seq = 0;
        bool is_compared = false; // then `line` is what came of it
        std::optional<Line> line;
    };

    void take(const LoggedItem& item);
    void take_entry(const LoggedItem& item);
    void take_settings(const LoggedItem& item);
    std::optional<Seen> look(const RecordPtr& record) const;
    std::optional<Seen> look_before(const Touched& touched);
    bool may_have_other_rights(const Entry& before) const;
    bool is_in_series(const Entry& occurrence);
    std::optional<Line> compare(const Touched& touched);

    Records& records_;
    ChangeLog log_;
    const FeedLink& link_;
    Id asker_;
    const Directory& directory_;
    FeedWindow window_;
    std::vector<LoggedItem> items_; // newest first
    std::size_t next_ = 0;
    std::int64_t complete_since_ = 0;
    std::map<Id, Touched> touched_;
    bool has_moved_ = false;        // rights, the link or its holidays: what no line names may have come or gone
    bool has_moved_rights_ = false; // of the link's owner: to any calendar
    std::set<Id> calendars_moved_;  // with other rights than before
};

} // namespace tandem
