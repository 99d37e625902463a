#include "calendar/engine/say_query.hpp"

#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/offers/say.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

using Points = std::vector<std::shared_ptr<const TalkingPoint>>;

// What one member sees of entries and points.
struct Sight {
    Records& records;
    Reader& reader;

    std::shared_ptr<const Entry> entry(const std::optional<Id>& id) {
        const RecordPtr found = id ? records.load(entry_type, *id) : nullptr;
        const bool is_seen = reader.detail(entry_type, found) == Detail::full;
        return is_seen ? std::static_pointer_cast<const Entry>(found) : nullptr;
    }

    Points points(std::string_view of, Id id) {
        Points found;
        const Records::Parameter parameters[] = {to_text(id), static_cast<std::int64_t>(limits::snapshot_records)};
        for (const auto& record :
             records.select(talking_point_type, fmt::format("{} = ? ORDER BY position, id LIMIT ?", of), parameters))
            if (reader.detail(talking_point_type, record) == Detail::full)
                found.push_back(std::static_pointer_cast<const TalkingPoint>(record));
        return found;
    }

    // The entry, its series, its campaign and the theme above that.
    std::vector<SayEntry> chain(const std::shared_ptr<const Entry>& of) {
        std::vector<SayEntry> all;
        const auto add = [&](SaySource source, const std::shared_ptr<const Entry>& one) {
            if (one) all.push_back({source, one, points("entry_id", one->id)});
        };
        add(SaySource::entry, of);
        add(SaySource::series, entry(of->series_id));
        const auto campaign = entry(of->parent_id);
        const bool is_campaign = of->kind == EntryKind::campaign; // it hangs under its theme
        add(is_campaign ? SaySource::theme : SaySource::campaign, campaign);
        if (campaign && !is_campaign) add(SaySource::theme, entry(campaign->parent_id));
        return all;
    }

    Say say_on(Date on, const std::shared_ptr<const Entry>& of) {
        const auto links = chain(of);
        std::vector<SayOffer> offers;
        for (const auto& [id, source] : offers_of(links))
            if (const RecordPtr offer = records.load(offer_type, id))
                offers.push_back({std::static_pointer_cast<const Offer>(offer), points("offer_id", id)});
        return say(on, links, offers);
    }
};

// The store in one read transaction, and a directory that is at least as new (Queries::Look).
struct Look {
    Look(Queries& queries, const Directory& given, Id member)
        : records(queries.records()), transaction(queries.database(), Transaction::Kind::read),
          own(given.seq() < queries.last_seq() ? Directory::load(records) : nullptr),
          reader(member, own ? *own : given, records) {}

    Records& records;
    Transaction transaction;
    DirectoryPtr own;
    Reader reader;
};

void append_days(std::string& out, const SayDays& days) {
    const auto add = [&](std::string_view name, const std::optional<Date>& day) {
        out += fmt::format(",\"{}\":{}", name, day ? '"' + to_text(*day) + '"' : "null");
    };
    add("valid_from", days.from);
    add("valid_until", days.until);
    add("embargo_until", days.embargo_until);
}

// What points and offers have in common, to the end of the object.
template <class T>
void append_rest(std::string& out, const T& said) {
    append_days(out, said.days);
    out += fmt::format(R"(,"source":"{}","source_id":"{}","approved":{},"telling":"{}"}})",
                       say_sources[static_cast<std::size_t>(said.source)], to_text(said.source_id), said.approved,
                       tellings[static_cast<std::size_t>(said.telling)]);
}

std::string id_or_null(const std::optional<Id>& id) { return id ? '"' + to_text(*id) + '"' : "null"; }

void append_text(std::string& out, std::string_view name, const std::string& text) {
    out += fmt::format(",\"{}\":", name);
    append_quoted(out, text);
}

std::string values_of(const std::string& logged, Reader& reader) {
    const auto json = parse_json_object(logged);
    const auto patch = json ? decode_patch(offer_type, *json, DecodeFor::log) : std::unexpected(json.error());
    std::string out;
    append_patch(out, offer_type, patch.value_or(Patch{}), Detail::full, reader.names());
    return out;
}

} // namespace

std::string encode_said(const Say& all) {
    std::string out = R"("points":[)";
    for (const SaidPoint& said : all.points) {
        out += fmt::format(R"({}{{"id":{})", out.back() == '[' ? "" : ",", id_or_null(said.id));
        append_text(out, "text", said.text);
        append_rest(out, said);
    }
    out += R"(],"offers":[)";
    for (const SaidOffer& said : all.offers) {
        out += fmt::format(R"({}{{"id":{})", out.back() == '[' ? "" : ",", id_or_null(said.id));
        append_text(out, "name", said.name);
        append_text(out, "summary", said.summary);
        append_text(out, "terms_link", said.terms_link);
        append_rest(out, said);
    }
    return out + ']';
}

Say say_for(Records& records, Reader& reader, const std::shared_ptr<const Entry>& entry, Date on) {
    return Sight{records, reader}.say_on(on, entry);
}

Result<std::string> say_of_entry(Queries& queries, const Directory& given, Id member, Id id, Date on) {
    Look look(queries, given, member);
    Sight sight{look.records, look.reader};
    const auto entry = sight.entry(id);
    if (!entry) return fail(ErrorCode::not_found, "no such entry");
    return fmt::format(R"({{"entry_id":"{}","on":"{}",{}}})", to_text(id), to_text(on),
                       encode_said(sight.say_on(on, entry)));
}

std::string card_for(Records& records, Reader& reader, const std::shared_ptr<const Entry>& entry, Date on) {
    return say_card(say_for(records, reader, entry, on));
}

Result<std::string> history_of_offer(Queries& queries, const Directory& given, Id member, Id offer) {
    Look look(queries, given, member);
    ChangeLog log(queries.database());
    const RecordPtr record = look.records.load(offer_type, offer);
    if (look.reader.detail(offer_type, record) != Detail::full) return fail(ErrorCode::not_found, "no such offer");
    std::string out = R"({"changes":[)";
    const auto items = log.items_since_rev(offer, record->rev - limits::history_changes);
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        const auto change = log.find(item->seq);
        if (!change) continue;
        out += fmt::format(R"({}{{"seq":{},"at":"{}","by":{},"command":"{}","op":"{}","rev":{},"old":{},"new":{},)"
                           R"("undone":{}}})",
                           out.back() == '[' ? "" : ",", change->seq, to_text(change->at), id_or_null(change->by),
                           change->command, item->op, item->rev, values_of(item->old_json, look.reader),
                           values_of(item->new_json, look.reader), log.undone_by(item->seq).has_value());
    }
    return out + "]}";
}

} // namespace tandem
