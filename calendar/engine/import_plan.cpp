#include "calendar/engine/import_plan.hpp"

#include <algorithm>
#include <map>

#include "calendar/base/utf8.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {
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

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\t', ' ');
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
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

void take_status(const ical::Event& event, Entry& entry, bool is_new) {
    if (event.status == ical::Status::cancelled)
        entry.status = EntryStatus::cancelled;
    else if (is_new || entry.status == EntryStatus::cancelled) // live and done are ours to say
        entry.status = event.status == ical::Status::tentative ? EntryStatus::planned : EntryStatus::confirmed;
}

void take_link(const ical::Event& event, Entry& entry) {
    if (event.url.empty() || std::ranges::count(entry.links, event.url) > 0) return;
    Entry probe;
    probe.links = {event.url};
    const bool fits = event.url.size() <= static_cast<std::size_t>(entry_type.find("links")->item_most);
    if (fits && check_entry(probe)) entry.links.push_back(event.url);
}

// Files without UIDs must not double on the second import: the same event gets the same one.
std::string uid_of(const ical::Event& event) {
    if (!event.uid.empty()) return event.uid;
    return "no-uid-" + to_text(event.when.starts) + "-" + event.summary.substr(0, 200);
}

JsonPtr args_of(const Patch& patch, std::string_view key, Id id) {
    std::string text;
    append_patch(text, entry_type, patch, Detail::full, every_id);
    text.back() = text.size() > 2 ? ',' : ' ';
    text += "\"" + std::string(key) + "\":\"" + to_text(id) + "\"}";
    return parse_json_object(text).value();
}

class Planner {
public:
    Planner(Id calendar_id, const FindByUid& find) : calendar_id_(calendar_id), find_(find) {}

    void take(const ical::Item& item) {
        ImportStep step{{}, {}, {}, item.line, {}, item.warnings};
        const std::string uid = uid_of(item.event);
        if (uid.size() > static_cast<std::size_t>(entry_type.find("uid")->most))
            return skip(item, "has a UID that is too long");
        const auto known = find_(uid);
        Entry entry = known ? *known : Entry();
        if (!known) {
            entry.kind = EntryKind::event;
            entry.uid = uid;
        }
        overlay(item.event, entry, step.warnings);
        take_status(item.event, entry, !known);
        step.title = entry.title;
        if (!known) return create(entry, std::move(step));
        const Patch patch = difference(entry_type, *known, entry);
        if (patch.empty()) {
            ++plan.unchanged;
            return;
        }
        ++plan.changed;
        step.command = "entry.update";
        step.args = args_of(patch, "id", known->id);
        step.base_rev = known->rev;
        plan.steps.push_back(std::move(step));
    }

    void skip(const ical::Item& item, std::string reason) {
        plan.skipped.push_back({item.line, one_line(item.event.summary), std::move(reason)});
    }

    ImportPlan plan;

private:
    void create(const Entry& entry, ImportStep step) {
        Patch patch = difference(entry_type, Entry(), entry);
        patch.put(static_cast<std::uint8_t>(entry_type.index_of("kind")), static_cast<std::int64_t>(entry.kind));
        ++plan.created;
        step.command = "entry.create";
        step.args = args_of(patch, "calendar_id", calendar_id_);
        plan.steps.push_back(std::move(step));
    }

    Id calendar_id_;
    const FindByUid& find_;
};

} // namespace

void overlay(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings) {
    take_categories(event, entry, warnings);
    set_text(entry.title, "title", title_of(event, entry.kind), warnings);
    if (!event.description.empty()) set_text(entry.summary, "summary", event.description, warnings);
    if (!event.location.empty()) set_text(entry.location, "location", one_line(event.location), warnings);
    entry.when = event.when;
    take_link(event, entry);
    if (event.access == ical::Class::private_access || event.access == ical::Class::confidential)
        entry.is_private = true;
}

ImportPlan plan_import(const ical::Decoded& decoded, Id calendar_id, const FindByUid& find) {
    std::map<std::string, const ical::Item*> newest; // of the usable items, by UID
    for (const auto& item : decoded.items) {
        if (!item.skipped.empty()) continue;
        const ical::Item*& place = newest[uid_of(item.event)];
        if (!place || item.event.sequence > place->event.sequence) place = &item;
    }
    Planner planner(calendar_id, find);
    for (const auto& item : decoded.items) {
        if (!item.skipped.empty())
            planner.skip(item, item.skipped);
        else if (newest[uid_of(item.event)] != &item)
            planner.skip(item, "has the same UID as another event of the file");
        else
            planner.take(item);
    }
    return std::move(planner.plan);
}

} // namespace tandem
