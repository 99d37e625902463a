#include "calendar/engine/feed_heard.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/feed_source.hpp"
#include "calendar/engine/radar_picture.hpp"
#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

using std::chrono::days;

constexpr std::size_t most_named = 5;

struct Told {
    std::string title;
    Date on;
    std::size_t accounts;
};

std::string plural(std::size_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

// How many accounts hear each list of the picture.
std::vector<std::size_t> hearers_of(const RadarPicture& picture) {
    std::vector<std::size_t> found(picture.heard.size());
    for (const std::uint32_t place : picture.hears) ++found[place];
    return found;
}

// Of an entry how many of the accounts it reached, and when first.
std::vector<Told> told_of(const RadarPicture& picture, const std::vector<std::size_t>& hearers, std::size_t entry) {
    std::vector<Told> found;
    for (std::size_t i = 0; i < picture.heard.size(); ++i) {
        const auto& heard = picture.heard[i];
        const auto at = std::ranges::find(heard, static_cast<std::int32_t>(entry), &Heard::entry);
        if (at == heard.end()) continue;
        if (found.empty()) found.push_back({picture.entries[entry]->title, at->on, 0});
        found.front().accounts += hearers[i];
        found.front().on = std::min(found.front().on, at->on);
    }
    return found;
}

std::string lines_of(const RadarPicture& picture, const FeedLink& link, const Directory& directory) {
    if (picture.accounts.empty()) return {};
    const auto hearers = hearers_of(picture);
    std::vector<Told> told;
    std::size_t unnamed = 0;
    for (std::size_t i = 0; i < picture.entries.size(); ++i) {
        const Entry& entry = *picture.entries[i];
        const auto one = told_of(picture, hearers, i);
        const bool is_shown = !entry.is_private && detail_in_feed(link, entry, directory) == Detail::full;
        if (is_shown)
            told.insert(told.end(), one.begin(), one.end());
        else
            unnamed += one.size();
    }
    std::ranges::sort(told,
                      [](const Told& a, const Told& b) { return a.on != b.on ? a.on > b.on : a.title < b.title; });
    std::size_t contacts = 0, contacted = 0;
    for (std::size_t i = 0; i < picture.heard.size(); ++i) {
        const auto logged = static_cast<std::size_t>(std::ranges::count(picture.heard[i], -1, &Heard::entry));
        contacts += logged * hearers[i];
        contacted += logged > 0 ? hearers[i] : 0;
    }
    const std::string whom = plural(picture.accounts.size(), "account", "accounts");
    if (told.empty() && unnamed == 0 && contacts == 0)
        return fmt::format("Last {} days: nothing from us to its {}", heard_days, whom);
    std::string lines = fmt::format("Last {} days, its {} got:", heard_days, whom);
    for (std::size_t i = 0; i < std::min(told.size(), most_named); ++i)
        lines += fmt::format("\n- {} ({}): {}", told[i].title, to_text(told[i].on),
                             plural(told[i].accounts, "account", "accounts"));
    const std::size_t more = unnamed + (told.size() > most_named ? told.size() - most_named : 0);
    if (more > 0) lines += fmt::format("\n- {}", plural(more, "more entry", "more entries"));
    if (contacts > 0)
        lines += fmt::format("\n- {} with {}", plural(contacts, "contact", "contacts"),
                             plural(contacted, "account", "accounts"));
    return lines;
}

bool is_near(const Entry& entry, Date today) {
    if (entry.kind != EntryKind::push || entry.audience_ids.empty() || !entry.when) return false;
    const Date from = today, to = today + days{heard_days_ahead + 1};
    if (repeats(entry)) return !occurrences_of(entry, from, to).occurrences.empty();
    return entry.when->starts < to && entry.when->ends > from;
}

} // namespace

void add_heard(Database& reader, const FeedLink& link, Date today, std::vector<FeedItem>& items) {
    std::vector<FeedItem*> near;
    for (FeedItem& item : items)
        if (!item.busy_only && is_near(*item.entry, today)) near.push_back(&item);
    if (near.empty()) return;
    std::ranges::sort(near, [](const FeedItem* a, const FeedItem* b) {
        const auto starts = [](const FeedItem* one) { return std::pair(one->entry->when->starts, one->entry->id); };
        return starts(a) < starts(b);
    });
    const Transaction look(reader, Transaction::Kind::read);
    Records records(reader);
    const DirectoryPtr directory = Directory::load(records); // at least as new as the rows
    for (std::size_t i = 0; i < std::min(near.size(), most_heard); ++i) {
        const Entry& push = *near[i]->entry;
        const RadarPlan plan{push.id, push.audience_ids, push.excluded_account_ids};
        const auto picture = radar_picture(records, *directory, plan, today - days{heard_days - 1}, today + days{1});
        const std::string lines = lines_of(picture, link, *directory);
        if (lines.empty()) continue;
        std::string& card = near[i]->card;
        card += (card.empty() ? "" : "\n") + lines;
    }
}

} // namespace tandem
