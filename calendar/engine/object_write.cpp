#include "calendar/engine/object_write.hpp"

#include <algorithm>

#include "calendar/engine/import_entry.hpp"
#include "calendar/engine/series_put.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/ical_lines.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;

// Live and done are confirmed to an app: what says the same in its words stays as it is in ours.
void write_status(const ical::Event& event, Entry& entry) {
    const ical::Status said = event.status;
    if (const auto own = own_status(event))
        entry.status = *own;
    else if (said == ical::Status::none || said == status_of(entry.status))
        return;
    else
        entry.status = said == ical::Status::tentative   ? EntryStatus::planned
                       : said == ical::Status::cancelled ? EntryStatus::cancelled
                                                         : EntryStatus::confirmed;
}

// The first link is the URL; the others are not the app's to say. Addresses of other schemes are not kept.
void write_link(const std::string& url, Entry& entry) {
    const bool had_one = !entry.links.empty();
    Entry probe;
    probe.links = {url};
    if (url.empty() || !check_entry(probe)) {
        if (had_one && url.empty()) entry.links.erase(entry.links.begin());
    } else if (had_one) {
        entry.links.front() = url;
    } else {
        entry.links.push_back(url);
    }
}

// Rules and dates are the app's; what does not repeat leaves nothing out.
void write_rules(const ical::Event& event, Entry& entry) {
    put_series(entry, ical::series_of(event));
    std::ranges::sort(entry.rrule);
    if (!repeats(entry)) entry.exdate.clear();
}

bool is_in(const TextList& list, const std::string& text) { return std::ranges::find(list, text) != list.end(); }

// The difference as members of an object, without its braces; fields of `always` in any case.
std::string fields_of(const Entry& before, const Entry& after, std::initializer_list<std::string_view> always) {
    Patch patch = difference(entry_type, before, after);
    for (const std::string_view name : always) {
        const int index = entry_type.index_of(name);
        patch.put(static_cast<std::uint8_t>(index), entry_type.fields[static_cast<std::size_t>(index)].get(after));
    }
    // Of which series it is, and which starts have entries, is told by the form of the command.
    std::erase_if(patch.values, [](const auto& value) { return entry_type.fields[value.first].by == SetBy::server; });
    std::string text;
    append_patch(text, entry_type, patch, Detail::log, every_id);
    return text.substr(1, text.size() - 2);
}

std::string joined(std::string first, const std::string& more) {
    if (!first.empty() && !more.empty()) first += ',';
    return first + more;
}

std::string id_member(const Entry& entry) { return "\"id\":\"" + to_text(entry.id) + "\""; }

// The fields that a new entry always says: the defaults of the struct are not those of an event.
std::string fields_of_new(const Entry& after) { return fields_of(Entry(), after, {"kind", "status"}); }

// Starts that the app was not shown as they are, in the words of the series as it was.
TextList unseen_starts(const CalendarObject& before) {
    TextList unseen = before.entry->overrides;
    for (const SeenEntry& one : before.overrides)
        if (one.detail == Detail::full) std::erase(unseen, one.entry->recurrence_id);
    return unseen;
}

// What is being written, step by step.
struct Writing {
    const CalendarObject* before;
    Entry series;
    std::vector<const ical::Event*> overrides;
    TextList unseen;
};

// They were shown as left out of the series, or as busy: the app says back what it was told.
void forget_unseen(Writing& writing) {
    if (!writing.before) return;
    writing.unseen = unseen_starts(*writing.before);
    const auto is_told = [&](const std::string& start) {
        return is_in(writing.unseen, start) && !is_in(writing.before->entry->exdate, start);
    };
    std::erase_if(writing.series.exdate, is_told);
    std::erase_if(writing.overrides, [&](const auto* event) { return is_in(writing.unseen, occurrence_of(*event)); });
}

// One occurrence over the entry that stands for it, or over its series as entry.put_series begins it.
std::string write_override(const Writing& writing, const ical::Event& event, const EntryPtr& known) {
    const std::string start = occurrence_of(event);
    Entry base = known ? *known : writing.series;
    if (!known) stand_for(base, writing.series, {event.when.starts, event.when.ends});
    Entry after = base;
    write_event(event, after);
    take_sequence(event, after, &writing.series);
    if (writing.series.is_private) base.is_private = after.is_private = true;
    const auto fields = known ? fields_of(base, after, {}) : fields_of(base, after, {"title", "when", "status"});
    return joined("{\"recurrence_id\":\"" + start + "\"", fields) + "}";
}

