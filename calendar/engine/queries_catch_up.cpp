// Catching up: every record that was changed since, once, as the member sees it now.
#include <algorithm>
#include <array>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/mentions.hpp"
#include "calendar/engine/past.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/derived.hpp"

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
    return std::ranges::any_of(std::array{"team", "rights", "source", "role", "active"},
                               [&](const char* name) { return fields.contains(name); });
}

// The record as it was before all of these items; null if it did not exist.
RecordPtr before_all(const Changed& changed, const RecordPtr& now, ChangeLog& log) {
    auto then = copy_of_now(*changed.type, now);
    for (const LoggedItem& item : changed.items) then = before_item(*changed.type, std::move(then), item, log);
    return then;
}

Detail detail_before(const Reader& reader, const EntityType& type, const RecordPtr& record) {
    return record ? detail_for(reader.member(), type, *record, reader.directory()) : Detail::none;
}

struct Missed {
    Reader& reader;
    Records& records;
    ChangeLog& log;
    std::map<Id, Changed> all;
    std::map<Id, Referrer> referrers; // of what the member now sees more or less of
    std::string items;

    void append_head(std::string_view op, std::string_view kind, Id id, std::int64_t rev, std::optional<Id> by);
    void append_put(const EntityType& type, const RecordPtr& now, Detail detail);
    bool append_changed(const Changed& changed);
    void append_referrers();
};

void Missed::append_head(std::string_view op, std::string_view kind, Id id, std::int64_t rev, std::optional<Id> by) {
    fmt::format_to(std::back_inserter(items), R"({}{{"op":"{}","kind":"{}","id":"{}","rev":{},"by":{})",
                   items.empty() ? "" : ",", op, kind, to_text(id), rev, by ? '"' + to_text(*by) + '"' : "null");
}

void Missed::append_put(const EntityType& type, const RecordPtr& now, Detail detail) {
    items += ",\"record\":";
    append_seen(items, type, *now, detail, reader);
    items += '}';
}

// What the member saw neither before nor now is passed over, so that not even its id is told. False if there is too
// much to tell.
bool Missed::append_changed(const Changed& changed) {
    const LoggedItem& newest = changed.items.front();
    const RecordPtr now = records.load(*changed.type, newest.record_id);
    const Detail before = detail_before(reader, *changed.type, before_all(changed, now, log));
    const Detail after = reader.detail(*changed.type, now);
    if (after == Detail::none && before == Detail::none) return true;
    const bool is_full = after == Detail::full, was_full = before == Detail::full;
    const bool keeps_author_back = now && changed.by && keeps_back(*changed.type, *now, *changed.by, reader.names());
    append_head(after == Detail::none ? "remove" : "put", newest.kind, newest.record_id, newest.rev,
                (is_full || was_full) && !keeps_author_back ? changed.by : std::nullopt);
    if (after == Detail::none)
        items += '}';
    else
        append_put(*changed.type, now, after);
    if (is_full == was_full || changed.type->audience == Audience::everyone) return true;
    for (Referrer& referrer : load_referrers(*changed.type, newest.record_id, records, most_referrers))
        if (!all.contains(referrer.record->id)) referrers.emplace(referrer.record->id, std::move(referrer));
    return referrers.size() <= most_referrers;
}

void Missed::append_referrers() {
    for (const auto& [id, referrer] : referrers) {
        const Detail detail = reader.detail(*referrer.type, referrer.record);
        if (detail == Detail::none) continue;
        append_head("put", referrer.type->kind, id, referrer.record->rev, std::nullopt);
        append_put(*referrer.type, referrer.record, detail);
    }
}

} // namespace

std::optional<std::string> Queries::catch_up(const Directory& given, Id member, std::int64_t since, std::int64_t& seq) {
    const Look look(*this, given);
    seq = log_.last_seq();
    if (since < 0 || since > seq || seq - since > limits::catch_up_changes) return std::nullopt;
    Instant at{};
    Reader reader(member, look.directory, records_);
    Missed missed{reader, records_, log_, {}, {}, {}};
    for (std::int64_t n = seq; n > since; --n) {
        const auto change = log_.find(n);
        if (!change) continue;
        at = std::max(at, change->at);
        for (LoggedItem& item : log_.items_of(n)) {
            const EntityType* type = find_entity_type(item.kind);
            if (!type) continue;
            if (may_move_rights(item, *type, member)) return std::nullopt;
            Changed& changed = missed.all[item.record_id];
            if (!changed.type) changed = {type, {}, change->by};
            changed.items.push_back(std::move(item));
        }
    }
    for (const auto& [id, changed] : missed.all)
        if (!missed.append_changed(changed)) return std::nullopt;
    missed.append_referrers();
    if (missed.items.empty()) return std::string{};
    return fmt::format(R"({{"type":"changes","seq":{},"at":"{}","by":null,"command_id":"","items":[{}]}})", seq,
                       to_text(at), missed.items);
}

} // namespace tandem
