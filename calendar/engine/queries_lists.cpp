#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/feed_source.hpp"
#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/say_query.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/feeds/feed_text.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem {
namespace {

constexpr std::int64_t search_page = 200;
constexpr std::size_t most_words = 12;         // of a search among the offers
constexpr std::int64_t most_looked_at = 5'000; // matches: who sees so few of so many may name the word more closely

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

// The best matches first, a page of rows at a time: what the member cannot see in full answers to no word, and takes no
// other's place either.
void find_entries(Records& records, std::string_view condition, const std::string& match, Reader& reader,
                  std::vector<RecordPtr>& found) {
    for (std::int64_t from = 0; from < most_looked_at && found.size() < limits::search_results; from += search_page) {
        const Records::Parameter page[] = {match, search_page, from};
        auto matches = records.select(entry_type, condition, page);
        const bool is_last = std::cmp_less(matches.size(), search_page);
        for (RecordPtr& record : matches)
            if (reader.detail(entry_type, record) == Detail::full &&
                std::ranges::none_of(found, [&](const RecordPtr& one) { return one->id == record->id; }))
                found.push_back(std::move(record));
        if (is_last) break;
    }
    if (found.size() > limits::search_results) found.resize(limits::search_results);
}

// The offers that say every word, as entries_by_offers wants them.
std::string offers_with(Records& records, std::string_view text) {
    std::string condition;
    std::vector<Records::Parameter> words;
    for (std::size_t at = text.find_first_not_of(' '); at < text.size() && words.size() < most_words;) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.emplace_back(like_of(text.substr(at, end - at)));
        condition += fmt::format(R"({}name || char(10) || summary LIKE ?{} ESCAPE '\')",
                                 words.size() > 1 ? " AND " : "", words.size());
        at = text.find_first_not_of(' ', end);
    }
    std::string ids;
    if (!words.empty())
        for (const auto& offer : records.select(offer_type, condition + fmt::format(" LIMIT {}", search_page), words))
            ids += fmt::format("{}\"{}\"", ids.empty() ? "" : ",", to_text(offer->id));
    return '[' + ids + ']';
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
    Reader reader(member, look.directory, records_);
    const std::string match = match_of(text);
    std::vector<RecordPtr> entries, accounts;
    if (!match.empty()) {
        find_entries(records_, hot::entries_by_words, match, reader, entries);
        if (entries.size() < limits::search_results)
            if (const std::string offers = offers_with(records_, text); offers != "[]")
                find_entries(records_, hot::entries_by_offers, offers, reader, entries);
        const Records::Parameter like[] = {like_of(text), static_cast<std::int64_t>(limits::search_results)};
        accounts = records_.select(
            account_type, R"(name LIKE ?1 ESCAPE '\' OR domain LIKE ?1 ESCAPE '\' ORDER BY name, id LIMIT ?2)", like);
    }
    std::string out = "{";
    append_records(out, "entries", entry_type, entries, reader);
    out += ',';
    append_records(out, "accounts", account_type, accounts, reader);
    out += '}';
    return out;
}

Result<std::string> Queries::entry_as_text(const Directory& given, Id member, Id id, const std::string& base_url) {
    const Look look(*this, given);
    const auto entry = std::static_pointer_cast<const Entry>(records_.load(entry_type, id));
    const auto item = entry ? feed_item_for(entry, member, look.directory) : std::nullopt;
    if (!item) return fail(ErrorCode::not_found, "no such entry");
    std::vector<FeedItem> items{*item};
    Reader sight(member, look.directory, records_);
    if (!item->busy_only)
        items[0].card = card_for(records_, sight, entry, std::chrono::floor<std::chrono::days>(entry->when->starts));
    const Records::Parameter series[] = {to_text(id), static_cast<std::int64_t>(limits::snapshot_entries)};
    for (const auto& record : records_.select(entry_type, "series_id = ? ORDER BY recurrence_id, id LIMIT ?", series))
        if (auto one = feed_item_for(std::static_pointer_cast<const Entry>(record), member, look.directory))
            items.push_back(std::move(*one));
    link_series(items);
    return FeedWriter(base_url).write_entry(items);
}

// A touch names its entry to those who see that; so nobody else may ask for the touches of it.
Result<std::string> Queries::touches(const Directory& given, Id member, const EntityType& of, Id id) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    if (reader.detail(of, records_.load(of, id)) != Detail::full)
        return fail(ErrorCode::not_found, fmt::format("no such {}", of.kind));
    const Records::Parameter parameters[] = {to_text(id), static_cast<std::int64_t>(limits::snapshot_touches)};
    const auto condition = &of == &entry_type ? hot::touches_of_entry : hot::touches_of_account;
    std::string out = "{";
    append_records(out, "touches", touch_type, records_.select(touch_type, condition, parameters), reader);
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
    Reader reader(member, look.directory, records_);
    std::string out = "{";
    append_records(out, "feed_links", feed_link_type, links_of(look.directory, member), reader);
    out += '}';
    return out;
}

std::vector<RecordPtr> Queries::all_subscriptions() {
    const Records::Parameter most[] = {static_cast<std::int64_t>(limits::subscriptions)};
    return records_.select(subscription_type, "true ORDER BY id LIMIT ?", most);
}

std::string Queries::subscriptions(const Directory& given, Id member) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    std::string out = "{";
    append_records(out, "subscriptions", subscription_type, all_subscriptions(), reader);
    out += '}';
    return out;
}

Result<std::string> Queries::subscription_address(const Directory& given, Id member, Id id) {
    const Look look(*this, given);
    const auto subscription = std::static_pointer_cast<const Subscription>(records_.load(subscription_type, id));
    const Member* reader = look.directory.member(member);
    const Calendar* calendar = subscription ? look.directory.calendar(subscription->calendar_id) : nullptr;
    if (!calendar || !reader || look.directory.level(calendar->id, member) == Level::none)
        return fail(ErrorCode::not_found, "no such subscription");
    if (!may_change(*calendar, *reader)) return fail(ErrorCode::forbidden, "only who may change it sees its address");
    std::string out = R"({"url":)";
    append_quoted(out, subscription->url);
    out += "}";
    return out;
}

std::string Queries::sessions(const Directory& directory, Id member, Id current) {
    std::string out = R"({"sessions":[)";
    bool first = true;
    directory.each_session([&](const Session& session) {
        if (session.member_id != member) return;
        if (!first) out += ',';
        first = false;
        append_record(out, session_type, session, Detail::full, every_id); // one's own: they name oneself
        out.back() = ',';
        out += session.id == current ? "\"current\":true}" : "\"current\":false}";
    });
    out += "]}";
    return out;
}

std::string Queries::tokens(const Directory& directory, Id member) {
    std::vector<RecordPtr> own;
    directory.each_token([&](const Token& token) {
        if (token.member_id == member) own.push_back(std::make_shared<Token>(token));
    });
    std::ranges::sort(own, {}, [](const RecordPtr& token) { return token->id; });
    std::string out = R"({"tokens":[)";
    for (const RecordPtr& token : own) {
        append_record(out, token_type, *token, Detail::full, every_id); // one's own: they name oneself
        out += ',';
    }
    if (!own.empty()) out.pop_back();
    return out + "]}";
}

} // namespace tandem
