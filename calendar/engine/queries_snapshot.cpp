#include <algorithm>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/feeds/saved_view.hpp"
#include "calendar/offers/talking_point.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/people/preference.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "calendar/talk/reaction.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

// All-day and floating entries are indexed as if UTC: half a day more on both sides finds them in every zone.
constexpr std::chrono::hours zone_slack{14};

std::int64_t millis(auto at) { return std::chrono::milliseconds{at.time_since_epoch()}.count(); }
std::int64_t window_start(const Window& window) { return millis(window.from - zone_slack); }
std::int64_t window_end(const Window& window) { return millis(window.to + zone_slack); }

// One more than an answer holds, to know of it.
std::int64_t one_more(std::size_t most) { return static_cast<std::int64_t>(most) + 1; }

// True if something had to be left out.
bool cut_to(std::vector<RecordPtr>& records, std::size_t most) {
    const bool is_too_long = records.size() > most;
    if (is_too_long) records.resize(most);
    return is_too_long;
}

// Beyond the horizon the index holds nothing: what repeats is expanded.
void add_repeating(Records& records, const Window& window, std::vector<RecordPtr>& found) {
    const Records::Parameter parameters[] = {one_more(limits::snapshot_entries)};
    for (RecordPtr& record : records.select(entry_type, hot::repeating_entries, parameters)) {
        const bool is_there =
            std::ranges::find(found, record->id, [](const RecordPtr& r) { return r->id; }) != found.end();
        const auto shown = occurrences_of(static_cast<const Entry&>(*record), window.from, window.to);
        if (!is_there && !shown.occurrences.empty()) found.push_back(std::move(record));
    }
}

// Entries that overlap the window, ideas without a date, and all campaigns: the bars that the others belong to.
std::vector<RecordPtr> entries_in(Records& records, const Window& window, Reader& reader) {
    const Horizon& kept = reader.directory().horizon();
    const Records::Parameter parameters[] = {window_end(window), window_start(window),
                                             one_more(limits::snapshot_entries)};
    auto found = records.select(entry_type, hot::entries_in_window, parameters);
    if (window.from < kept.from || window.to > kept.to) add_repeating(records, window, found);
    reader.look_at(window.from, window.to);
    return found;
}

bool overlaps(const Entry& entry, const Window& window) {
    if (!entry.when) return false;
    const Span span = utc_span(*entry.when);
    const auto from = millis(span.from), to = millis(span.to), start = window_start(window);
    return from < window_end(window) && to >= start && (to > start || from >= start);
}

// That a time outside the window is here at all would tell those who see only that it is taken: it is a campaign.
void drop_telling(std::vector<RecordPtr>& entries, const Window& window, Reader& reader) {
    std::erase_if(entries, [&](const RecordPtr& record) {
        const auto& entry = static_cast<const Entry&>(*record);
        return entry.kind == EntryKind::campaign && reader.detail(entry_type, record) == Detail::busy &&
               !overlaps(entry, window);
    });
}

std::vector<RecordPtr> touches_in(Records& records, const Window& window) {
    const Records::Parameter parameters[] = {window_start(window), window_end(window),
                                             one_more(limits::snapshot_touches)};
    return records.select(touch_type, hot::touches_in_window, parameters);
}

std::vector<RecordPtr> all_accounts(Records& records) {
    const Records::Parameter parameters[] = {one_more(limits::snapshot_accounts)};
    return records.select(account_type, hot::accounts_by_name, parameters);
}

// A member's newest.
std::vector<RecordPtr> notifications_of(Records& records, Id member) {
    const Records::Parameter parameters[] = {to_text(member),
                                             static_cast<std::int64_t>(limits::snapshot_notifications)};
    return records.select(notification_type, "member_id = ? ORDER BY id DESC LIMIT ?", parameters);
}

// One's own, and everyone's.
std::vector<RecordPtr> views_for(Records& records, Id member) {
    const Records::Parameter parameters[] = {to_text(member), one_more(limits::snapshot_records)};
    return records.select(saved_view_type, "created_by = ? OR shared = 1 ORDER BY id LIMIT ?", parameters);
}

std::size_t most_of(const EntityType& type) {
    if (&type == &entry_type) return limits::snapshot_entries;
    if (&type == &account_type) return limits::snapshot_accounts;
    if (&type == &talking_point_type) return limits::snapshot_entries; // some of each push
    return &type == &touch_type ? limits::snapshot_touches : limits::snapshot_records;
}

