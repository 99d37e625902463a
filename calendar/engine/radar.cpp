#include "calendar/engine/radar.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/engine/radar_judge.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/record/json.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

constexpr std::size_t most_first = 20;      // accounts that a warning names
constexpr std::size_t most_entries = 20;    // that an answer names
constexpr std::size_t most_troubled = 1000; // what an entry may leave out

RadarRules load_rules(Records& records) {
    const auto found = records.select(radar_rules_type, "true ORDER BY id LIMIT 1");
    return found.empty() ? RadarRules{} : static_cast<const RadarRules&>(*found.front());
}

bool is_weekend(Date day) {
    const weekday of{day};
    return of == Saturday || of == Sunday;
}

struct Warning {
    RadarRule rule;
    std::optional<Date> on; // the first day that breaks it
    std::vector<std::size_t> accounts;
};

// One answer in the making.
class Answer {
public:
    Answer(Queries& queries, Reader& reader, const RadarQuestion& question, Date today)
        : queries_(queries), reader_(reader), question_(question), today_(today), rules_(load_rules(queries.records())),
          picture_(look()), judge_(rules_, picture_, question.days) {}

    std::string text() {
        judge();
        fmt::format_to(to(), R"({{"seq":{},"rules":{{"most_touches":{},"in_days":{},"cool_down_days":{},)",
                       queries_.last_seq(), rules_.most_touches, rules_.in_days, rules_.cool_down_days);
        fmt::format_to(to(), R"("hush_during_opportunity":{}}},"accounts":{},"days":[)", rules_.hush_during_opportunity,
                       picture_.accounts.size());
        list(question_.days, [&](Date day) { fmt::format_to(to(), R"("{}")", to_text(day)); });
        out_ += R"(],"warnings":[)";
        list(warnings_, [&](const Warning& warning) { write(warning); });
        out_ += R"(],"troubled":)";
        fmt::format_to(to(), R"({},"troubled_ids":[)", troubled_.size());
        list(std::span(troubled_).first(std::min(troubled_.size(), most_troubled)),
             [&](std::size_t account) { fmt::format_to(to(), R"("{}")", to_text(picture_.accounts[account].id)); });
        out_ += "],";
        write_causes();
        write_free_day();
        write_range();
        return std::move(out_ += '}');
    }

private:
    std::back_insert_iterator<std::string> to() { return std::back_inserter(out_); }
    template <class Items, class Write>
    void list(Items&& items, Write&& write) {
        bool is_first = true;
        for (const auto& item : items) {
            if (!is_first) out_ += ',';
            is_first = false;
            write(item);
        }
    }

    // The days of the plan, those that are asked for, and those where a free one may lie, with what reaches into them.
    RadarPicture look() const {
        const days back{std::max<std::int64_t>({rules_.in_days - 1, rules_.cool_down_days - 1, 0})};
        const days ahead{rules_.in_days};
        Date from = today_, to = today_ + days{1};
        if (!question_.days.empty()) {
            from = question_.days.front();
            to = question_.days.back() + days{is_movable() ? radar_days_ahead : 1};
        }
        if (question_.range) {
            from = std::min(from, question_.range->from);
            to = std::max(to, question_.range->to);
        }
        return radar_picture(queries_.records(), reader_.directory(), question_.plan, from - back, to + ahead);
    }

    bool is_movable() const { return question_.days.size() == 1; }

    void judge() {
        std::vector<bool> is_troubled(picture_.accounts.size());
        for (const RadarRule rule :
             {RadarRule::do_not_contact, RadarRule::open_opportunity, RadarRule::too_often, RadarRule::cool_down}) {
            Warning warning{rule, {}, {}};
            for (std::size_t i = 0; i < picture_.accounts.size(); ++i) {
                const auto broken =
                    std::ranges::find_if(question_.days, [&](Date day) { return judge_.breaks(rule, i, day); });
                if (broken == question_.days.end()) continue;
                warning.accounts.push_back(i);
                warning.on = std::min(warning.on.value_or(*broken), *broken);
                is_troubled[i] = true;
            }
            if (!warning.accounts.empty()) warnings_.push_back(std::move(warning));
        }
        for (std::size_t i = 0; i < is_troubled.size(); ++i)
            if (is_troubled[i]) troubled_.push_back(i);
    }

    void write(const Warning& warning) {
        fmt::format_to(to(), R"({{"rule":"{}","on":"{}","accounts":{},"first":[)",
                       radar_rule_names[static_cast<std::size_t>(warning.rule)], to_text(*warning.on),
                       warning.accounts.size());
        list(std::span(warning.accounts).first(std::min(warning.accounts.size(), most_first)),
             [&](std::size_t account) {
                 const Id id = picture_.accounts[account].id;
                 const auto record = queries_.records().load(account_type, id);
                 fmt::format_to(to(), R"({{"id":"{}","name":)", to_text(id));
                 append_quoted(out_, record ? static_cast<const Account&>(*record).name : "");
                 out_ += '}';
             });
        out_ += "]}";
    }

