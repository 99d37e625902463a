// What became of a calendar's objects since a change (RFC 6578 3), read from the one log.
#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/object_reader.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

std::optional<std::string> text_at(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(json::string_view(key.data(), key.size()));
    if (!value || !value->is_string()) return std::nullopt;
    return std::string(value->get_string().data(), value->get_string().size());
}

// Where a record was before the changes, as far as they say.
struct Before {
    std::optional<std::string> calendar_id, resource_name;
    bool was_made = false; // it was not there
};

Before before_changes(Database& database, Id record, std::int64_t seq) {
    Statement rows = database.prepare(
        "SELECT op, old FROM change_item WHERE record_id = ? AND kind = 'entry' AND seq > ? ORDER BY rev");
    rows.bind(1, to_text(record)).bind(2, seq);
    Before before;
    for (bool first = true; rows.step(); first = false) {
        if (first && rows.text(0) == "create") before.was_made = true;
        const auto old = parse_json_object(std::string(rows.text(1)));
        if (!old) continue;
        if (!before.calendar_id) before.calendar_id = text_at((*old)->get_object(), "calendar_id");
        if (!before.resource_name) before.resource_name = text_at((*old)->get_object(), "resource_name");
    }
    return before;
}

struct Touched {
    Id id;
    std::int64_t seq; // of its newest change
};

std::vector<Touched> touched_since(Database& database, std::int64_t seq) {
    Statement rows = database.prepare("SELECT record_id, max(seq) FROM change_item WHERE seq > ? AND kind = 'entry' "
                                      "GROUP BY record_id ORDER BY max(seq), record_id");
    rows.bind(1, seq);
    std::vector<Touched> touched;
    while (rows.step())
        if (const auto id = parse_id(rows.text(0))) touched.push_back({*id, rows.integer(1)});
    return touched;
}

} // namespace

bool ObjectReader::view_has_moved(Id calendar, std::int64_t seq) {
    Statement rows = queries_.database().prepare(
        "SELECT kind, new FROM change_item WHERE seq > ? AND (record_id = ? OR record_id = ?) ORDER BY seq, ordinal");
    rows.bind(1, seq).bind(2, to_text(calendar)).bind(3, to_text(member_->id));
    while (rows.step()) {
        const auto changed = parse_json_object(std::string(rows.text(1)));
        if (!changed) return true;
        for (const char* field : {"rights", "team", "role", "active"})
            if ((*changed)->get_object().contains(field)) return true;
    }
    return false;
}

std::optional<ObjectReader::Changes> ObjectReader::changes_since(Id calendar, std::int64_t seq, std::size_t most) {
    if (seq > 0 && view_has_moved(calendar, seq)) return std::nullopt;
    Changes changes;
    std::int64_t told = seq;
    for (const auto& [id, newest] : touched_since(queries_.database(), seq)) {
        const bool is_full = changes.present.size() + changes.gone.size() >= most;
        if (is_full && newest != told) { // what one change did is told together
            changes.cut_at = told;
            break;
        }
        const RecordPtr record = queries_.records().load(entry_type, id);
        const auto* now = static_cast<const Entry*>(record.get());
        if (now && now->calendar_id == calendar) {
            if (auto object = seen(record)) {
                changes.present.push_back(std::move(*object));
                told = newest;
                continue;
            }
        }
        told = newest;
        const Before before = before_changes(queries_.database(), id, seq);
        const auto was_in = before.calendar_id ? parse_id(*before.calendar_id)
                            : now              ? std::optional(now->calendar_id)
                                               : std::nullopt;
        if (before.was_made || was_in != calendar) continue;
        std::string name = before.resource_name.value_or(now ? now->resource_name : std::string());
        changes.gone.push_back(name.empty() ? to_text(id) + ".ics" : std::move(name));
    }
    return changes;
}

} // namespace tandem
