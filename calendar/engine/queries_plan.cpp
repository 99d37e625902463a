#include <map>

#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/hidden.hpp"
#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/logged_entry.hpp"
#include "calendar/engine/past.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_items = 20'000; // of the log, each some 10 µs
constexpr std::chrono::hours zone_slack{14};

// An entry that was touched since.
struct Past {
    std::shared_ptr<const Entry> now;  // null if it was deleted
    std::shared_ptr<const Entry> last; // as it is, or was at its end
    std::shared_ptr<Entry> then;       // null if it was not there
    std::vector<LoggedItem> items;     // the newest first
};
using Pasts = std::map<Id, Past>;

bool stands_in(const Entry& entry, const Window& window) {
    if (!entry.when) return false;
    if (repeats(entry)) return !occurrences_of(entry, window.from, window.to).occurrences.empty();
    const Span span = utc_span(*entry.when);
    const auto from = std::chrono::sys_days{window.from.time_since_epoch()} - zone_slack;
    const auto to = std::chrono::sys_days{window.to.time_since_epoch()} + zone_slack;
    return span.from < to && (span.to > from || span.from >= from);
}

Pasts walk_back(const std::vector<LoggedItem>& items, Records& records, ChangeLog& log) {
    Pasts pasts;
    for (const LoggedItem& item : items) {
        const auto [place, is_new] = pasts.try_emplace(item.record_id);
        Past& past = place->second;
        if (is_new) {
            past.now = std::static_pointer_cast<const Entry>(records.load(entry_type, item.record_id));
            past.last = past.now ? past.now : deleted_entry(log, item);
            past.then = past.now ? std::make_shared<Entry>(*past.now) : nullptr;
        }
        past.then = std::static_pointer_cast<Entry>(before_item(entry_type, std::move(past.then), item, log));
        if (past.then) past.then->rev = item.rev - 1;
        if (past.then && past.last) past.then->created_at = past.last->created_at;
        past.items.push_back(item);
    }
    return pasts;
}

// Who may see it today and could see it all the time since.
bool is_told(Past& past, Reader& reader) {
    if (!past.last || !past.then) return false;
    std::vector<LoggedItem> oldest_first(past.items.rbegin(), past.items.rend());
    const bool was_hidden = count_hidden(oldest_first, *past.last, reader.member(), reader.directory()) > 0;
    return reader.detail(entry_type, past.then) == Detail::full &&
           reader.detail(entry_type, past.last) == Detail::full && !was_hidden;
}

std::vector<RecordPtr> standing_now(Records& records, const Window& window) {
    const auto millis = [](Date day) {
        return std::chrono::milliseconds{std::chrono::sys_days{day.time_since_epoch()}.time_since_epoch()}.count();
    };
    const auto slack = std::chrono::milliseconds{zone_slack}.count();
    const Records::Parameter parameters[] = {millis(window.to) + slack, millis(window.from) - slack,
                                             static_cast<std::int64_t>(limits::snapshot_entries)};
    auto found = records.select(entry_type, hot::entries_in_window, parameters);
    std::erase_if(found, [&](const RecordPtr& one) { return !stands_in(static_cast<const Entry&>(*one), window); });
    return found;
}

struct Then {
    std::vector<RecordPtr> entries; // as they stood
    std::vector<Id> gone;           // of those, what is deleted by now
    std::vector<Id> untold;         // of which the reader may see only how they stand now
};

Then stood(Pasts& pasts, const std::vector<RecordPtr>& now, const Window& window, Reader& reader) {
    Then then;
    std::vector<Id> here;
    for (const RecordPtr& record : now) {
        if (reader.detail(entry_type, record) != Detail::full) continue;
        const auto past = pasts.find(record->id);
        here.push_back(record->id);
        if (past == pasts.end())
            then.entries.push_back(record);
        else if (past->second.then && is_told(past->second, reader))
            then.entries.push_back(past->second.then);
        else if (past->second.then)
            then.untold.push_back(record->id);
    }
    std::ranges::sort(here);
    for (auto& [id, past] : pasts)
        if (past.then && !std::ranges::binary_search(here, id) && stands_in(*past.then, window) &&
            is_told(past, reader)) {
            then.entries.push_back(past.then);
            if (!past.now) then.gone.push_back(id);
        }
    return then;
}

void append_ids(std::string& out, std::string_view name, const std::vector<Id>& ids) {
    out.append(",\"").append(name).append("\":[");
    for (const Id id : ids) out += fmt::format(R"({}"{}")", out.back() == '[' ? "" : ",", to_text(id));
    out += ']';
}

} // namespace

Result<std::string> Queries::plan(const Directory& given, Id member, Instant at, const Window& window) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    const auto items = log_.newest_entry_items(log_.seq_at(at), most_items + 1);
    if (std::ssize(items) > most_items)
        return fail_field("on", "lies too far back: too much has changed since; choose a later day",
                          ErrorCode::too_large);
    Pasts pasts = walk_back(items, records_, log_);
    const auto now = standing_now(records_, window);
    const Then then = stood(pasts, now, window, reader);
    std::string out = fmt::format(R"({{"at":"{}","seq":{},"truncated":{},"entries":[)", to_text(at), log_.last_seq(),
                                  now.size() == limits::snapshot_entries);
    const Horizon days{window.from, window.to};
    const MayName names = reader.names();
    for (const RecordPtr& record : then.entries) {
        if (out.back() != '[') out += ',';
        append_seen(out, entry_type, *record, {Detail::full, Level::none, names, days});
    }
    out += ']';
    append_ids(out, "gone", then.gone);
    append_ids(out, "untold", then.untold);
    return out + "}";
}

} // namespace tandem