// What stood for each of the occurrences, as entry.put_series will find it.
std::vector<EntryPtr> known_of(const Writing& writing) {
    TextList starts;
    std::vector<EntryPtr> known;
    for (const auto* event : writing.overrides) starts.push_back(occurrence_of(*event));
    if (!writing.before) return std::vector<EntryPtr>(starts.size());
    for (const SeenEntry& one : writing.before->overrides)
        if (one.detail == Detail::full) known.push_back(one.entry);
    return standing_for(starts, *writing.before->entry, writing.series, known);
}

bool is_as_before(const Writing& writing, const std::string& fields, const std::vector<EntryPtr>& known,
                  const std::vector<std::string>& overrides) {
    if (!writing.before || !fields.empty()) return false;
    const auto is_full = [](const SeenEntry& one) { return one.detail == Detail::full; };
    if (std::ranges::count_if(writing.before->overrides, is_full) != std::ssize(known)) return false;
    for (std::size_t i = 0; i < known.size(); ++i)
        if (!known[i] || overrides[i] != "{\"recurrence_id\":\"" + known[i]->recurrence_id + "\"}") return false;
    return true;
}

ObjectCommand command_of(const Writing& writing) {
    const Entry* before = writing.before ? writing.before->entry.get() : nullptr;
    const std::string fields = before ? fields_of(*before, writing.series, {}) : fields_of_new(writing.series);
    const auto known = known_of(writing);
    std::vector<std::string> overrides;
    std::string listed;
    for (std::size_t i = 0; i < known.size(); ++i) {
        overrides.push_back(write_override(writing, *writing.overrides[i], known[i]));
        listed = joined(listed, overrides.back());
    }
    if (is_as_before(writing, fields, known, overrides)) return {};
    const std::string all = before ? joined(id_member(*before), fields) : fields;
    const bool is_plain = !repeats(writing.series) && (!before || (!repeats(*before) && before->overrides.empty()));
    if (is_plain && listed.empty())
        return {before ? "entry.update" : "entry.create", parse_json_object("{" + all + "}").value()};
    return {"entry.put_series", parse_json_object("{\"series\":{" + all + "},\"overrides\":[" + listed + "]}").value()};
}

} // namespace

void write_event(const ical::Event& event, Entry& entry) {
    entry.title = one_line(event.summary);
    if (entry.title.empty()) entry.title = "(no title)";
    entry.summary = event.description;
    entry.location = one_line(event.location);
    write_rules(event, entry);
    entry.tags.clear();
    for (const auto& category : event.categories)
        if (auto tag = one_line(category); !tag.empty() && std::ranges::count(entry.tags, tag) == 0)
            entry.tags.push_back(std::move(tag));
    write_status(event, entry);
    // Silence does not publish what was private.
    if (event.access != ical::Class::none) entry.is_private = event.access != ical::Class::public_access;
    write_link(event.url, entry);
    std::vector<std::string> ignored; // command_for refuses what would be lost
    take_own_lines(event, entry, ignored);
    entry.ical_lines = kept_lines(event, entry, ignored);
}

Result<ObjectCommand> command_for(const CalendarObject* before, const Entry& fresh,
                                  std::span<const ical::Event> events) {
    Writing writing{before, before ? *before->entry : fresh, {}, {}};
    const ical::Event* first = nullptr;
    for (const ical::Event& event : events) {
        if (event.recurrence_id) {
            writing.overrides.push_back(&event);
        } else if (first) {
            return fail(ErrorCode::invalid_field, "must hold one event, with its changed occurrences");
        } else {
            first = &event;
        }
    }
    if (!first) return fail(ErrorCode::invalid_field, "must hold the event that repeats, not its occurrences alone");
    write_event(*first, writing.series);
    take_sequence(*first, writing.series, nullptr);
    forget_unseen(writing);
    const auto is_whole = [](const ical::Event* event) { return keeps_all_lines(*event); };
    if (!is_whole(first) || !std::ranges::all_of(writing.overrides, is_whole))
        return fail(ErrorCode::too_large, "says more than can be kept of one event");
    return command_of(writing);
}

} // namespace tandem
