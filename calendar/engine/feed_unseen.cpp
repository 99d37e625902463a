#include "calendar/engine/feed_unseen.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/feed_source.hpp"
#include "calendar/engine/past.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_items = 4'000; // of the log; each costs some 10 µs

bool has_any(const LoggedItem& item, std::initializer_list<const char*> names) {
    const auto json = parse_json_object(item.new_json);
    return !json || std::ranges::any_of(names, [&](const char* name) { return (*json)->get_object().contains(name); });
}

// What a subscriber reads: its numbers and dates of change move whenever anything does.
ical::Event as_read(const FeedItem& item, const FeedLink& link) {
    ical::Event event = feed_event(item, link, "https://feed");
    event.sequence = 0;
    event.created = event.last_modified = event.dtstamp = std::nullopt;
    return event;
}

} // namespace

FeedUnseen::FeedUnseen(Records& records, const FeedLink& link, Id asker, const Directory& directory, Date today,
                       std::int64_t since)
    : records_(records), log_(records.database()), link_(link), asker_(asker), directory_(directory),
      window_(feed_window(today)), items_(log_.newest_items(since, most_items)) {
    if (std::cmp_equal(items_.size(), most_items)) complete_since_ = items_.back().seq;
}

FeedUnseen::Found FeedUnseen::since(std::int64_t seq) {
    const bool had_moved = has_moved_;
    for (; next_ < items_.size() && items_[next_].seq > seq; ++next_) take(items_[next_]);
    Found found{{}, has_moved_ || seq < complete_since_};
    for (auto& [id, touched] : touched_) {
        if (!touched.is_compared || had_moved != has_moved_) touched.line = compare(touched);
        touched.is_compared = true;
        if (touched.line) found.lines.push_back(*touched.line);
    }
    std::ranges::sort(found.lines, {}, [](const Line& line) { return std::pair(-line.seq, line.when.starts); });
    return found;
}

void FeedUnseen::take(const LoggedItem& item) {
    const EntityType* type = find_entity_type(item.kind);
    if (type == &entry_type)
        take_entry(item);
    else if (type == &blackout_type)
        has_moved_ = has_moved_ || (link_.days_off && link_.detail != FeedDetail::busy); // whoever it keeps free
    else if (type && item.op != "create")
        take_settings(item);
}

// As far as it shows: a new name of the link, or a calendar's new colour, moves no entry.
void FeedUnseen::take_settings(const LoggedItem& item) {
    const EntityType* type = find_entity_type(item.kind);
    if (type == &feed_link_type && item.record_id == link_.id) {
        has_moved_ =
            has_moved_ || has_any(item, {"calendar_ids", "kinds", "statuses", "teams", "owner_ids", "tags", "detail",
                                         "cancelled", "alarms", "unowned", "journey_stages", "channels", "days_off"});
    } else if (type == &calendar_type && (item.op == "delete" || has_any(item, {"rights"}))) {
        has_moved_ = true;
        calendars_moved_.insert(item.record_id);
    } else if (type == &member_type && has_any(item, {"team", "role", "active"})) {
        const bool is_owner = item.record_id == link_.created_by;
        has_moved_ = has_moved_ || is_owner || !link_.teams.empty();
        has_moved_rights_ = has_moved_rights_ || is_owner || item.record_id == asker_;
    }
}

void FeedUnseen::take_entry(const LoggedItem& item) {
    const auto [place, is_new] = touched_.try_emplace(item.record_id);
    Touched& touched = place->second;
    if (is_new) {
        touched.now = records_.load(entry_type, item.record_id);
        touched.before = copy_of_now(entry_type, touched.now);
        touched.seen_now = look(touched.now);
        touched.seq = item.seq;
    }
    touched.is_compared = false;
    touched.rev_before = item.rev - 1;
    touched.before = before_item(entry_type, std::move(touched.before), item, log_);
}

std::optional<FeedUnseen::Seen> FeedUnseen::look(const RecordPtr& record) const {
    if (!record) return std::nullopt;
    auto entry = std::static_pointer_cast<const Entry>(record);
    const Detail for_asker = detail_for(asker_, entry_type, *entry, directory_);
    const auto item = for_asker == Detail::none ? std::nullopt : feed_item_of(entry, link_, window_, directory_);
    if (!item) return std::nullopt;
    const bool is_named = for_asker == Detail::full && detail_in_feed(link_, *entry, directory_) == Detail::full;
    return Seen{entry.get(), is_named, as_read(*item, link_)};
}

// Nothing here tells whether they might see it in those days.
bool FeedUnseen::may_have_other_rights(const Entry& before) const {
    return has_moved_rights_ || calendars_moved_.contains(before.calendar_id);
}

// What was cancelled long ago was not in the feed any more; the fields do not tell when that was.
std::optional<FeedUnseen::Seen> FeedUnseen::look_before(const Touched& touched) {
    if (!touched.before) return std::nullopt;
    const auto& before = static_cast<const Entry&>(*touched.before);
    if (!touched.seen_now && may_have_other_rights(before)) return std::nullopt;
    if (before.status == EntryStatus::cancelled)
        touched.before->updated_at = log_.changed_at(before.id, touched.rev_before).value_or(before.created_at);
    return look(touched.before);
}

// Does the series show its place: now that it has no entry of its own any more, or before it was given one?
bool FeedUnseen::is_in_series(const Entry& occurrence) {
    if (!occurrence.series_id) return false;
    const RecordPtr record = records_.load(entry_type, *occurrence.series_id);
    if (!look(record)) return false;
    return std::ranges::count(static_cast<const Entry&>(*record).exdate, occurrence.recurrence_id) == 0;
}

std::optional<FeedUnseen::Line> FeedUnseen::compare(const Touched& touched) {
    const auto& now = touched.seen_now;
    const auto before = look_before(touched);
    if ((!before && !now) || (before && now && before->event == now->event)) return std::nullopt;
    const Seen& shown = now ? *now : *before;
    const bool has_changed = (before && now) || is_in_series(*shown.entry);
    const std::string_view what = has_changed ? "changed" : now ? "new" : "gone";
    Line line{std::nullopt, "Busy", what, *shown.entry->when, touched.seq};
    if (shown.is_named) {
        line.id = shown.entry->id;
        line.title = shown.entry->title;
    }
    return line;
}

} // namespace tandem
