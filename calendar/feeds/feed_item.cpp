#include "calendar/feeds/feed_item.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/ical_lines.hpp"

namespace tandem {
namespace {

using std::chrono::days;

constexpr days days_back{90};
constexpr days days_ahead{400};
constexpr days cancelled_days{30}; // Google drops them at once, others strike them through; then they are noise

constexpr std::size_t steps_to_look{20'000}; // through a rule, about 0.4 ms

bool names(const TextList& list, std::string_view word) { return list.empty() || std::ranges::count(list, word) > 0; }

bool shares(const TextList& wanted, const TextList& tags) {
    return wanted.empty() ||
           std::ranges::any_of(wanted, [&](const auto& tag) { return std::ranges::count(tags, tag) > 0; });
}

bool looks_further(const FeedLink& link) {
    return !link.kinds.empty() || !link.statuses.empty() || !link.teams.empty() || !link.owner_ids.empty() ||
           !link.tags.empty() || link.is_unowned || !link.journey_stages.empty() || !link.channels.empty();
}

bool is_of_owner(const FeedItem& item, const FeedLink& link) {
    const auto& owner = item.entry->owner_id;
    const bool is_named = owner ? std::ranges::count(link.owner_ids, *owner) > 0 : link.is_unowned;
    if ((!link.owner_ids.empty() || link.is_unowned) && !is_named) return false;
    return link.teams.empty() ||
           (item.owner_team && names(link.teams, teams[static_cast<std::size_t>(*item.owner_team)]));
}

bool is_shown_cancelled(const FeedItem& item, const FeedLink& link, const FeedWindow& window) {
    if (item.entry->status != EntryStatus::cancelled) return true;
    if (item.busy_only || link.detail == FeedDetail::busy || link.cancelled == FeedCancelled::hide) return false;
    const Date today = window.from + days_back;
    const Date changed{std::chrono::floor<days>(item.entry->updated_at).time_since_epoch()};
    return changed + cancelled_days >= today;
}

std::string label(std::string_view word) {
    std::string text(word);
    std::ranges::replace(text, '_', ' ');
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string kind_label(const Entry& entry) { return label(entry_kinds[static_cast<std::size_t>(entry.kind)]); }

std::vector<std::string> categories_of(const Entry& entry) {
    std::vector<std::string> categories{kind_label(entry)};
    if (entry.channel != Channel::none) categories.push_back(label(channels[static_cast<std::size_t>(entry.channel)]));
    if (entry.journey_stage != JourneyStage::none)
        categories.push_back(label(journey_stages[static_cast<std::size_t>(entry.journey_stage)]));
    categories.insert(categories.end(), entry.tags.begin(), entry.tags.end());
    return categories;
}

std::string uid_of(const Entry& entry, std::string_view base_url) {
    return to_text(entry.id) + "@" + host_of(base_url);
}

// Plain text: Apple and Thunderbird show tags of HTML as they are.
std::string description_of(const FeedItem& item) {
    const Entry& entry = *item.entry;
    std::string text = entry.summary;
    const auto add = [&](std::string_view heading, std::string_view body) {
        if (body.empty()) return;
        if (!text.empty()) text += text == entry.summary ? "\n\n" : "\n";
        text += fmt::format("{}: {}", heading, body);
    };
    add("Status", label(entry_statuses[static_cast<std::size_t>(entry.status)]));
    add("Owner", item.owner_name);
    add("Audience", entry.audience);
    if (!item.card.empty()) text += "\n" + item.card;
    for (const auto& link : entry.links) add("Link", link);
    return text;
}

// An occurrence with an entry of its own counts where the rule puts it, so that its series is beside it.
bool touches(const Entry& entry, const FeedWindow& window) {
    if (entry.when->starts >= window.to) return false;
    if (entry.when->ends > window.from || entry.when->starts >= window.from) return true;
    const auto series = series_of(entry);
    if (!series) return false;
    const auto found = expand(*series, window.from, window.to, {1, steps_to_look});
    return found.was_cut || !found.occurrences.empty();
}

void put_series(const FeedItem& item, ical::Event& event) {
    auto series = series_of(*item.entry);
    if (!series) return;
    event.rules = std::move(series->rules);
    event.dates = std::move(series->dates);
    event.excluded = std::move(series->excluded);
    for (const auto& start : item.missing)
        if (const auto at = parse_start(item.entry->when->kind, start)) event.excluded.push_back(*at);
    std::ranges::sort(event.excluded);
    event.excluded.erase(std::ranges::unique(event.excluded).begin(), event.excluded.end());
}

// UID and number of the series, and which of its occurrences it is.
void put_occurrence(const FeedItem& item, std::string_view base_url, ical::Event& event) {
    if (!item.series) return;
    const When& first = *item.series->when;
    const auto at = parse_start(first.kind, item.entry->recurrence_id);
    if (!at) return;
    event.uid = uid_of(*item.series, base_url);
    event.sequence = sequence_of(*item.entry, item.series.get());
    event.recurrence_id = ical::RecurrenceId{first.kind, *at, first.zone};
}

ical::Event busy_event(ical::Event event) {
    event.summary = "Busy";
    event.status = ical::Status::confirmed;
    event.last_modified = event.dtstamp = event.created;
    return event;
}

} // namespace

Instant told_change_of(const FeedItem& item, const FeedLink& link) {
    const bool is_busy = item.busy_only || link.detail == FeedDetail::busy;
    return is_busy ? item.entry->created_at : item.entry->updated_at;
}

FeedWindow feed_window(Date today) { return {today - days_back, today + days_ahead}; }

bool passes(const FeedItem& item, const FeedLink& link, const FeedWindow& window) {
    const Entry& entry = *item.entry;
    if (!entry.when || !touches(entry, window)) return false;
    if (!link.calendar_ids.empty() && std::ranges::count(link.calendar_ids, entry.calendar_id) == 0) return false;
    if (!is_shown_cancelled(item, link, window)) return false;
    if (item.busy_only) return !looks_further(link);
    return names(link.kinds, entry_kinds[static_cast<std::size_t>(entry.kind)]) &&
           names(link.statuses, entry_statuses[static_cast<std::size_t>(entry.status)]) &&
           names(link.journey_stages, journey_stages[static_cast<std::size_t>(entry.journey_stage)]) &&
           names(link.channels, channels[static_cast<std::size_t>(entry.channel)]) && shares(link.tags, entry.tags) &&
           is_of_owner(item, link);
}

void link_series(std::vector<FeedItem>& items) {
    std::unordered_map<Id, FeedItem*> series;
    for (FeedItem& item : items) {
        item.series = nullptr;
        item.missing.clear();
        if (!item.entry->when || !repeats(*item.entry)) continue;
        item.missing = item.entry->overrides;
        series.emplace(item.entry->id, &item);
    }
    for (FeedItem& item : items) {
        const auto found = item.entry->series_id ? series.find(*item.entry->series_id) : series.end();
        if (found == series.end()) continue;
        item.series = found->second->entry;
        std::erase(found->second->missing, item.entry->recurrence_id);
    }
}

std::string host_of(std::string_view base_url) {
    const auto scheme = base_url.find("://");
    if (scheme != std::string_view::npos) base_url.remove_prefix(scheme + 3);
    return std::string(base_url.substr(0, base_url.find_first_of(":/")));
}

ical::Event feed_event(const FeedItem& item, const FeedLink& link, std::string_view base_url) {
    const Entry& entry = *item.entry;
    ical::Event event;
    event.uid = uid_of(entry, base_url);
    event.sequence = sequence_of(entry, nullptr);
    event.created = entry.created_at;
    event.last_modified = event.dtstamp = entry.updated_at; // never the time of rendering: the bytes must stay
    event.when = *entry.when;
    put_series(item, event);
    put_occurrence(item, base_url, event);
    if (item.busy_only) return busy_event(std::move(event));
    event.transparent = is_transparent(entry);
    if (link.detail == FeedDetail::busy) return busy_event(std::move(event));
    event.summary = fmt::format("[{}] {}", kind_label(entry), entry.title);
    event.status = status_of(entry.status);
    if (entry.status == EntryStatus::cancelled && link.cancelled == FeedCancelled::prefix) {
        event.summary = "[CANCELLED] " + event.summary;
        event.status = ical::Status::confirmed; // Google would remove it otherwise
        event.transparent = true;
    }
    event.categories = {kind_label(entry)};
    event.url = fmt::format("{}/?entry={}", base_url, to_text(entry.id));
    if (link.detail == FeedDetail::titles) return event;
    event.categories = categories_of(entry);
    event.location = entry.location;
    event.description = description_of(item);
    add_own_lines(entry, event);
    if (link.alarms && entry.status != EntryStatus::cancelled) add_alarms(entry, event);
    return event;
}

} // namespace tandem
