// What was changed of late, in the words of a list: who, when, and what it is called.
#include <unordered_map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/hidden.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/logged_entry.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/entries/template.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/derived.hpp"
#include "calendar/record/json.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "calendar/talk/comment.hpp"
#include "calendar/talk/reaction.hpp"

namespace tandem {
namespace {

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
    std::optional<Id> entry_id = {}; // of the entry that it is a part of, if that is still there
};

// A comment is called after what it is about: its words stand there alone. Where that has gone, it went along.
Shown shown_comment(Records& records, const Comment& comment, std::optional<Id> entry_id) {
    const auto called = [&](const RecordPtr& subject, const EntityType& type, std::string_view field) -> Shown {
        if (!subject) return {};
        return {std::get<std::string>(type.find(field)->get(*subject)), true, entry_id};
    };
    if (comment.entry_id) return called(records.load(entry_type, *comment.entry_id), entry_type, "title");
    if (comment.offer_id) return called(records.load(offer_type, *comment.offer_id), offer_type, "name");
    return called(records.load(account_type, *comment.account_id), account_type, "name");
}

// What a part belongs to: as it is, or as it was when it was deleted. Null if it cannot be told.
std::shared_ptr<const Entry> entry_of(Records& records, ChangeLog& log, Id id) {
    if (auto entry = std::static_pointer_cast<const Entry>(records.load(entry_type, id))) return entry;
    const auto last = log.items_since_rev(id, log.last_rev(id) - 1);
    return last.empty() ? nullptr : deleted_entry(log, last.back());
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

constexpr std::int64_t most_told = 20;         // items of one change; more are counted
constexpr std::size_t most_looked_at = 500;    // of one change: beyond that they are not counted
constexpr std::int64_t most_in_answer = 5'000; // items looked at; then the list is cut after a change

// One reader's list.
class Activity {
public:
    Activity(Records& records, ChangeLog& log, Reader& reader)
        : records_(records), log_(log), reader_(reader), past_(log, reader.member(), reader.directory()) {}

    bool is_tired() const { return looked_at_ >= most_in_answer; }

    // The change with its items that the reader may know of; nothing if there are none.
    std::string line(const LoggedChange& change) {
        std::string items;
        std::int64_t told = 0, more = 0;
        for (const LoggedItem& item : items_of(change.seq)) {
            ++looked_at_;
            const Shown is = shown(item, change);
            if (!is.visible) continue;
            const std::string fields = field_names(item);
            if (fields.empty() && item.op == "update" && item.kind == entry_type.kind) continue;
            if (told == most_told) {
                ++more;
                continue;
            }
            fmt::format_to(std::back_inserter(items), R"({}{{"kind":"{}","id":"{}","op":"{}","title":)",
                           told++ > 0 ? "," : "", item.kind, to_text(item.record_id), item.op);
            append_quoted(items, is.title);
            items += R"(,"entry_id":)" + (is.entry_id ? '"' + to_text(*is.entry_id) + '"' : "null");
            items += ",\"fields\":[" + fields + "]}";
        }
        if (items.empty()) return {};
        std::string out;
        append_change_head(out, change);
        return out + fmt::format(R"(,"items":[{}],"more_items":{}}})", items, more);
    }

private:
    std::vector<LoggedItem> items_of(std::int64_t seq) {
        auto items = log_.items_of(seq);
        if (items.size() > most_looked_at) items.resize(most_looked_at);
        return items;
    }

    // As it is now, or as the log kept what has gone.
    RecordPtr record_of(const EntityType& type, const LoggedItem& item) {
        if (RecordPtr record = records_.load(type, item.record_id)) return record;
        const auto json = parse_json_object(item.op == "delete" ? item.old_json : item.new_json);
        const auto patch = json ? decode_patch(type, *json, DecodeFor::log) : std::unexpected(json.error());
        if (!patch || item.op == "update") return nullptr; // deleted since; its own delete is listed
        auto was = type.make();
        apply(type, *patch, *was);
        was->id = item.record_id;
        return was;
    }

    Shown shown(const LoggedItem& item, const LoggedChange& change) {
        const EntityType* type = find_entity_type(item.kind);
        if (!type || type->audience == Audience::owner || type == &subscription_type) return {}; // checks are no deeds
        if (type == &reaction_type) return {};                                                   // nor are signs
        if (type == &template_item_type) return {}; // its template is told of
        const RecordPtr record = record_of(*type, item);
        if (!record || detail_for(reader_.member(), *type, *record, reader_.directory()) != Detail::full) return {};
        if (type == &template_type && !record->created_by) return {}; // what every workspace begins with
        Shown is{{}, true};
        // A part that was deleted says who saw its entry then; by now that may be hidden, or deleted as something
        // hidden.
        const auto* part = dynamic_cast<const EntryPart*>(record.get());
        if (part && part->entry_id) is = shown_part(*part->entry_id);
        if (!is.visible) return {};
        if (change.by && keeps_back(*type, *record, *change.by, reader_.names())) return {}; // by whom would tell
        if (past_.holds(item, *record)) return {};
        if (type == &comment_type) is = shown_comment(records_, static_cast<const Comment&>(*record), is.entry_id);
        for (const std::string_view name : {"title", "name", "next_step", "text"})
            if (const Field* field = type->find(name); field && type != &comment_type) {
                is.title = std::get<std::string>(field->get(*record));
                break;
            }
        return is;
    }

    // Called after its entry, unless it has a name of its own.
    Shown shown_part(Id id) {
        const auto entry = entry_of(records_, log_, id);
        if (!entry || detail_for(reader_.member(), entry_type, *entry, reader_.directory()) != Detail::full) return {};
        const bool is_there = records_.load(entry_type, id) != nullptr;
        return {entry->title, true, is_there ? std::optional(id) : std::nullopt};
    }

    Records& records_;
    ChangeLog& log_;
    Reader& reader_;
    HiddenPast past_;
    std::int64_t looked_at_ = 0;
};

} // namespace

std::string Queries::activity(const Directory& given, Id member, std::optional<std::int64_t> before, std::int64_t count,
                              std::optional<Team> team) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    Activity activity(records_, log_, reader);
    std::string out = R"({"changes":[)";
    std::int64_t seq = before.value_or(log_.last_seq() + 1), shown = 0;
    for (std::int64_t looked = 0; shown < count && looked < 20 * count && !activity.is_tired() && --seq > 0; ++looked) {
        const auto change = log_.find(seq);
        if (!change) continue;
        const Member* author = change->by ? look.directory.member(*change->by) : nullptr;
        if (team && (!author || author->team != *team)) continue;
        const std::string line = activity.line(*change);
        if (line.empty()) continue;
        if (shown++ > 0) out += ',';
        out += line;
    }
    fmt::format_to(std::back_inserter(out), R"(],"before":{},"more":{}}})", seq, seq > 1 ? "true" : "false");
    return out;
}

} // namespace tandem
