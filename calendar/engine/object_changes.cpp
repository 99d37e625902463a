// What became of a calendar's objects since a change (RFC 6578 3), read from the one log.
#include <algorithm>
#include <unordered_set>

#include <boost/json.hpp>

#include "calendar/engine/object_reader.hpp"
#include "calendar/engine/past.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

// The entry as it was at a change: taken back from what it is now, step by step. Null if it was not there.
RecordPtr as_of(Database& database, Id id, const RecordPtr& now, std::int64_t seq) {
    Statement rows = database.prepare(
        "SELECT op, old FROM change_item WHERE record_id = ? AND kind = 'entry' AND seq > ? ORDER BY rev DESC");
    rows.bind(1, to_text(id)).bind(2, seq);
    ChangeLog log(database);
    auto then = copy_of_now(entry_type, now);
    while (rows.step())
        then = before_item(entry_type, std::move(then),
                           {0, {}, id, 0, std::string(rows.text(0)), std::string(rows.text(1)), {}}, log);
    return then;
}

std::optional<Id> series_of_record(const RecordPtr& record) {
    return record ? static_cast<const Entry&>(*record).series_id : std::nullopt;
}

} // namespace

// An object, by the entry that it is or, for an occurrence of its own, by the series.
struct ObjectReader::Touched {
    Id id;
    std::int64_t seq; // of a change of it, or of an occurrence
};

// Entries that are in the calendar, or were when something of them changed.
std::vector<ObjectReader::Touched> ObjectReader::touched_between(Id calendar, std::int64_t after, std::int64_t until,
                                                                 std::size_t& looked_at) {
    Statement rows = queries_.database().prepare(
        "SELECT i.record_id, max(i.seq) FROM change_item AS i LEFT JOIN entry AS e ON e.id = i.record_id "
        "WHERE i.seq > ?1 AND i.seq <= ?2 AND i.kind = 'entry' AND (e.calendar_id = ?3 OR instr(i.old, ?3) > 0) "
        "GROUP BY i.record_id ORDER BY max(i.seq), i.record_id");
    rows.bind(1, after).bind(2, until).bind(3, to_text(calendar));
    std::vector<Touched> touched;
    std::unordered_set<Id> known;
    const auto add = [&](Id id, std::int64_t newest) {
        if (known.insert(id).second) touched.push_back({id, newest});
    };
    while (rows.step()) {
        const auto id = parse_id(rows.text(0));
        if (!id) continue;
        ++looked_at;
        const RecordPtr now = queries_.records().load(entry_type, *id);
        const auto series = series_of_record(now);
        if (series) add(*series, rows.integer(1));
        if (now && !series) add(*id, rows.integer(1));
        if (now && !series) continue; // if it left a series, that has changed, too
        const RecordPtr then = as_of(queries_.database(), *id, now, after);
        if (const auto old_series = series_of_record(then))
            add(*old_series, rows.integer(1));
        else if (then)
            add(*id, rows.integer(1));
    }
    return touched;
}

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

std::int64_t ObjectReader::newest_change_of(const CalendarObject& object) {
    const auto of = [&](const Entry& entry) {
        Statement row = queries_.database().prepare("SELECT seq FROM change_item WHERE record_id = ? AND rev = ?");
        row.bind(1, to_text(entry.id)).bind(2, entry.rev);
        return row.step() ? row.integer(0) : 0;
    };
    std::int64_t newest = of(*object.entry);
    for (const SeenEntry& one : object.overrides) newest = std::max(newest, of(*one.entry));
    return newest;
}

// An app that begins has nothing to lose (RFC 6578 3.4): what is gone is not told.
ObjectReader::Changes ObjectReader::first_news(Id calendar, std::size_t most) {
    Changes changes;
    for (CalendarObject& object : all(calendar)) {
        const std::int64_t newest = newest_change_of(object);
        changes.news.push_back({newest, std::move(object), {}});
    }
    changes.looked_at = changes.news.size();
    std::ranges::sort(changes.news, {}, [](const News& one) { return std::pair(one.seq, one.object->entry->id); });
    std::size_t end = std::min(most, changes.news.size());
    while (end > 0 && end < changes.news.size() && changes.news[end].seq == changes.news[end - 1].seq) ++end;
    if (end < changes.news.size()) changes.cut_at = changes.news[end - 1].seq;
    changes.news.resize(end);
    return changes;
}

std::optional<ObjectReader::Changes> ObjectReader::changes_since(Id calendar, std::int64_t seq, std::size_t most,
                                                                 std::int64_t most_changes) {
    if (seq <= 0) return first_news(calendar, most);
    if (view_has_moved(calendar, seq)) return std::nullopt;
    const auto in_calendar = [&](std::optional<CalendarObject> object) {
        return object && object->entry->calendar_id == calendar ? std::move(object) : std::nullopt;
    };
    Changes changes;
    const std::int64_t until = seq_ - seq > most_changes ? seq + most_changes : seq_;
    if (until < seq_) changes.cut_at = until;
    std::int64_t told = seq;
    for (const auto& [id, newest] : touched_between(calendar, seq, until, changes.looked_at)) {
        if (changes.news.size() >= most && newest != told) { // what one change did is told together
            changes.cut_at = told;
            break;
        }
        const RecordPtr now = queries_.records().load(entry_type, id);
        News news{newest, in_calendar(object_of(now)), {}};
        const auto old = in_calendar(object_of(as_of(queries_.database(), id, now, seq)));
        // Also by another name: who sees less of an entry than before knows it by its id from now on.
        if (old && (!news.object || news.object->name != old->name)) news.gone = old->name;
        news.object = whole(std::move(news.object));
        if (news.object || !news.gone.empty()) changes.news.push_back(std::move(news));
        told = newest;
    }
    return changes;
}

} // namespace tandem
