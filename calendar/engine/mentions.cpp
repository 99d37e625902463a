#include "calendar/engine/mentions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

bool may_be_hidden(const EntityType& type) { return type.audience != Audience::everyone; }

const ChangeItem* item_of(const Change& change, Id id) {
    const auto at = std::ranges::find(change.items, id, &ChangeItem::id);
    return at == change.items.end() ? nullptr : &*at;
}

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

void add_referrers(Change& change, Records& records) {
    for (const ChangeItem& item : change.items) {
        if (!comes_or_goes(change, item)) continue;
        for (Referrer& referrer : load_referrers(*item.type, item.id(), records, most_referrers)) {
            const Id id = referrer.record->id;
            const bool is_known = item_of(change, id) || std::ranges::any_of(change.referrers, [&](const auto& other) {
                                      return other.id() == id;
                                  });
            if (is_known) continue;
            change.referrers.push_back({referrer.type, referrer.record, referrer.record, {}, referrer.record->rev});
        }
    }
    change.has_more_referrers = change.referrers.size() > most_referrers;
    if (change.has_more_referrers) change.referrers.clear();
}

void add_named(Change& change, const EntityType& type, Id id, Records& records) {
    if (std::ranges::find(change.named, id, &Named::id) != change.named.end()) return;
    const ChangeItem* item = item_of(change, id);
    if (item) return change.named.push_back({&type, id, item->before, item->after});
    RecordPtr now = load_named(type, id, *change.directory, records);
    RecordPtr before = &type == &calendar_type ? load_named(type, id, *change.directory_before, records) : now;
    change.named.push_back({&type, id, std::move(before), std::move(now)});
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

std::vector<Referrer> load_referrers(const EntityType& type, Id id, Records& records, std::size_t most) {
    std::vector<Referrer> found;
    const Records::Parameter parameters[] = {to_text(id), static_cast<std::int64_t>(most + 1)};
    for (const EntityType* from : entity_types())
        for (const Field& field : from->fields) {
            if (field.refers_to != type.kind) continue;
            const bool is_list = field.type == FieldType::id_list; // JSON in its column
            // Both halves of the first: an index holds the rows that have such a list at all.
            const std::string condition =
                is_list ? fmt::format("{0} <> '[]' AND instr({0}, ?1) > 0 ORDER BY id LIMIT ?2", field.name)
                        : fmt::format("{} = ?1 ORDER BY id LIMIT ?2", field.name);
            for (RecordPtr& record : records.select(*from, condition, parameters))
                found.push_back({from, std::move(record)});
        }
    return found;
}

void add_mentions(Change& change, Records& records) {
    add_referrers(change, records);
    const auto add = [&](const EntityType& type, Id id) { add_named(change, type, id, records); };
    for (const auto* items : {&change.items, &change.referrers})
        for (const ChangeItem& item : *items) {
            if (item.before) each_mention(*item.type, *item.before, add);
            if (item.after) each_mention(*item.type, *item.after, add);
        }
}

} // namespace tandem
