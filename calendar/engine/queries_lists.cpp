#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {
namespace {

// Words as quoted prefixes, so that nothing typed is taken for the query language of FTS5.
std::string match_of(std::string_view text) {
    std::string match;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) match += (match.empty() ? "\"" : " \"") + word + "\"*";
        word.clear();
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            word += c;
        else
            flush();
    }
    flush();
    return match;
}

// "%text%" with the wildcards of LIKE taken literally.
std::string like_of(std::string_view text) {
    std::string like = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') like += '\\';
        like += c;
    }
    return like + '%';
}

// Private entries must not answer to words that the member cannot see: only what is seen in full is found.
std::vector<RecordPtr> seen_in_full(std::vector<RecordPtr> records, Id member, const Directory& directory) {
    std::erase_if(records,
                  [&](const RecordPtr& r) { return detail_for(member, entry_type, *r, directory) != Detail::full; });
    if (records.size() > limits::search_results) records.resize(limits::search_results);
    return records;
}

} // namespace

Queries::Queries(Database& reader) : database_(reader), records_(reader), log_(reader) {
    records_.keep(entry_type, limits::kept_entries);
}

Queries::Look::Look(Queries& queries, const Directory& given)
    : transaction(queries.database_, Transaction::Kind::read),
      own(given.seq() < queries.log_.last_seq() ? Directory::load(queries.records_) : nullptr),
      directory(own ? *own : given) {}

std::string Queries::search(const Directory& given, Id member, std::string_view text) {
    const Look look(*this, given);
    const Directory& directory = look.directory;
    const std::string match = match_of(text);
    std::vector<RecordPtr> entries, accounts;
    if (!match.empty()) {
        const Records::Parameter words[] = {match};
        entries = records_.select(
            entry_type,
            "row IN (SELECT rowid FROM entry_search WHERE entry_search MATCH ? ORDER BY rank LIMIT 200) "
            "ORDER BY starts_utc DESC, id LIMIT 200",
            words);
        const Records::Parameter like[] = {like_of(text), static_cast<std::int64_t>(limits::search_results)};
        accounts = records_.select(
            account_type, R"(name LIKE ?1 ESCAPE '\' OR domain LIKE ?1 ESCAPE '\' ORDER BY name, id LIMIT ?2)", like);
    }
    std::string out = "{";
    append_records(out, "entries", entry_type, seen_in_full(std::move(entries), member, directory), member, directory);
    out += ',';
    append_records(out, "accounts", account_type, accounts, member, directory);
    out += '}';
    return out;
}

std::string Queries::touches(const Directory& given, Id member, std::optional<Id> entry, std::optional<Id> account) {
    const Look look(*this, given);
    const Directory& directory = look.directory;
    const auto limit = static_cast<std::int64_t>(limits::snapshot_touches);
    std::vector<RecordPtr> found;
    if (entry) {
        const Records::Parameter of_entry[] = {to_text(*entry), limit};
        found = records_.select(touch_type, hot::touches_of_entry, of_entry);
    } else if (account) {
        const Records::Parameter of_account[] = {to_text(*account), limit};
        found = records_.select(touch_type, hot::touches_of_account, of_account);
    }
    std::string out = "{";
    append_records(out, "touches", touch_type, found, member, directory);
    out += '}';
    return out;
}

// One's own; an admin answers for all of them.
std::vector<RecordPtr> Queries::links_of(const Directory& directory, Id member) {
    constexpr std::int64_t most = 1'000;
    const Member* reader = directory.member(member);
    const Records::Parameter all[] = {most}, own[] = {to_text(member), most};
    if (reader && reader->role == Role::admin) return records_.select(feed_link_type, "true ORDER BY id LIMIT ?", all);
    return records_.select(feed_link_type, hot::links_of_owner, own);
}

std::string Queries::feed_links(const Directory& given, Id member) {
    const Look look(*this, given);
    std::string out = "{";
    append_records(out, "feed_links", feed_link_type, links_of(look.directory, member), member, look.directory);
    out += '}';
    return out;
}

std::string Queries::sessions(const Directory& directory, Id member, Id current) {
    std::string out = R"({"sessions":[)";
    bool first = true;
    directory.each_session([&](const Session& session) {
        if (session.member_id != member) return;
        if (!first) out += ',';
        first = false;
        append_record(out, session_type, session, Detail::full);
        out.back() = ',';
        out += session.id == current ? "\"current\":true}" : "\"current\":false}";
    });
    out += "]}";
    return out;
}

} // namespace tandem
