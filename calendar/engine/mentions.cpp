#include "calendar/engine/mentions.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

bool may_be_hidden(const EntityType& type) { return type.audience != Audience::everyone; }

bool is_seen_in_full(Id member, const EntityType& type, const RecordPtr& record, const Directory& directory) {
    return record && detail_for(member, type, *record, directory) == Detail::full;
}

// True if someone sees all of it on one side of the change only, so that its id may be told on that side only. Rights
// on a calendar that stays need no look: who is concerned takes a new snapshot (`moves_rights`).
bool comes_or_goes(const Change& change, const ChangeItem& item) {
    if (!may_be_hidden(*item.type)) return false;
    if (item.op() == Op::create && item.rev == 1) return false; // nobody can have named it before
    const bool stays = item.op() == Op::update;
    if (stays && item.type == &calendar_type) return false;
    if (stays && is_open(*item.type, *item.before, *change.directory_before) &&
        is_open(*item.type, *item.after, *change.directory))
        return false;
    bool found = false;
    change.directory->each_member([&](const Member& member) {
        found = found || is_seen_in_full(member.id, *item.type, item.before, *change.directory_before) !=
                             is_seen_in_full(member.id, *item.type, item.after, *change.directory);
    });
    return found;
}

using Items = std::unordered_map<Id, const ChangeItem*>;

void add_referrers(Change& change, const Items& items, Records& records) {
    std::map<const EntityType*, std::vector<Id>> moved;
    for (const ChangeItem& item : change.items)
        if (comes_or_goes(change, item)) moved[item.type].push_back(item.id());
    std::unordered_set<Id> known;
    const auto add = [&](Referrer referrer) {
        const Id id = referrer.record->id;
        if (!items.contains(id) && known.insert(id).second)
            change.referrers.push_back({referrer.type, referrer.record, referrer.record, {}, referrer.record->rev});
        return change.referrers.size() <= most_referrers;
    };
    for (const auto& [type, ids] : moved) each_referrer(*type, ids, records, most_referrers, add);
    change.has_more_referrers = change.referrers.size() > most_referrers;
    if (change.has_more_referrers) change.referrers.clear();
}

Named named_of(const Change& change, const Items& items, const EntityType& type, Id id, Records& records) {
    if (const auto item = items.find(id); item != items.end())
        return {&type, id, item->second->before, item->second->after};
    RecordPtr now = load_named(type, id, *change.directory, records);
    RecordPtr before = &type == &calendar_type ? load_named(type, id, *change.directory_before, records) : now;
    return {&type, id, std::move(before), std::move(now)};
}

// False if `found` wants no more.
bool each_in_lists(const EntityType& from, const Field& field, std::span<const Id> ids, Records& records,
                   const std::function<bool(Referrer)>& found) {
    const std::unordered_set<Id> wanted(ids.begin(), ids.end());
    std::vector<Id> holders;
    Statement row = records.database().prepare(
        fmt::format("SELECT id, {0} FROM {1} WHERE {0} <> '[]' ORDER BY id", field.name, from.kind));
    while (row.step())
        if (std::ranges::any_of(ids_in_column(row.text(1)), [&](Id id) { return wanted.contains(id); }))
            if (const auto id = parse_id(row.text(0))) holders.push_back(*id);
    return std::ranges::all_of(holders, [&](Id id) {
        RecordPtr record = records.load(from, id);
        return !record || found({&from, std::move(record)});
    });
}

// The same where there is one id, or the field holds one.
bool each_by_condition(const EntityType& from, const Field& field, Id id, Records& records, std::size_t most,
                       const std::function<bool(Referrer)>& found) {
    const Records::Parameter parameters[] = {to_text(id), static_cast<std::int64_t>(most + 1)};
    const bool is_list = field.type == FieldType::id_list; // JSON in its column
    // Both halves of the first: an index holds the rows that have such a list at all.
    const std::string condition =
        is_list ? fmt::format("{0} <> '[]' AND instr({0}, ?1) > 0 ORDER BY id LIMIT ?2", field.name)
                : fmt::format("{} = ?1 ORDER BY id LIMIT ?2", field.name);
    return std::ranges::all_of(records.select(from, condition, parameters),
                               [&](RecordPtr& record) { return found({&from, std::move(record)}); });
}

} // namespace

void each_mention(const EntityType& type, const Record& record,
                  const std::function<void(const EntityType&, Id)>& found) {
    for (const Field& field : type.fields) {
        if (field.refers_to.empty()) continue;
        const EntityType& named = *find_entity_type(field.refers_to);
        if (!may_be_hidden(named)) continue;
        const Value value = field.get(record);
        if (const auto* id = std::get_if<Id>(&value)) found(named, *id);
        if (const auto* ids = std::get_if<IdList>(&value))
            for (const Id id : *ids) found(named, id);
    }
}

RecordPtr load_named(const EntityType& type, Id id, const Directory& directory, Records& records) {
    if (&type == &calendar_type) return {RecordPtr{}, directory.calendar(id)}; // lives as long as the directory
    return records.load(type, id);
}

std::vector<Id> ids_in_column(std::string_view json) {
    constexpr std::size_t length = 26;
    std::vector<Id> ids;
    for (auto at = json.find('"'); at != std::string_view::npos; at = json.find('"', at + length + 2))
        if (const auto id = parse_id(json.substr(at + 1, length))) ids.push_back(*id);
    return ids;
}

void each_referrer(const EntityType& type, std::span<const Id> ids, Records& records, std::size_t most,
                   const std::function<bool(Referrer)>& found) {
    for (const EntityType* from : entity_types())
        for (const Field& field : from->fields) {
            if (field.refers_to != type.kind) continue;
            const auto of_one = [&](Id id) { return each_by_condition(*from, field, id, records, most, found); };
            const bool goes_on = field.type == FieldType::id_list && ids.size() > 1
                                     ? each_in_lists(*from, field, ids, records, found)
                                     : std::ranges::all_of(ids, of_one);
            if (!goes_on) return;
        }
}

std::vector<Referrer> load_referrers(const EntityType& type, Id id, Records& records, std::size_t most) {
    std::vector<Referrer> found;
    each_referrer(type, {&id, 1}, records, most, [&](Referrer referrer) {
        found.push_back(std::move(referrer));
        return true;
    });
    return found;
}

void add_mentions(Change& change, Records& records) {
    Items of_id;
    for (const ChangeItem& item : change.items) of_id.emplace(item.id(), &item);
    add_referrers(change, of_id, records);
    std::unordered_set<Id> known;
    const auto add = [&](const EntityType& type, Id id) {
        if (known.insert(id).second) change.named.push_back(named_of(change, of_id, type, id, records));
    };
    for (const auto* items : {&change.items, &change.referrers})
        for (const ChangeItem& item : *items) {
            if (item.before) each_mention(*item.type, *item.before, add);
            if (item.after) each_mention(*item.type, *item.after, add);
        }
    std::ranges::sort(change.named, {}, &Named::id);
}

} // namespace tandem
