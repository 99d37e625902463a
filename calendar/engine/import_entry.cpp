#include "calendar/engine/import_entry.hpp"

#include <algorithm>

#include "calendar/base/utf8.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/ical_lines.hpp"

namespace tandem {

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\t', ' ');
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

namespace {

constexpr std::size_t longest_tag = 40;

// At most `limit` code points; says whether something was cut.
bool cut(std::string& text, std::size_t limit) {
    std::size_t points = 0;
    for (std::size_t at = 0; at < text.size();
         at += std::max<std::size_t>(1, leading_code_point({text.data() + at, text.size() - at})))
        if (points++ == limit) {
            text.resize(at);
            return true;
        }
    return false;
}

void set_text(std::string& field, std::string_view name, std::string value, std::vector<std::string>& warnings) {
    const auto limit = static_cast<std::size_t>(entry_type.find(name)->most);
    if (cut(value, limit))
        warnings.push_back(std::string(name) + " was cut to " + std::to_string(limit) + " characters");
    field = std::move(value);
}

bool same_word(std::string_view category, std::string_view word) {
    return std::ranges::equal(category, word, [](char a, char b) {
        if (a >= 'A' && a <= 'Z') a = static_cast<char>(a - 'A' + 'a');
        return a == b || (a == ' ' && b == '_');
    });
}

// True if the category is one of our own words ("Campaign", "Direct mail"), which `place` then gets.
template <class Choice>
bool take_choice(std::string_view category, std::span<const std::string_view> words, Choice& place) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!words[i].empty() && same_word(category, words[i])) {
            place = static_cast<Choice>(i);
            return true;
        }
    return false;
}

void take_categories(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings) {
    TextList tags;
    bool has_kind = false; // "Event" is a kind and a channel: the first says the kind
    for (const auto& category : event.categories) {
        if (!has_kind && take_choice(category, entry_kinds, entry.kind)) {
            has_kind = true;
            continue;
        }
        if (take_choice(category, channels, entry.channel) ||
            take_choice(category, journey_stages, entry.journey_stage))
            continue;
        std::string tag = one_line(category);
        cut(tag, longest_tag);
        if (!tag.empty() && std::ranges::count(tags, tag) == 0) tags.push_back(std::move(tag));
    }
    const auto most = static_cast<std::size_t>(entry_type.find("tags")->most);
    if (tags.size() > most) {
        tags.resize(most);
        warnings.emplace_back("only the first " + std::to_string(most) + " categories were kept as tags");
    }
    if (!tags.empty()) entry.tags = std::move(tags);
}

// Our own feeds put the kind before the title.
std::string title_of(const ical::Event& event, EntryKind& kind) {
    std::string title = one_line(event.summary);
    const auto end = title.find("] ");
    if (title.starts_with('[') && end != std::string::npos &&
        take_choice(std::string_view(title).substr(1, end - 1), entry_kinds, kind))
        title = title.substr(end + 2);
    return title.empty() ? "(no title)" : title;
}

void take_link(const ical::Event& event, Entry& entry) {
    if (event.url.empty() || std::ranges::count(entry.links, event.url) > 0) return;
    Entry probe;
    probe.links = {event.url};
    const bool fits = event.url.size() <= static_cast<std::size_t>(entry_type.find("links")->item_most);
    if (fits && check_entry(probe)) entry.links.push_back(event.url);
}

// Its own rules and dates; what does not repeat has none.
void take_series(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings) {
    put_series(entry, ical::series_of(event));
    std::ranges::sort(entry.rrule);
    if (!repeats(entry)) entry.exdate.clear();
    if (!repeats(entry) || entry.kind != EntryKind::campaign) return;
    entry.kind = EntryKind::event;
    warnings.emplace_back("campaigns do not repeat: taken as an event");
}

} // namespace

// Files without UIDs must not double on the second import: the same event gets the same one.
std::string uid_of(const ical::Event& event) {
    if (!event.uid.empty()) return event.uid;
    return "no-uid-" + to_text(event.when.starts) + "-" + event.summary.substr(0, 200);
}

void take_status(const ical::Event& event, Entry& entry, bool is_new) {
    if (const auto own = own_status(event))
        entry.status = *own;
    else if (event.status == ical::Status::cancelled)
        entry.status = EntryStatus::cancelled;
    else if (is_new || entry.status == EntryStatus::cancelled) // live and done are ours to say
        entry.status = event.status == ical::Status::tentative ? EntryStatus::planned : EntryStatus::confirmed;
}

void overlay(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings) {
    take_categories(event, entry, warnings);
    if (!one_line(event.summary).empty() || entry.title.empty())
        set_text(entry.title, "title", title_of(event, entry.kind), warnings);
    if (!event.description.empty()) set_text(entry.summary, "summary", event.description, warnings);
    if (!event.location.empty()) set_text(entry.location, "location", one_line(event.location), warnings);
    take_own_lines(event, entry, warnings);
    take_series(event, entry, warnings);
    take_link(event, entry);
    if (auto lines = kept_lines(event, entry, warnings); !lines.empty()) entry.ical_lines = std::move(lines);
    if (event.access == ical::Class::private_access || event.access == ical::Class::confidential)
        entry.is_private = true;
}

std::string occurrence_of(const ical::Event& event) {
    return event.recurrence_id ? start_text(event.recurrence_id->kind, event.recurrence_id->starts) : "";
}

bool looks_the_same(const ical::Event& event, const Entry& entry) {
    Entry other;
    std::vector<std::string> ignored;
    overlay(event, other, ignored);
    const bool same_place = other.location.empty() || entry.location.empty() || other.location == entry.location;
    return other.title == entry.title && other.when == entry.when && other.rrule == entry.rrule && same_place;
}

} // namespace tandem
