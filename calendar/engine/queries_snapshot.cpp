#include <algorithm>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

// All-day and floating entries are indexed as if UTC: half a day more on both sides finds them in every zone.
constexpr std::chrono::hours zone_slack{14};

std::int64_t window_start(const Window& window) {
    return std::chrono::milliseconds{(window.from - zone_slack).time_since_epoch()}.count();
}
std::int64_t window_end(const Window& window) {
    return std::chrono::milliseconds{(window.to + zone_slack).time_since_epoch()}.count();
}

// Entries that overlap the window, ideas without a date, and the campaigns that hold either.
std::vector<RecordPtr> entries_in(Records& records, const Window& window) {
    const Records::Parameter parameters[] = {window_end(window), window_start(window), window_start(window),
                                             static_cast<std::int64_t>(limits::snapshot_entries)};
    return records.select(entry_type, hot::entries_in_window, parameters);
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

std::string Queries::snapshot(const Directory& given, Id member, const Window& window, std::string_view epoch) {
    const Look look(*this, given);
    const Directory& directory = look.directory;
    std::string out = fmt::format(R"({{"epoch":"{}","seq":{},"me":"{}","zone_version":"{}",)", epoch, log_.last_seq(),
                                  to_text(member), zone_version());
    fmt::format_to(std::back_inserter(out), R"("window":{{"from":"{}","to":"{}"}},)", to_text(window.from),
                   to_text(window.to));
    append_records(out, "members", member_type, listed(directory, member_type), member, directory);
    out += ',';
    append_records(out, "calendars", calendar_type, listed(directory, calendar_type), member, directory);
    out += ',';
    append_records(out, "entries", entry_type, entries_in(records_, window), member, directory);
    out += ',';
    const Records::Parameter accounts[] = {static_cast<std::int64_t>(limits::snapshot_accounts)};
    append_records(out, "accounts", account_type, records_.select(account_type, hot::accounts_by_name, accounts),
                   member, directory);
    out += ',';
    const Records::Parameter touches[] = {window_start(window), window_end(window),
                                          static_cast<std::int64_t>(limits::snapshot_touches)};
    append_records(out, "touches", touch_type, records_.select(touch_type, hot::touches_in_window, touches), member,
                   directory);
    out += ',';
    append_records(out, "feed_links", feed_link_type, links_of(directory, member), member, directory);
    out += '}';
    return out;
}

std::string Queries::entries(const Directory& given, Id member, const Window& window) {
    const Look look(*this, given);
    const Directory& directory = look.directory;
    std::string out = fmt::format(R"({{"seq":{},)", log_.last_seq());
    append_records(out, "entries", entry_type, entries_in(records_, window), member, directory);
    out += '}';
    return out;
}

Result<std::string> Queries::entry(const Directory& given, Id member, Id id) {
    const Look look(*this, given);
    const Directory& directory = look.directory;
    const RecordPtr record = records_.load(entry_type, id);
    const Detail detail = record ? detail_for(member, entry_type, *record, directory) : Detail::none;
    if (detail == Detail::none) return fail(ErrorCode::not_found, "no such entry");
    std::string out;
    append_record(out, entry_type, *record, detail);
    return out;
}

} // namespace tandem
