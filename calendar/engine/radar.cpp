#include "calendar/engine/radar.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/engine/radar_said.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

constexpr std::size_t most_entries = 20; // that an answer names
constexpr std::size_t most_asks = 20;    // the newest of an entry

// One answer in the making. Nothing was said of a draft.
class Answer {
public:
    Answer(Queries& queries, Reader& reader, const RadarFindings& findings, RadarSaid said)
        : queries_(queries), reader_(reader), findings_(findings), said_(std::move(said)) {}

    std::string text() {
        const RadarRules& rules = findings_.rules();
        fmt::format_to(to(), R"({{"seq":{},"rules":{{"most_touches":{},"in_days":{},"cool_down_days":{},)",
                       queries_.last_seq(), rules.most_touches, rules.in_days, rules.cool_down_days);
        fmt::format_to(to(), R"("hush_during_opportunity":{},"one_per_slot":{}}},"accounts":{},"days":[)",
                       rules.hush_during_opportunity, rules.one_per_slot, findings_.accounts());
        list(findings_.question().days, [&](Date day) { fmt::format_to(to(), R"("{}")", to_text(day)); });
        out_ += R"(],"warnings":[)";
        list(findings_.warnings(), [&](const RadarWarning& warning) { write(warning); });
        out_ += "],";
        write_troubled();
        write_causes();
        write_days();
        write_said();
        const auto free = findings_.first_free();
        fmt::format_to(to(), R"("first_free_on":{})", free ? '"' + to_text(*free) + '"' : "null");
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
    static std::string id_or_null(const std::optional<Id>& id) { return id ? '"' + to_text(*id) + '"' : "null"; }

    void write(const RadarWarning& warning) {
        fmt::format_to(to(), R"({{"rule":"{}","on":"{}","accounts":{},"covered":{},"open":{},"first":[)",
                       radar_rule_names[static_cast<std::size_t>(warning.rule)], to_text(*warning.on), warning.accounts,
                       covered_accounts(warning, said_), is_open(findings_, warning, said_));
        list(warning.first, [&](Id id) {
            const auto record = queries_.records().load(account_type, id);
            fmt::format_to(to(), R"({{"id":"{}","name":)", to_text(id));
            append_quoted(out_, record ? static_cast<const Account&>(*record).name : "");
            out_ += '}';
        });
        out_ += "]}";
    }

    void write_troubled() {
        fmt::format_to(to(), R"("troubled":{},"troubled_ids":[)", findings_.troubled());
        list(findings_.first_troubled(), [&](Id id) { fmt::format_to(to(), R"("{}")", to_text(id)); });
        out_ += "],";
    }

    // Entries by name for who may read them, the others as a number.
    void write_causes() {
        std::vector<RadarCause> named;
        for (const RadarCause& cause : findings_.causes())
            if (reader_.detail(entry_type, findings_.entries()[cause.entry]) == Detail::full) named.push_back(cause);
        const std::size_t hidden = findings_.causes().size() - named.size();
        if (named.size() > most_entries) named.resize(most_entries);
        out_ += R"("entries":[)";
        list(named, [&](const RadarCause& cause) {
            const Entry& entry = *findings_.entries()[cause.entry];
            fmt::format_to(to(), R"({{"id":"{}","title":)", to_text(entry.id));
            append_quoted(out_, entry.title);
            fmt::format_to(to(), R"(,"on":"{}","owner_id":{},"accounts":{}}})", to_text(cause.on),
                           id_or_null(entry.owner_id), cause.accounts);
        });
        fmt::format_to(to(), R"(],"hidden":{},"logged":{},)", hidden, findings_.logged());
    }

    // What speaks against its days: those that are kept free, and what else is on the channel then.
    void write_days() {
        out_ += R"("blackouts":[)";
        for (const Date day : findings_.question().days) {
            const Blackout* blackout = findings_.day().blackout_on(day);
            if (!blackout) continue;
            if (!out_.ends_with('[')) out_ += ',';
            fmt::format_to(to(), R"({{"id":"{}","on":"{}","name":)", to_text(blackout->id), to_text(day));
            append_quoted(out_, blackout->name);
            out_ += '}';
        }
        out_ += R"(],"slot":{"entries":[)";
        std::size_t hidden = 0, named = 0;
        for (const std::size_t place : findings_.in_its_slot()) {
            const auto& entry = findings_.day().entries()[place];
            if (reader_.detail(entry_type, entry) != Detail::full) {
                ++hidden;
                continue;
            }
            if (++named > most_entries) continue;
            if (named > 1) out_ += ',';
            write_neighbour(*entry);
        }
        fmt::format_to(to(), R"(],"hidden":{}}},)", hidden);
    }

    void write_neighbour(const Entry& entry) {
        fmt::format_to(to(), R"({{"id":"{}","title":)", to_text(entry.id));
        append_quoted(out_, entry.title);
        fmt::format_to(to(), R"(,"on":"{}","owner_id":{}}})", to_text(floor<days>(entry.when->starts)),
                       id_or_null(entry.owner_id));
    }

    // What people have said to it: it covers warnings as long as it holds.
    void write_said() {
        const auto write = [&](const EntityType& type, const Record& record) {
            append_record(out_, type, record, Detail::full, reader_.names());
        };
        out_ += R"("covered":{"override":)";
        if (said_.overridden)
            write(radar_override_type, *said_.overridden);
        else
            out_ += "null";
        out_ += R"(,"asks":[)";
        list(std::span(said_.asks).first(std::min(said_.asks.size(), most_asks)),
             [&](const std::shared_ptr<const RadarAsk>& ask) { write(radar_ask_type, *ask); });
        out_ += "]},";
    }

    // Each day of a range as if the plan began there.
    void write_range() {
        out_ += R"(,"range":[)";
        const auto& range = findings_.question().range;
        for (Date day = range ? range->from : Date{}; range && day < range->to; day += days{1}) {
            fmt::format_to(to(), R"({}{{"on":"{}","accounts":{},"slot":{},"blackout":)", day == range->from ? "" : ",",
                           to_text(day), findings_.troubled_on(day), findings_.day().taken_on(day).size());
            const Blackout* blackout = findings_.day().blackout_on(day);
            if (blackout)
                append_quoted(out_, blackout->name);
            else
                out_ += "null";
            out_ += '}';
        }
        out_ += ']';
    }

    Queries& queries_;
    Reader& reader_;
    const RadarFindings& findings_;
    RadarSaid said_;
    std::string out_;
};

std::shared_ptr<const Entry> find_seen(Queries& queries, Reader& reader, Id id) {
    auto entry = std::static_pointer_cast<const Entry>(queries.records().load(entry_type, id));
    return reader.detail(entry_type, entry) == Detail::full ? entry : nullptr;
}

// What the draft leaves out is as in the entry that it is of; else it is the asker's, for whole days.
void complete(RadarQuestion& question, const RadarDraft& draft, const Entry* entry, const Directory& directory,
              Id member) {
    RadarPlan& plan = question.plan;
    const Member* owner = directory.member(draft.owner_id.value_or(member));
    plan.team = entry && !draft.owner_id ? team_of(*entry, directory) : owner ? owner->team : Team::other;
    plan.channel = draft.channel.value_or(entry ? entry->channel : Channel::none);
    plan.when = draft.when ? draft.when : entry ? entry->when : std::nullopt;
    if (!plan.when) plan.when = all_day(question.days.front(), question.days.front() + days{1});
}

} // namespace