// What a member has set for themselves.
std::vector<RecordPtr> preferences_of(Records& records, Id member) {
    const Records::Parameter id[] = {to_text(member)};
    return records.select(preference_type, "created_by = ?", id);
}

// The votes for ideas; pages ask for other reactions along with the comments.
std::vector<RecordPtr> votes(Records& records) {
    const Records::Parameter parameters[] = {one_more(limits::snapshot_records)};
    return records.select(reaction_type, hot::votes_for_ideas, parameters);
}

std::vector<RecordPtr> all_of(Records& records, const EntityType& type) {
    const Records::Parameter parameters[] = {one_more(most_of(type))};
    return records.select(type, "true ORDER BY id LIMIT ?", parameters);
}

// They live as long as the directory.
std::vector<RecordPtr> listed(const Directory& directory, const EntityType& type) {
    std::vector<RecordPtr> found;
    const auto add = [&](const Record& record) { found.emplace_back(RecordPtr{}, &record); };
    if (&type == &calendar_type)
        directory.each_calendar(add);
    else
        directory.each_member(add);
    std::ranges::sort(found, {}, &Record::id);
    return found;
}

} // namespace

Result<Window> parse_window(std::string_view from, std::string_view to) {
    const auto first = parse_date(from), last = parse_date(to);
    if (!first) return fail_field("from", "must be a date like 2026-03-30");
    if (!last) return fail_field("to", "must be a date like 2026-03-30");
    if (*last <= *first || *last - *first > std::chrono::days{limits::window_days})
        return fail_field("to", fmt::format("must be after from, by at most {} days", limits::window_days));
    return Window{*first, *last};
}

// One more than `most_of` if there are more.
std::vector<RecordPtr> Queries::records_for(const EntityType& type, const Directory& directory, Id member,
                                            const Window& window, Reader& reader) {
    if (&type == &entry_type) return entries_in(records_, window, reader);
    if (&type == &account_type) return all_accounts(records_);
    if (&type == &touch_type) return touches_in(records_, window);
    if (&type == &feed_link_type) return links_of(directory, member);
    if (&type == &notification_type) return notifications_of(records_, member);
    if (&type == &saved_view_type) return views_for(records_, member);
    if (&type == &preference_type) return preferences_of(records_, member);
    if (&type == &reaction_type) return votes(records_);
    const bool is_listed = &type == &member_type || &type == &calendar_type;
    return is_listed ? listed(directory, type) : all_of(records_, type);
}

std::string Queries::snapshot(const Directory& given, Id member, const Window& window, std::string_view epoch) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    std::string out = fmt::format(R"({{"epoch":"{}","seq":{},"me":"{}","zone_version":"{}",)", epoch, log_.last_seq(),
                                  to_text(member), zone_version());
    fmt::format_to(std::back_inserter(out), R"("window":{{"from":"{}","to":"{}"}},)", to_text(window.from),
                   to_text(window.to));
    bool truncated = false;
    for (const LiveKind& kind : live_kinds()) {
        if (kind.list.empty()) continue;
        const EntityType& type = *kind.type;
        auto records = records_for(type, look.directory, member, window, reader);
        truncated = cut_to(records, most_of(type)) || truncated;
        if (&type == &entry_type) drop_telling(records, window, reader);
        append_records(out, kind.list, type, records, reader);
        out += ',';
    }
    return out.append(truncated ? R"("truncated":true})" : R"("truncated":false})");
}

std::string Queries::entries(const Directory& given, Id member, const Window& window) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    auto found = entries_in(records_, window, reader);
    const bool truncated = cut_to(found, limits::snapshot_entries);
    drop_telling(found, window, reader);
    std::string out = fmt::format(R"({{"seq":{},"truncated":{},)", log_.last_seq(), truncated);
    append_records(out, "entries", entry_type, found, reader);
    out += '}';
    return out;
}

Result<std::string> Queries::entry(const Directory& given, Id member, Id id) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    const RecordPtr record = records_.load(entry_type, id);
    const Detail detail = reader.detail(entry_type, record);
    if (detail == Detail::none) return fail(ErrorCode::not_found, "no such entry");
    std::string out;
    append_seen(out, entry_type, *record, detail, reader);
    return out;
}

} // namespace tandem
