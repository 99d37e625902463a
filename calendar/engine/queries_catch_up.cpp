// Catching up: every record that was changed since, once, as the member sees it now.
#include <algorithm>
#include <array>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

struct Changed {
    const EntityType* type = nullptr;
    std::vector<LoggedItem> items; // newest first
    std::optional<Id> by;          // of the newest
};

// Where the member's rights may have moved, entries that no item names have come or gone: only a new snapshot helps.
bool may_move_rights(const LoggedItem& item, const EntityType& type, Id member) {
    if (&type != &calendar_type && &type != &member_type) return false;
    if (&type == &member_type && item.record_id != member) return false;
    if (item.op != "update") return item.op == "delete";
    const auto json = parse_json_object(item.new_json);
    if (!json) return true;
    const auto& fields = (*json)->get_object();
    return std::ranges::any_of(std::array{"team", "rights", "role", "active"},
                               [&](const char* name) { return fields.contains(name); });
}

std::shared_ptr<Record> applied(const EntityType& type, std::shared_ptr<Record> record, const std::string& json) {
    const auto object = parse_json_object(json);
    const auto patch = object ? decode_patch(type, *object, DecodeFor::log) : std::unexpected(object.error());
    if (patch) apply(type, *patch, *record);
    return record;
}

// The record as it was before all of these items; null if it did not exist.
RecordPtr before_all(const Changed& changed, const RecordPtr& now, ChangeLog& log) {
    if (changed.items.back().op == "create") return nullptr;
    auto record = now ? changed.type->copy(*now) : changed.type->make();
    record->id = changed.items.back().record_id;
    if (!now)
        if (const auto first = log.creation_of(record->id)) record->created_by = first->by;
    for (const LoggedItem& item : changed.items) record = applied(*changed.type, std::move(record), item.old_json);
    return record;
}

struct Reader {
    Id member;
    const Directory& directory;

    Detail detail(const EntityType& type, const RecordPtr& record) const {
        return record ? detail_for(member, type, *record, directory) : Detail::none;
    }
};

// What the member saw neither before nor now is passed over, so that not even its id is told.
void append_missed(std::string& out, const Reader& reader, Records& records, ChangeLog& log, const Changed& changed) {
    const LoggedItem& newest = changed.items.front();
    const RecordPtr now = records.load(*changed.type, newest.record_id);
    const Detail after = reader.detail(*changed.type, now);
    const Detail before = reader.detail(*changed.type, before_all(changed, now, log));
    if (after == Detail::none && before == Detail::none) return;
    const bool names_author = changed.by && (after == Detail::full || before == Detail::full);
    fmt::format_to(std::back_inserter(out), R"({}{{"op":"{}","kind":"{}","id":"{}","rev":{},"by":{})",
                   out.empty() ? "" : ",", after == Detail::none ? "remove" : "put", newest.kind,
                   to_text(newest.record_id), newest.rev, names_author ? '"' + to_text(*changed.by) + '"' : "null");
    if (after != Detail::none) {
        out += ",\"record\":";
        append_seen(out, *changed.type, *now, after, reader.member, reader.directory);
    }
    out += '}';
}

} // namespace

std::optional<std::string> Queries::catch_up(const Directory& given, Id member, std::int64_t since, std::int64_t& seq) {
    const Look look(*this, given);
    seq = log_.last_seq();
    if (since < 0 || since > seq || seq - since > limits::catch_up_changes) return std::nullopt;
    Instant at{};
    std::map<Id, Changed> all;
    for (std::int64_t n = seq; n > since; --n) {
        const auto change = log_.find(n);
        if (!change) continue;
        at = std::max(at, change->at);
        for (LoggedItem& item : log_.items_of(n)) {
            const EntityType* type = find_entity_type(item.kind);
            if (!type) continue;
            if (may_move_rights(item, *type, member)) return std::nullopt;
            Changed& changed = all[item.record_id];
            if (!changed.type) changed = {type, {}, change->by};
            changed.items.push_back(std::move(item));
        }
    }
    std::string items;
    const Reader reader{member, look.directory};
    for (const auto& [id, changed] : all) append_missed(items, reader, records_, log_, changed);
    if (items.empty()) return std::string{};
    return fmt::format(R"({{"type":"changes","seq":{},"at":"{}","by":null,"command_id":"","items":[{}]}})", seq,
                       to_text(at), items);
}

} // namespace tandem
