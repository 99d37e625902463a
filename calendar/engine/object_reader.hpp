#pragma once
// ObjectReader: the calendars and calendar objects that one member may see, for the length of one CalDAV request. Holds
// a read transaction: everything it says is of one moment. What it gives is redacted. One thread, a worker's.

#include <optional>
#include <string_view>
#include <vector>

#include "calendar/engine/calendar_object.hpp"
#include "calendar/engine/queries.hpp"

namespace tandem {

class ObjectReader {
public:
    ObjectReader(Queries& queries, DirectoryPtr directory, Id member);

    const Member& member() const { return *member_; }
    std::int64_t seq() const { return seq_; } // of the newest change that it has seen
    // In the page's order.
    std::vector<const Calendar*> calendars() const;
    const Calendar* calendar(Id id) const; // null if the member may not know of it
    Level level(const Calendar& calendar) const { return directory_->level(calendar.id, member_->id); }
    bool may_describe(const Calendar& calendar) const; // name, colour and the like

    // By its name in the collection.
    std::optional<CalendarObject> find(Id calendar, std::string_view name);
    std::optional<CalendarObject> find_uid(Id calendar, const std::string& uid);
    // Also by what the member does not see, and by what is no object (object_names.hpp).
    bool is_name_taken(Id calendar, const std::string& name, Id but_for = {});
    bool is_uid_taken(Id calendar, const std::string& uid, Id but_for = {});
    // As the app wrote it that made it what it is, else as we write it. `base_url` as in feed_item.hpp.
    std::string text(const CalendarObject& object, std::string_view base_url);
    // In the order of their ids.
    std::vector<CalendarObject> all(Id calendar);
    // That overlap [from, to) (RFC 4791 9.9), with any of their occurrences; whole days and floating times count as if
    // in UTC. In the order of their ids. (object_times.cpp)
    std::vector<CalendarObject> between(Id calendar, Instant from, Instant to);

    // What became of a calendar's objects since a change, the oldest first, at most `most` of them; since 0: what there
    // is, without a look at the log. (object_changes.cpp)
    struct News {
        std::int64_t seq; // of its newest change
        std::optional<CalendarObject> object;
        std::string gone; // a name that nothing has any more
    };
    struct Changes {
        std::vector<News> news;
        std::optional<std::int64_t> cut_at; // everything up to here was told, and there may be more
        std::size_t looked_at = 0;          // entries
    };
    static constexpr std::int64_t changes_at_once = 100'000; // of the log, of all calendars; then it is cut
    // Nothing if the member's view of the calendar has changed as a whole: everything has to be read again.
    std::optional<Changes> changes_since(Id calendar, std::int64_t seq, std::size_t most,
                                         std::int64_t most_changes = changes_at_once);

private:
    std::optional<SeenEntry> seen(const RecordPtr& record) const;
    // As the start of an object, yet without its overrides; nothing for an override.
    std::optional<CalendarObject> object_of(const RecordPtr& record) const;
    std::optional<CalendarObject> whole(std::optional<CalendarObject> object);
    std::optional<CalendarObject> select_one(std::string_view condition,
                                             std::span<const Records::Parameter> parameters);
    struct Touched;
    std::vector<Touched> touched_between(Id calendar, std::int64_t after, std::int64_t until, std::size_t& looked_at);
    std::int64_t newest_change_of(const CalendarObject& object);
    Changes first_news(Id calendar, std::size_t most);
    std::vector<RecordPtr> repeating_between(Id calendar, const Span& range);
    bool view_has_moved(Id calendar, std::int64_t seq);

    Queries& queries_;
    Transaction transaction_;
    std::int64_t seq_;
    DirectoryPtr directory_;
    const Member* member_;
};

} // namespace tandem
