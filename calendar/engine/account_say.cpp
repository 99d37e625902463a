#include "calendar/engine/account_say.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/engine/radar_queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/engine/say_query.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

using namespace std::chrono;
using EntryPtr = std::shared_ptr<const Entry>;

constexpr hours zone_slack{14}; // all-day and floating times are indexed as if UTC
constexpr days longest{400};    // what began earlier than that is not looked for
constexpr std::size_t most_told = 40;

// ? from and to in milliseconds. By the index of entries with audiences.
constexpr std::string_view entries_around =
    "audience_ids <> '[]' AND starts_utc >= ? AND starts_utc < ? AND ends_utc >= ? AND rrule = '[]' AND rdate = '[]' "
    "AND kind IN ('push', 'release', 'event') AND status IN ('planned', 'confirmed', 'live', 'done') "
    "ORDER BY starts_utc DESC, id LIMIT 2000";

enum class Around : std::uint8_t { now, lately, soon };

struct Reaching {
    EntryPtr entry;
    Date first, last; // of the occasion nearest to the day
    Around around = Around::now;
};

struct Days {
    Date on;
    Date from() const { return on - days{say_days_back}; }
    Date to() const { return on + days{say_days_ahead + 1}; } // exclusive
};

std::int64_t millis(Date day, hours slack) { return milliseconds{day.time_since_epoch() + slack}.count(); }

std::optional<Reaching> reaching_at(const EntryPtr& entry, LocalTime starts, LocalTime ends, const Days& window) {
    const Date first = floor<days>(starts), last = std::max(first, floor<days>(ends - seconds{1}));
    if (last < window.from() || first >= window.to()) return std::nullopt;
    const auto around = last < window.on ? Around::lately : first > window.on ? Around::soon : Around::now;
    return Reaching{entry, first, last, around};
}

// Running first, then what was, the latest first, then what comes, the next first.
bool comes_before(const Reaching& a, const Reaching& b) {
    if (a.around != b.around) return a.around < b.around;
    if (a.first != b.first) return a.around == Around::soon ? a.first < b.first : a.first > b.first;
    return a.entry->id < b.entry->id;
}

std::optional<Reaching> nearest(const EntryPtr& entry, const Days& window) {
    if (!entry->when) return std::nullopt;
    if (!repeats(*entry)) return reaching_at(entry, entry->when->starts, entry->when->ends, window);
    std::optional<Reaching> found;
    for (const Occurrence& one : occurrences_of(*entry, window.from(), window.to()).occurrences)
        if (const auto here = reaching_at(entry, one.starts, one.ends, window);
            here && (!found || comes_before(*here, *found)))
            found = here;
    return found;
}

std::unordered_set<Id> audiences_of(Database& database, Id account) {
    std::unordered_set<Id> found;
    Statement row = database.prepare(
        "SELECT audience_size.audience_id FROM account JOIN audience_account ON audience_account.account = account.row "
        "JOIN audience_size ON audience_size.number = audience_account.audience WHERE account.id = ?");
    row.bind(1, to_text(account));
    while (row.step())
        if (const auto id = parse_id(row.text(0))) found.insert(*id);
    return found;
}

std::vector<Reaching> entries_that_reach(Records& records, Id account, const Days& window) {
    const auto audiences = audiences_of(records.database(), account);
    if (audiences.empty()) return {};
    const Records::Parameter around[] = {millis(window.from() - longest, -zone_slack), millis(window.to(), zone_slack),
                                         millis(window.from(), -zone_slack)};
    auto records_found = records.select(entry_type, entries_around, around);
    std::ranges::move(records.select(entry_type, hot::radar_series), std::back_inserter(records_found));
    std::vector<Reaching> found;
    for (const RecordPtr& record : records_found) {
        const auto entry = std::static_pointer_cast<const Entry>(record);
        const bool is_meant = std::ranges::any_of(entry->audience_ids, [&](Id id) { return audiences.contains(id); });
        if (!is_meant || std::ranges::find(entry->excluded_account_ids, account) != entry->excluded_account_ids.end())
            continue;
        if (auto one = nearest(entry, window)) found.push_back(std::move(*one));
    }
    std::ranges::sort(found, comes_before);
    return found;
}

// What may be told first, then what is approved; else as they stand. Each once.
template <class T, class Same>
void merge(std::vector<T>& all, std::vector<T> more, Same same) {
    for (T& one : more)
        if (std::ranges::none_of(all, [&](const T& other) { return same(one, other); })) all.push_back(std::move(one));
}
template <class T>
void put_in_order(std::vector<T>& said) {
    std::vector<T> ordered;
    for (const int wanted : {0, 1, 2, 3})
        for (T& one : said)
            if ((one.telling == Telling::now ? 0 : 2) + (one.approved ? 0 : 1) == wanted)
                ordered.push_back(std::move(one));
    said = std::move(ordered);
    if (said.size() > most_told) said.erase(said.begin() + most_told, said.end());
}

Say say_of_all(Records& records, Reader& reader, const std::vector<Reaching>& reaching, Date on) {
    Say all;
    for (const Reaching& one : reaching) {
        if (one.around == Around::soon) continue;
        Say said = say_for(records, reader, one.entry, on);
        merge(all.points, std::move(said.points), [](const auto& a, const auto& b) { return a.text == b.text; });
        merge(all.offers, std::move(said.offers),
              [](const auto& a, const auto& b) { return a.id ? a.id == b.id : !b.id && a.summary == b.summary; });
    }
    put_in_order(all.points);
    put_in_order(all.offers);
    return all;
}

void append_entries(std::string& out, const std::vector<Reaching>& reaching) {
    for (const Reaching& one : reaching) {
        out += fmt::format(R"({}{{"id":"{}","title":)", out.ends_with('[') ? "" : ",", to_text(one.entry->id));
        append_quoted(out, one.entry->title);
        out += fmt::format(R"(,"kind":"{}","status":"{}","from":"{}","until":"{}","around":"{}"}})",
                           entry_kinds[static_cast<std::size_t>(one.entry->kind)],
                           entry_statuses[static_cast<std::size_t>(one.entry->status)], to_text(one.first),
                           to_text(one.last), around_words[static_cast<std::size_t>(one.around)]);
    }
}

} // namespace

Result<std::string> say_to_account(Queries& queries, const Directory& given, Id member, Id account, Date on) {
    const Look look(queries, given);
    Records& records = queries.records();
    if (!records.load(account_type, account)) return fail(ErrorCode::not_found, "no such account");
    Reader reader(member, look.directory, records);
    auto reaching = entries_that_reach(records, account, {on});
    const auto hidden = std::erase_if(
        reaching, [&](const Reaching& one) { return reader.detail(entry_type, one.entry) != Detail::full; });
    if (reaching.size() > most_told) reaching.erase(reaching.begin() + most_told, reaching.end());
    std::string out = fmt::format(R"({{"account_id":"{}","on":"{}","entries":[)", to_text(account), to_text(on));
    append_entries(out, reaching);
    return out + fmt::format(R"(],"hidden":{},{}}})", hidden, encode_said(say_of_all(records, reader, reaching, on)));
}

} // namespace tandem
