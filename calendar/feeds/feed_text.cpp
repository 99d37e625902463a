#include "calendar/feeds/feed_text.hpp"

#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

#include <algorithm>
#include <tuple>

#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/ical_lines.hpp"

namespace tandem {
namespace {

constexpr std::size_t kept_entries = 200'000;          // of each kind of text; about 400 bytes each
constexpr std::size_t days_off_bytes = feed_bytes / 4; // some 500 holidays; the rest is for entries
constexpr std::size_t head_bytes = 20'000;             // the calendar's own lines, and 40 time zones

std::size_t kind_of_text(const FeedItem& item, const FeedLink& link) {
    if (item.busy_only) return 0;
    const std::size_t kind = link.detail == FeedDetail::full && link.alarms ? 3 : static_cast<std::size_t>(link.detail);
    return 1 + kind * 2 + (link.cancelled == FeedCancelled::prefix ? 1 : 0);
}

// Days between the entry and today; 0 if it is going on, as what repeats does.
std::chrono::days distance(const Entry& entry, Date today) {
    if (repeats(entry)) return std::chrono::days{0};
    const When& when = *entry.when;
    const Date first = std::chrono::floor<std::chrono::days>(when.starts);
    const Date last = std::chrono::floor<std::chrono::days>(when.ends);
    if (first > today) return first - today;
    return last < today ? today - last : std::chrono::days{0};
}

// A series and its occurrences share their place in the order.
Id unit_of(const FeedItem& item) { return item.series ? item.series->id : item.entry->id; }

struct ItemText {
    EventTextPtr text;
    const FeedItem* item;
};

// Drops what is farthest from today, series as a whole, until the rest fits; how many were dropped.
std::size_t drop_farthest(std::vector<ItemText>& texts, std::size_t bytes, Date today) {
    std::ranges::sort(texts, {}, [&](const ItemText& text) {
        return std::pair(distance(text.item->series ? *text.item->series : *text.item->entry, today),
                         unit_of(*text.item));
    });
    const std::size_t before = texts.size();
    while (bytes > feed_bytes) {
        for (const Id unit = unit_of(*texts.back().item); !texts.empty() && unit_of(*texts.back().item) == unit;
             texts.pop_back())
            bytes -= texts.back().text->text.size();
    }
    return before - texts.size();
}

ical::Calendar calendar_of(const FeedLink& link, const FeedParts& parts) {
    ical::Calendar calendar;
    calendar.method = "PUBLISH";
    calendar.name = link.name;
    calendar.refresh = std::chrono::hours{1};
    calendar.last_modified = parts.last_modified;
    if (parts.left_out > 0)
        calendar.description = fmt::format("{} entries did not fit into this feed.", parts.left_out);
    return calendar;
}

} // namespace

EventTextPtr FeedWriter::text_of(const FeedItem& item, const FeedLink& link) {
    auto& kept = kept_[kind_of_text(item, link)];
    if (kept.size() > kept_entries) kept.clear();
    Kept& found = kept[item.entry->id];
    const std::int64_t series_rev = item.series ? item.series->rev : 0;
    if (!found.text || found.rev != item.entry->rev || found.owner_name != item.owner_name ||
        found.series_rev != series_rev || found.missing != item.missing || found.card != item.card)
        found = {item.entry->rev,
                 std::string(item.owner_name),
                 series_rev,
                 item.missing,
                 item.card,
                 std::make_shared<const ical::EventText>(ical::encode_event(feed_event(item, link, base_url_)))};
    return found.text;
}

const std::vector<EventTextPtr>& FeedWriter::texts_of(const Blackout& blackout, Date today) {
    KeptDaysOff& found = kept_days_off_[blackout.id];
    if (found.rev == blackout.rev && found.today == today) return found.texts;
    found = {blackout.rev, today, {}};
    for (const ical::Event& event : feed_events(blackout, feed_window(today), base_url_))
        found.texts.push_back(std::make_shared<const ical::EventText>(ical::encode_event(event)));
    return found.texts;
}

// People must see that something is missing, in the app that they look at.
EventTextPtr FeedWriter::notice(const FeedLink& link, std::size_t left_out, Date today, Instant at) const {
    ical::Event event;
    event.uid = fmt::format("{}-left-out@{}", to_text(link.id), host_of(base_url_));
    event.sequence = (today - Date{}).count();
    event.last_modified = event.dtstamp = at;
    event.when = all_day(today, today + std::chrono::days{1});
    event.summary = fmt::format("[Tandem] {} entries did not fit into this feed", left_out);
    event.description = "Calendar apps refuse feeds above one megabyte. Make a feed link with a narrower filter.";
    event.transparent = true;
    return std::make_shared<const ical::EventText>(ical::encode_event(event));
}

FeedParts FeedWriter::collect(const FeedLink& link, std::vector<FeedItem> items, Date today,
                              const std::vector<std::shared_ptr<const Blackout>>& days_off) {
    FeedParts parts{link.name, {}, 0, link.updated_at};
    std::vector<ItemText> texts;
    std::size_t bytes = head_bytes;
    for (const auto& blackout : days_off) {
        for (const EventTextPtr& text : texts_of(*blackout, today)) {
            if (bytes > days_off_bytes) {
                ++parts.left_out;
                continue;
            }
            bytes += text->text.size();
            parts.events.push_back(text);
        }
        parts.last_modified = std::max(parts.last_modified, blackout->updated_at);
    }
    for (const FeedItem& item : items) {
        texts.push_back({text_of(item, link), &item});
        bytes += texts.back().text->text.size();
        parts.last_modified = std::max(parts.last_modified, told_change_of(item, link));
    }
    if (bytes > feed_bytes) parts.left_out += drop_farthest(texts, bytes, today);
    if (parts.left_out > 0) parts.events.push_back(notice(link, parts.left_out, today, parts.last_modified));
    // A series stands before its occurrences: some readers want to have seen it.
    std::ranges::sort(texts, {}, [](const ItemText& text) {
        const FeedItem& item = *text.item;
        const Entry& first = item.series ? *item.series : *item.entry;
        return std::tuple(first.when->starts, first.id, item.series != nullptr, item.entry->when->starts,
                          item.entry->id);
    });
    for (auto& text : texts) parts.events.push_back(std::move(text.text));
    return parts;
}

std::string FeedWriter::join(const FeedLink& link, const FeedParts& parts) const {
    std::vector<const ical::EventText*> events;
    events.reserve(parts.events.size());
    for (const auto& event : parts.events) events.push_back(event.get());
    return ical::join_calendar(calendar_of(link, parts), events);
}

std::string FeedWriter::write_entry(std::span<const FeedItem> items) const {
    std::vector<ical::Event> events;
    for (const FeedItem& item : items) {
        events.push_back(feed_event(item, FeedLink{}, base_url_));
        if (item.busy_only) continue;
        add_summary_line(*item.entry, events.back());
        add_kept_lines(*item.entry, events.back());
    }
    ical::Calendar calendar;
    calendar.method = "PUBLISH";
    return ical::encode(calendar, events);
}

std::string make_etag(std::string_view bytes) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    std::string etag = "\"";
    for (const unsigned char byte : hash) fmt::format_to(std::back_inserter(etag), "{:02x}", byte);
    return etag + '"';
}

} // namespace tandem
