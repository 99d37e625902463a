#include "calendar/engine/plan_queries.hpp"

#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;

constexpr std::size_t most_broken = 100; // needs told of

void append_when(std::string& out, std::string_view name, const When& when) {
    out += fmt::format(R"(,"{}":)", name);
    append_value(out, *entry_type.find("when"), when, every_id);
}

// {"id":…,"title":…,"kind":…,"status":…,"why":…
void append_opening(std::string& out, const Entry& entry, std::string_view why) {
    out += fmt::format(R"({{"id":"{}","title":)", to_text(entry.id));
    append_quoted(out, entry.title);
    out += fmt::format(R"(,"kind":"{}","status":"{}","why":"{}")", entry_kinds[static_cast<std::size_t>(entry.kind)],
                       entry_statuses[static_cast<std::size_t>(entry.status)], why);
}

template <class List, class F>
void append_all(std::string& out, std::string_view name, const List& list, F&& append) {
    out += fmt::format(R"("{}":[)", name);
    bool first = true;
    for (const auto& one : list) {
        const std::size_t before = out.size();
        if (!first) out += ',';
        if (append(one))
            first = false;
        else
            out.resize(before);
    }
    out += ']';
}

struct Broken {
    EntryPtr entry, needed;
    DependencyConflict conflict;
};

// What the plan would break: needs that hold now, between entries of which at least one moves.
class Needs {
public:
    Needs(const ShiftPlan& plan, Records& records, Reader& reader)
        : records_(records), reader_(reader), needed_by_(records) {
        for (const ShiftMove& move : plan.moves) {
            auto moved = std::make_shared<Entry>(*move.entry);
            moved->when = move.to;
            moved_.emplace(moved->id, std::move(moved));
        }
    }

    std::vector<Broken> broken() {
        for (const auto& [id, entry] : moved_) {
            for (const Id needed : entry->depends_on_ids) look_at(id, needed);
            for (const Id other : needed_by_.of(id)) look_at(other, id);
        }
        return std::move(broken_);
    }

private:
    EntryPtr now(Id id) { return std::static_pointer_cast<const Entry>(records_.load(entry_type, id)); }
    EntryPtr then(Id id) {
        const auto moved = moved_.find(id);
        return moved == moved_.end() ? now(id) : moved->second;
    }

    void look_at(Id id, Id needed) {
        const EntryPtr entry = now(id), need = now(needed);
        if (broken_.size() >= most_broken || reader_.detail(entry_type, entry) != Detail::full ||
            reader_.detail(entry_type, need) != Detail::full)
            return;
        const auto conflict = conflict_between(*then(id), *then(needed));
        if (conflict == DependencyConflict::none || conflict == conflict_between(*entry, *need)) return;
        const bool is_known = std::ranges::any_of(
            broken_, [&](const Broken& one) { return one.entry->id == id && one.needed->id == needed; });
        if (!is_known) broken_.push_back({entry, need, conflict});
    }

    Records& records_;
    Reader& reader_;
    NeededBy needed_by_;
    std::unordered_map<Id, std::shared_ptr<Entry>> moved_;
    std::vector<Broken> broken_;
};

bool append_broken(std::string& out, const Broken& one) {
    append_opening(out, *one.entry, dependency_conflicts[static_cast<std::size_t>(one.conflict)]);
    out += fmt::format(R"(,"needs_id":"{}","needs_title":)", to_text(one.needed->id));
    append_quoted(out, one.needed->title);
    out += '}';
    return true;
}

// Once each, and only what the reader sees in full.
class Gathered {
public:
    Gathered(Records& records, Reader& reader) : records_(records), reader_(reader) {}

    void take(RecordPtr record) {
        if (!record || !ids_.insert(record->id).second) return;
        if (reader_.detail(entry_type, record) == Detail::full) all_.push_back(std::move(record));
    }
    void take(const std::optional<Id>& id) {
        if (id) take(records_.load(entry_type, *id));
    }
    void take_where(const std::string& condition, Id id) {
        const Records::Parameter parameters[] = {to_text(id), most_linked};
        for (RecordPtr& record : records_.select(entry_type, condition + " ORDER BY id LIMIT ?2", parameters))
            take(std::move(record));
    }
    std::vector<RecordPtr>& all() { return all_; }

private:
    Records& records_;
    Reader& reader_;
    std::unordered_set<Id> ids_;
    std::vector<RecordPtr> all_;
};

} // namespace

Result<std::string> shift_preview(Queries& queries, const Directory& given, Id member, const ShiftRequest& request) {
    const Queries::Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const auto plan = plan_shift(request, queries.records(), look.directory, member);
    if (!plan) return std::unexpected(plan.error());
    std::string out = "{";
    append_all(out, "moves", plan->moves, [&](const ShiftMove& move) {
        if (reader.detail(entry_type, move.entry) != Detail::full || !validate(move.to)) return false;
        append_opening(out, *move.entry, shift_reasons[static_cast<std::size_t>(move.why)]);
        append_when(out, "from", *move.entry->when);
        append_when(out, "to", move.to);
        out += '}';
        return true;
    });
    out += ',';
    append_all(out, "stays", plan->stays, [&](const ShiftStay& stay) {
        append_opening(out, *stay.entry, stay_reasons[static_cast<std::size_t>(stay.why)]);
        out += '}';
        return true;
    });
    out += fmt::format(R"(,"hidden":{},)", plan->unseen);
    append_all(out, "breaks", Needs(*plan, queries.records(), reader).broken(),
               [&](const Broken& one) { return append_broken(out, one); });
    out += '}';
    return out;
}

Result<std::string> linked_entries(Queries& queries, const Directory& given, Id member, Id id) {
    const Queries::Look look(queries, given);
    Records& records = queries.records();
    Reader reader(member, look.directory, records);
    const auto entry = std::static_pointer_cast<const Entry>(records.load(entry_type, id));
    if (reader.detail(entry_type, entry) != Detail::full) return fail(ErrorCode::not_found, "no such entry");
    Gathered gathered(records, reader);
    gathered.take(entry);
    gathered.take(entry->parent_id);
    gathered.take(entry->follows_id);
    gathered.take(entry->landing_page_id);
    for (const Id needed : entry->depends_on_ids) gathered.take(std::optional(needed));
    gathered.take_where("follows_id = ?1", id);
    gathered.take_where("depends_on_ids <> '[]' AND instr(depends_on_ids, ?1) > 0", id);
    gathered.take_where("parent_id = ?1", id);
    gathered.take_where("parent_id IN (SELECT id FROM entry WHERE parent_id = ?1 AND kind = 'campaign')", id);
    std::string out = fmt::format(R"({{"seq":{},)", queries.last_seq());
    append_records(out, "entries", entry_type, gathered.all(), reader);
    out += '}';
    return out;
}

} // namespace tandem