    // What else reaches the accounts that would hear too often, in the days that count: entries by name for who may
    // read them, the others as numbers.
    void write_causes() {
        std::vector<std::size_t> reached(picture_.entries.size());
        std::vector<Date> begins(picture_.entries.size());
        std::size_t touches = 0;
        for (const Warning& warning : warnings_) {
            if (warning.rule != RadarRule::too_often) continue;
            for (const std::size_t account : warning.accounts) touches += count_causes(account, reached, begins);
        }
        std::vector<std::size_t> named;
        std::size_t hidden = 0;
        for (std::size_t i = 0; i < reached.size(); ++i) {
            if (reached[i] == 0) continue;
            const bool is_seen = reader_.detail(entry_type, picture_.entries[i]) == Detail::full;
            if (is_seen)
                named.push_back(i);
            else
                ++hidden;
        }
        std::ranges::sort(
            named, [&](std::size_t a, std::size_t b) { return std::pair(reached[b], a) < std::pair(reached[a], b); });
        if (named.size() > most_entries) named.resize(most_entries);
        out_ += R"("entries":[)";
        list(named, [&](std::size_t i) { write_entry(*picture_.entries[i], begins[i], reached[i]); });
        fmt::format_to(to(), R"(],"hidden":{},"logged":{},)", hidden, touches);
    }

    // Of one account: counts it once at each entry; the number of logged contacts.
    std::size_t count_causes(std::size_t account, std::vector<std::size_t>& reached, std::vector<Date>& begins) const {
        std::size_t touches = 0;
        std::vector<std::int32_t> counted;
        for (const Heard& heard : picture_.heard[account]) {
            const bool is_near = std::ranges::any_of(
                question_.days, [&](Date day) { return abs(heard.on - day) < days{rules_.in_days}; });
            if (!is_near) continue;
            if (heard.entry < 0) ++touches;
            if (heard.entry < 0 || std::ranges::find(counted, heard.entry) != counted.end()) continue;
            counted.push_back(heard.entry);
            const auto place = static_cast<std::size_t>(heard.entry);
            if (reached[place]++ == 0) begins[place] = heard.on;
        }
        return touches;
    }

    void write_entry(const Entry& entry, Date on, std::size_t accounts) {
        fmt::format_to(to(), R"({{"id":"{}","title":)", to_text(entry.id));
        append_quoted(out_, entry.title);
        const std::string owner = entry.owner_id ? '"' + to_text(*entry.owner_id) + '"' : "null";
        fmt::format_to(to(), R"(,"on":"{}","owner_id":{},"accounts":{}}})", to_text(on), owner, accounts);
    }

    // The first day after its own on which nobody breaks a rule of the day; of working days, if its own is one.
    void write_free_day() {
        std::optional<Date> free;
        const bool is_worth = std::ranges::any_of(warnings_, [](const Warning& w) { return is_of_the_day(w.rule); });
        if (is_worth && is_movable()) {
            const Date own = question_.days.front();
            for (Date day = own + days{1}; day < own + days{radar_days_ahead} && !free; day += days{1}) {
                const bool is_meant = day >= today_ && (!is_weekend(day) || is_weekend(own));
                if (is_meant && judge_.troubled_on(day) == 0) free = day;
            }
        }
        out_ += free ? fmt::format(R"("first_free_on":"{}")", to_text(*free)) : std::string(R"("first_free_on":null)");
    }

    // Each day of a range as if the plan began there.
    void write_range() {
        out_ += R"(,"range":[)";
        if (question_.range) {
            bool is_first = true;
            for (Date day = question_.range->from; day < question_.range->to; day += days{1}) {
                fmt::format_to(to(), R"({}{{"on":"{}","accounts":{}}})", is_first ? "" : ",", to_text(day),
                               judge_.troubled_on(day));
                is_first = false;
            }
        }
        out_ += ']';
    }

    Queries& queries_;
    Reader& reader_;
    const RadarQuestion& question_;
    Date today_;
    RadarRules rules_;
    RadarPicture picture_;
    RadarJudge judge_;
    std::vector<Warning> warnings_;
    std::vector<std::size_t> troubled_; // each account that breaks any rule
    std::string out_;
};

Date today_of(Id member, const Directory& directory, Instant now) {
    const Member* asker = directory.member(member);
    return floor<days>(to_local(now, asker ? asker->zone : "Etc/UTC"));
}

std::shared_ptr<const Entry> find_seen(Queries& queries, Reader& reader, Id id) {
    auto entry = std::static_pointer_cast<const Entry>(queries.records().load(entry_type, id));
    return reader.detail(entry_type, entry) == Detail::full ? entry : nullptr;
}

bool is_ahead(const Entry& entry) {
    return entry.status != EntryStatus::done && entry.status != EntryStatus::cancelled;
}

bool reaches_accounts(const Entry& entry) {
    return entry.kind == EntryKind::push || entry.kind == EntryKind::release || entry.kind == EntryKind::event;
}

} // namespace

Result<std::string> radar_of_entry(Queries& queries, const Directory& given, Id member, Id id,
                                   std::optional<Window> range, Instant now) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const auto entry = find_seen(queries, reader, id);
    if (!entry) return fail(ErrorCode::not_found, "no such entry");
    const Date today = today_of(member, look.directory, now);
    RadarQuestion question{{id, entry->audience_ids, entry->excluded_account_ids}, {}, range};
    if (is_ahead(*entry) && reaches_accounts(*entry)) {
        const Date until = repeats(*entry) ? today + days{radar_days_ahead} : Date::max();
        question.days = start_days(*entry, today, until, radar_occurrences);
    }
    return Answer(queries, reader, question, today).text();
}

Result<std::string> radar_of_draft(Queries& queries, const Directory& given, Id member, RadarQuestion question,
                                   Instant now) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    if (question.plan.entry_id && !find_seen(queries, reader, *question.plan.entry_id))
        return fail_field("entry_id", "names nothing that is there", ErrorCode::not_found);
    return Answer(queries, reader, question, today_of(member, look.directory, now)).text();
}

} // namespace tandem