Result<std::string> radar_of_entry(Queries& queries, const Directory& given, Id member, Id id,
                                   std::optional<Window> range, Instant now) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const auto entry = find_seen(queries, reader, id);
    if (!entry) return fail(ErrorCode::not_found, "no such entry");
    const Date today = today_of(look.directory.member(member), now);
    RadarSaid said = said_about(queries.records(), *entry);
    RadarQuestion question = question_of(*entry, look.directory, range, today);
    question.agreed = agreed_in(said);
    const RadarFindings findings(queries.records(), look.directory, std::move(question), today);
    return Answer(queries, reader, findings, std::move(said)).text();
}

Result<std::string> radar_of_draft(Queries& queries, const Directory& given, Id member, RadarQuestion question,
                                   const RadarDraft& draft, Instant now) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const auto entry = question.plan.entry_id ? find_seen(queries, reader, *question.plan.entry_id) : nullptr;
    if (question.plan.entry_id && !entry)
        return fail_field("entry_id", "names nothing that is there", ErrorCode::not_found);
    const Date today = today_of(look.directory.member(member), now);
    complete(question, draft, entry.get(), look.directory, member);
    const RadarFindings findings(queries.records(), look.directory, std::move(question), today);
    return Answer(queries, reader, findings, {}).text();
}

} // namespace tandem
