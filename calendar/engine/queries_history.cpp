#include <unordered_map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/hidden.hpp"
#include "calendar/engine/logged_entry.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/entries/template.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "calendar/talk/comment.hpp"
#include "calendar/talk/reaction.hpp"

namespace tandem {
namespace {

std::string quoted_or_null(const std::optional<Id>& id) { return id ? '"' + to_text(*id) + '"' : "null"; }

// {"seq":…,"at":…,"by":…,"command":… : the opening of a change in a list.
void append_change_head(std::string& out, const LoggedChange& change) {
    fmt::format_to(std::back_inserter(out), R"({{"seq":{},"at":"{}","by":{},"command":"{}")", change.seq,
                   to_text(change.at), quoted_or_null(change.by), change.command);
}

// Whether records were hidden from the member at or after an item. The list goes back in time, so that each item of a
// record is looked at once.
class HiddenPast {
public:
    HiddenPast(ChangeLog& log, Id member, const Directory& directory)
        : log_(log), member_(member), directory_(directory) {}

    bool holds(const LoggedItem& item, const Record& now) {
        const auto [known, is_first] = known_.try_emplace(item.record_id, false);
        if (!known->second) known->second = is_first ? was_since(item, now) : was_in({item}, now);
        return known->second;
    }

private:
    bool was_in(const std::vector<LoggedItem>& items, const Record& now) const {
        return count_hidden(items, now, member_, directory_) > 0;
    }
    bool was_since(const LoggedItem& item, const Record& now) const {
        auto items = log_.items_since_rev(item.record_id, item.rev - 1);
        while (!items.empty() && !was_in(items, now))
            items = log_.items_since_rev(item.record_id, items.back().rev); // it gives a thousand at once
        return !items.empty();
    }

