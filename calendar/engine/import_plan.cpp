#include "calendar/engine/import_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "calendar/engine/import_entry.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/feeds/ical_lines.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {
namespace {

using What = ImportItem::What;
using EntryPtr = std::shared_ptr<const Entry>;

constexpr std::size_t longest_uid = 500;
constexpr std::size_t most_overrides = 1'000;

JsonPtr args_of(const Patch& patch, std::string_view more) {
    std::string text;
    append_patch(text, entry_type, patch, Detail::log, every_id);
    text.back() = text.size() > 2 ? ',' : ' ';
    text.append(more).append("}");
    return parse_json_object(text).value();
}

std::string id_member(std::string_view key, Id id) { return "\"" + std::string(key) + "\":\"" + to_text(id) + "\""; }

std::uint8_t field(std::string_view name) { return static_cast<std::uint8_t>(entry_type.index_of(name)); }

void put_once(TextList& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

// What the file and the store have under one UID.
struct Family {
    std::string uid;
    const ical::Item* series = nullptr; // or the single event
    std::vector<const ical::Item*> overrides;
    EntryPtr known;                                  // the same of the store
    std::map<std::string, EntryPtr> known_overrides; // by start, in the words of the series as it will be
};

// Whether a preview names it: what only calendar apps read has no name for people.
bool is_told(const Field& field) { return field.by != SetBy::server && field.shown_at <= Detail::full; }

class Planner {
public:
    Planner(const ical::Decoded& decoded, const ImportTarget& target) : decoded_(decoded), target_(target) {
        for (const auto& item : decoded.items) {
            uids_.insert(uid_of(item.event));
            plan.items.push_back({What::skipped, item.line, one_line(item.event.summary), {}, {}, {}, item.warnings});
            if (item.skipped.empty()) plan.items.back().when = item.event.when;
        }
    }

    void take(Family family) {
        if (!look_up(family)) return skip_all(family, "is here already, and not yours to change");
        std::optional<Entry> series;
        if (family.series)
            series = take_series(family);
        else if (family.known)
            series = join_known(family);
        for (const ical::Item* item : family.overrides) take_override(family, *item, series);
        if (family.series && series) leave_behind(family, *series);
    }

    void skip(const ical::Item& item, std::string reason) { plan.items[index_of(item)].reason = std::move(reason); }

    ImportPlan plan;

private:
    std::size_t index_of(const ical::Item& item) const {
        return static_cast<std::size_t>(&item - decoded_.items.data());
    }

    void skip_all(const Family& family, const std::string& reason) {
        if (family.series) skip(*family.series, reason);
        for (const ical::Item* item : family.overrides) skip(*item, reason);
    }

    bool may_change(const Entry& entry) const { return !target_.may_change || target_.may_change(entry); }

    // False if some of it may not be changed.
    bool look_up(Family& family) {
        auto found = target_.find(family.uid);
        if (found.empty() && family.series) {
            if (const auto alike = find_alike(family.series->event)) found = target_.find(alike->uid);
        }
        if (!std::ranges::all_of(found, [&](const EntryPtr& entry) { return may_change(*entry); })) return false;
        for (const EntryPtr& entry : found)
            if (!entry->series_id && entry->recurrence_id.empty() && !family.known) family.known = entry;
        const When* form = family.known && family.known->when ? &*family.known->when : nullptr;
        const When* words = family.series ? &family.series->event.when : form;
        for (const EntryPtr& entry : found) {
            if (entry->recurrence_id.empty()) continue;
            const When* own = entry->series_id ? form : entry->when ? &*entry->when : nullptr;
            family.known_overrides.emplace(
                words && own ? start_in(*words, *own, entry->recurrence_id) : entry->recurrence_id, entry);
        }
        return true;
    }

    EntryPtr find_alike(const ical::Event& event) {
        for (const EntryPtr& entry : target_.find_beginning(event.when)) {
            if (entry->series_id || !entry->recurrence_id.empty() || uids_.contains(entry->uid)) continue;
            if (!may_change(*entry)) continue;
            if (looks_the_same(event, *entry) && claimed_.insert(entry->id).second) return entry;
        }
        return nullptr;
    }

    // The series as it will be, with all its occurrences.
    Entry take_series(const Family& family) {
        const ical::Item& item = *family.series;
        ImportStep step = step_for(item);
        Entry entry = family.known ? *family.known : Entry();
        if (!family.known) {
            entry.id = target_.new_id();
            entry.kind = EntryKind::event;
            entry.uid = family.uid;
        }
        overlay(item.event, entry, plan.items[step.item].warnings);
        take_status(item.event, entry, !family.known);
        take_sequence(item.event, entry, nullptr);
        entry.overrides.clear();
        for (const ical::Item* one : family.overrides) put_once(entry.overrides, occurrence_of(one->event));
        for (const auto& [start, one] : family.known_overrides)
            if (stays(entry, start)) put_once(entry.overrides, start);
        std::ranges::sort(entry.overrides);
        put(std::move(step), family.known.get(), entry);
        return entry;
    }

    // An occurrence that the file does not name stays, unless its series is gone or leaves it out.
    static bool stays(const Entry& series, const std::string& start) {
        return repeats(series) && std::ranges::find(series.exdate, start) == series.exdate.end();
    }

    // The file has occurrences only, of a series that is here.
    std::optional<Entry> join_known(const Family& family) {
        if (!repeats(*family.known)) return std::nullopt;
        Entry series = *family.known;
        for (const ical::Item* one : family.overrides) put_once(series.overrides, start_of(series, *one));
        std::ranges::sort(series.overrides);
        ImportStep step = step_for(*family.overrides.front());
        put(std::move(step), family.known.get(), series, false);
        return series;
    }

    static std::string start_of(const Entry& series, const ical::Item& item) {
        const auto& id = *item.event.recurrence_id;
        return start_in(*series.when, {id.kind, id.starts, id.starts, id.zone}, occurrence_of(item.event));
    }

    void take_override(const Family& family, const ical::Item& item, const std::optional<Entry>& series) {
        ImportStep step = step_for(item);
        const std::string start = series ? start_of(*series, item) : occurrence_of(item.event);
        const auto found = family.known_overrides.find(start);
        const EntryPtr known = found == family.known_overrides.end() ? nullptr : found->second;
        Entry entry = known ? *known : Entry();
        if (!known) {
            if (series) take_after(*series, entry);
            entry.id = target_.new_id();
            entry.uid = family.known ? family.known->uid : family.uid;
            if (!series) entry.kind = EntryKind::event;
        }
        overlay(item.event, entry, plan.items[step.item].warnings);
        take_status(item.event, entry, !known);
        take_sequence(item.event, entry, series ? &*series : nullptr);
        join(entry, series, start);
        if (!known && series) {
            step.series_id = series->id;
            step.recurrence_id = start;
        }
        put(std::move(step), known.get(), entry);
    }

    // What no calendar file says about an occurrence is as its series has it.
    static void take_after(const Entry& series, Entry& entry) {
        entry.title = series.title; // Apple writes moved occurrences without one
        entry.kind = series.kind;
        entry.channel = series.channel;
        entry.journey_stage = series.journey_stage;
        entry.owner_id = series.owner_id;
        entry.backup_owner_id = series.backup_owner_id;
        entry.parent_id = series.parent_id;
        entry.audience = series.audience;
        entry.talking_points = series.talking_points;
        entry.offer = series.offer;
    }

    static void join(Entry& entry, const std::optional<Entry>& series, const std::string& start) {
        entry.recurrence_id = start;
        if (!series) return;
        entry.series_id = series->id;
        entry.is_private = entry.is_private || series->is_private;
    }

    // Occurrences of the store that the file does not have follow their series, or go.
    void leave_behind(const Family& family, const Entry& series) {
        for (const auto& [start, one] : family.known_overrides) {
            const bool is_named = std::ranges::any_of(
                family.overrides, [&](const ical::Item* item) { return occurrence_of(item->event) == start; });
            if (is_named) continue;
            ImportStep step = step_for(*family.series);
            if (stays(series, start)) {
                Entry after = *one;
                join(after, series, start);
                put(std::move(step), one.get(), after, false);
                continue;
            }
            step.command = "entry.delete";
            step.args = args_of({}, id_member("id", one->id));
            step.is_whole = false;
            plan.steps.push_back(std::move(step));
        }
    }

    ImportStep step_for(const ical::Item& item) const {
        ImportStep step;
        step.item = index_of(item);
        return step;
    }

    void put(ImportStep step, const Entry* known, const Entry& entry, bool is_whole = true) {
        step.is_whole = is_whole;
        if (!known) return create(entry, std::move(step));
        Patch patch = difference(entry_type, *known, entry);
        if (is_whole) tell(plan.items[step.item], patch.empty() ? What::unchanged : What::changed, entry, patch);
        if (patch.empty()) return;
        // Said along with `when` they stay as they are; `when` alone would move them.
        if (patch.find(field("when")) && repeats(*known))
            for (const auto name : {"rrule", "rdate", "exdate"})
                patch.put(field(name), entry_type.fields[field(name)].get(entry));
        step.command = "entry.update";
        step.args = args_of(patch, id_member("id", known->id));
        step.base_rev = known->rev;
        plan.steps.push_back(std::move(step));
    }

    void create(const Entry& entry, ImportStep step) {
        Patch patch = difference(entry_type, Entry(), entry);
        tell(plan.items[step.item], What::created, entry, {});
        patch.put(field("kind"), static_cast<std::int64_t>(entry.kind));
        step.command = "entry.create";
        step.args = args_of(patch, id_member("id", entry.id) + "," + id_member("calendar_id", target_.calendar_id));
        plan.steps.push_back(std::move(step));
    }

    static void tell(ImportItem& item, What what, const Entry& entry, const Patch& patch) {
        item.what = what;
        item.title = entry.title;
        for (const auto& [index, value] : patch.values)
            if (is_told(entry_type.fields[index])) item.fields.push_back(entry_type.fields[index].name);
    }

    const ical::Decoded& decoded_;
    const ImportTarget& target_;
    std::set<std::string> uids_; // of the file
    std::set<Id> claimed_;
};

// Of each UID and occurrence the newest; the others and what cannot be used are skipped.
std::vector<const ical::Item*> usable_items(const ical::Decoded& decoded, Planner& planner) {
    std::map<std::pair<std::string, std::string>, const ical::Item*> newest;
    for (const auto& item : decoded.items) {
        if (!item.skipped.empty()) continue;
        const ical::Item*& place = newest[{uid_of(item.event), occurrence_of(item.event)}];
        if (!place || item.event.sequence > place->event.sequence) place = &item;
    }
    std::vector<const ical::Item*> usable;
    for (const auto& item : decoded.items) {
        if (!item.skipped.empty())
            planner.skip(item, item.skipped);
        else if (newest[{uid_of(item.event), occurrence_of(item.event)}] != &item)
            planner.skip(item, "has the same UID as another event of the file");
        else if (uid_of(item.event).size() > longest_uid)
            planner.skip(item, "has a UID that is too long");
        else
            usable.push_back(&item);
    }
    return usable;
}

} // namespace

std::size_t ImportPlan::count(ImportItem::What what) const {
    return static_cast<std::size_t>(std::ranges::count(items, what, &ImportItem::what));
}

ImportPlan plan_import(const ical::Decoded& decoded, const ImportTarget& target) {
    Planner planner(decoded, target);
    std::vector<Family> families; // in the order of the file
    std::map<std::string, std::size_t> places;
    for (const ical::Item* item : usable_items(decoded, planner)) {
        const std::string uid = uid_of(item->event);
        const auto [place, is_new] = places.emplace(uid, families.size());
        if (is_new) families.push_back({uid, nullptr, {}, nullptr, {}});
        Family& family = families[place->second];
        if (!item->event.recurrence_id)
            family.series = item;
        else if (family.overrides.size() < most_overrides)
            family.overrides.push_back(item);
        else
            planner.skip(*item, "is one changed occurrence too many of its series");
    }
    for (Family& family : families) planner.take(std::move(family));
    return std::move(planner.plan);
}

} // namespace tandem