    ChangeLog& log_;
    Id member_;
    const Directory& directory_;
    std::unordered_map<Id, bool> known_;
};

// What an item of the activity list is called: the record's name now, or what the log kept of a deleted one.
struct Shown {
    std::string title;
    bool visible = false;
};

// A comment is called after what it is about: its words stand there alone. Where that has gone, it went along.
Shown shown_comment(Records& records, const Comment& comment) {
    const auto called = [](const RecordPtr& subject, const EntityType& type, std::string_view field) -> Shown {
        if (!subject) return {};
        return {std::get<std::string>(type.find(field)->get(*subject)), true};
    };
    if (comment.entry_id) return called(records.load(entry_type, *comment.entry_id), entry_type, "title");
    if (comment.offer_id) return called(records.load(offer_type, *comment.offer_id), offer_type, "name");
    return called(records.load(account_type, *comment.account_id), account_type, "name");
}

// A part that was deleted says who saw its entry then; by now that may be hidden, or deleted as something hidden.
bool is_entry_seen(Records& records, ChangeLog& log, const EntryPart& part, const Directory& directory, Id member) {
    if (!part.entry_id) return true;
    RecordPtr entry = records.load(entry_type, *part.entry_id);
    if (!entry) {
        const auto last = log.items_since_rev(*part.entry_id, log.last_rev(*part.entry_id) - 1);
        if (!last.empty()) entry = deleted_entry(log, last.back());
    }
    return entry && detail_for(member, entry_type, *entry, directory) == Detail::full;
}

Shown shown_item(Records& records, ChangeLog& log, HiddenPast& past, const LoggedItem& item, const Directory& directory,
                 Id member) {
    const EntityType* type = find_entity_type(item.kind);
    if (!type || type->audience == Audience::owner || type == &subscription_type) return {}; // checks are no deeds
    if (type == &reaction_type) return {};                                                   // nor are signs
    if (type == &template_item_type) return {};                                              // its template is told of
    RecordPtr record = records.load(*type, item.record_id);
    if (!record) {
        const auto json = parse_json_object(item.op == "delete" ? item.old_json : item.new_json);
        const auto patch = json ? decode_patch(*type, *json, DecodeFor::log) : std::unexpected(json.error());
        if (!patch || item.op == "update") return {}; // deleted since; its own delete is listed
        auto was = type->make();
        apply(*type, *patch, *was);
        was->id = item.record_id;
        record = std::move(was);
    }
    if (detail_for(member, *type, *record, directory) != Detail::full) return {};
    if (type == &template_type && !record->created_by) return {}; // what every workspace begins with
    if (const auto* part = dynamic_cast<const EntryPart*>(record.get());
        part && !is_entry_seen(records, log, *part, directory, member))
        return {};
    if (past.holds(item, *record)) return {};
    if (type == &comment_type) return shown_comment(records, static_cast<const Comment&>(*record));
    for (const std::string_view name : {"title", "name", "next_step", "text"})
        if (const Field* field = type->find(name)) return {std::get<std::string>(field->get(*record)), true};
    return {{}, true};
}

// Values of an entry as the log kept them, but for ids that the reader may not know now.
std::string seen_values(const std::string& logged, Reader& reader) {
    const auto json = parse_json_object(logged);
    const auto patch = json ? decode_patch(entry_type, *json, DecodeFor::log) : std::unexpected(json.error());
    std::string out;
    append_patch(out, entry_type, patch.value_or(Patch{}), Detail::full, reader.names());
    return out;
}

// The changed fields that readers know.
std::string field_names(const LoggedItem& item) {
    std::string out;
    const EntityType* type = find_entity_type(item.kind);
    const auto json = parse_json_object(item.new_json);
    if (!json || !type || item.op != "update") return out;
    for (const auto& member : (*json)->get_object()) {
        const std::string_view name(member.key().data(), member.key().size());
        const Field* field = type->find(name);
        if (field && field->shown_at > Detail::full) continue;
        if (!out.empty()) out += ',';
        append_quoted(out, name);
    }
    return out;
}

} // namespace

Result<std::string> Queries::history(const Directory& given, Id member, Id entry) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    const RecordPtr record = records_.load(entry_type, entry);
    if (reader.detail(entry_type, record) != Detail::full) return fail(ErrorCode::not_found, "no such entry");
    std::string out = R"({"changes":[)";
    bool first = true;
    const auto items = log_.items_since_rev(entry, record->rev - limits::history_changes);
    const auto hidden = static_cast<std::ptrdiff_t>(count_hidden(items, *record, member, look.directory));
    for (auto item = items.rbegin(); item != items.rend() - hidden; ++item) {
        const auto change = log_.find(item->seq);
        if (!change) continue;
        const std::string now = seen_values(item->new_json, reader);
        if (now == "{}" && item->op == "update") continue; // what only calendar apps read
        if (!first) out += ',';
        first = false;
        append_change_head(out, *change);
        fmt::format_to(std::back_inserter(out), R"(,"op":"{}","rev":{},"old":{},"new":{},"undone":{}}})", item->op,
                       item->rev, seen_values(item->old_json, reader), now, log_.undone_by(item->seq).has_value());
    }
    out += "]}";
    return out;
}

std::string Queries::activity(const Directory& given, Id member, std::optional<std::int64_t> before, std::int64_t count,
                              std::optional<Team> team) {
    const Look look(*this, given);
    const Directory& directory = look.directory;
    std::string out = R"({"changes":[)";
    std::int64_t seq = before.value_or(log_.last_seq() + 1);
    std::int64_t shown = 0;
    bool first = true;
    HiddenPast past(log_, member, directory);
    for (std::int64_t looked = 0; shown < count && looked < 20 * count && --seq > 0; ++looked) {
        const auto change = log_.find(seq);
        if (!change) continue;
        const Member* author = change->by ? directory.member(*change->by) : nullptr;
        if (team && (!author || author->team != *team)) continue;
        std::string items;
        for (const LoggedItem& item : log_.items_of(seq)) {
            const Shown is = shown_item(records_, log_, past, item, directory, member);
            if (!is.visible) continue;
            const std::string fields = field_names(item);
            if (fields.empty() && item.op == "update" && item.kind == entry_type.kind) continue;
            fmt::format_to(std::back_inserter(items), R"({}{{"kind":"{}","id":"{}","op":"{}","title":)",
                           items.empty() ? "" : ",", item.kind, to_text(item.record_id), item.op);
            append_quoted(items, is.title);
            items += ",\"fields\":[" + fields + "]}";
        }
        if (items.empty()) continue;
        if (!first) out += ',';
        first = false;
        append_change_head(out, *change);
        out += ",\"items\":[" + items + "]}";
        ++shown;
    }
    fmt::format_to(std::back_inserter(out), R"(],"before":{},"more":{}}})", seq, seq > 1 ? "true" : "false");
    return out;
}

} // namespace tandem
