#include "calendar/engine/radar_cell.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/listing.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/engine/radar_findings.hpp"
#include "calendar/engine/radar_sheet.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

constexpr std::int64_t most_overrides = 200;

std::string id_or_null(const std::optional<Id>& id) { return id ? '"' + to_text(*id) + '"' : "null"; }

std::vector<RecordPtr> touches_of(Records& records, const Directory& directory, Id account, Date on) {
    const Records::Parameter parameters[] = {to_text(account), first_millis(on), last_millis(on + days{1})};
    auto found = records.select(
        touch_type, "account_id = ? AND touched_at >= ? AND touched_at < ? ORDER BY touched_at, id", parameters);
    std::erase_if(found, [&](const RecordPtr& record) {
        const auto& touch = static_cast<const Touch&>(*record);
        return day_of_touch(touch.touched_at, directory.member(touch.member_id)) != on;
    });
    return found;
}

void append_entry(std::string& out, const Entry& entry, const Directory& directory) {
    fmt::format_to(std::back_inserter(out), R"({{"id":"{}","title":)", to_text(entry.id));
    append_quoted(out, entry.title);
    fmt::format_to(std::back_inserter(out), R"(,"kind":"{}","channel":"{}","status":"{}","owner_id":{},"team":"{}"}})",
                   entry_kinds[static_cast<std::size_t>(entry.kind)], channels[static_cast<std::size_t>(entry.channel)],
                   entry_statuses[static_cast<std::size_t>(entry.status)], id_or_null(entry.owner_id),
                   teams[static_cast<std::size_t>(team_of(entry, directory))]);
}

// What is planned on that day: entries for who may read them, the others as a number.
void append_planned(std::string& out, const RadarPicture& picture, Date on, Reader& reader) {
    out += R"("entries":[)";
    int hidden = 0;
    for (const Heard& heard : picture.heard_by(0)) {
        if (heard.on != on || heard.entry < 0) continue;
        const auto& entry = picture.entries[static_cast<std::size_t>(heard.entry)];
        if (reader.detail(entry_type, entry) != Detail::full) {
            ++hidden;
            continue;
        }
        if (!out.ends_with('[')) out += ',';
        append_entry(out, *entry, reader.directory());
    }
    fmt::format_to(std::back_inserter(out), R"(],"hidden":{},)", hidden);
}

} // namespace

Result<std::string> radar_cell(Queries& queries, const Directory& given, Id member, Id account, Date on, Instant now) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const RadarRules rules = load_radar_rules(queries.records());
    const days back{std::max<std::int64_t>({rules.in_days - 1, rules.cool_down_days - 1, 0})};
    const auto picture =
        radar_picture(queries.records(), look.directory, {{}, {}, {}, {account}}, on - back, on + days{rules.in_days});
    if (picture.accounts.empty()) return fail_field("account", "names nothing that is there", ErrorCode::not_found);
    std::string out = fmt::format(R"({{"seq":{},)", queries.last_seq());
    append_planned(out, picture, on, reader);
    append_records(out, "touches", touch_type, touches_of(queries.records(), look.directory, account, on), reader);
    out += R"(,"broken":[)";
    const RadarAccount& one = picture.accounts.front();
    const Date today = today_of(look.directory.member(member), now);
    append_rules(out,
                 HeardJudge(rules, one.do_not_contact, one.open_opportunity, picture.heard_by(0), today).broken_on(on));
    return out + "]}";
}

std::string radar_overrides(Queries& queries, const Directory& given, Id member, Instant since) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const Records::Parameter parameters[] = {duration_cast<milliseconds>(since.time_since_epoch()).count(),
                                             most_overrides};
    std::string out = fmt::format(R"({{"seq":{},"overrides":[)", queries.last_seq());
    for (const RecordPtr& record : queries.records().select(
             radar_override_type, "created_at >= ? ORDER BY created_at DESC, id DESC LIMIT ?", parameters)) {
        const auto& made = static_cast<const RadarOverride&>(*record);
        const auto entry =
            std::static_pointer_cast<const Entry>(queries.records().load(entry_type, made.entry_id.value_or(Id{})));
        if (reader.detail(entry_type, entry) != Detail::full) continue;
        if (!out.ends_with('[')) out += ',';
        out += R"({"override":)";
        append_record(out, radar_override_type, made, Detail::full, reader.names());
        out += R"(,"entry":)";
        append_entry(out, *entry, look.directory);
        out += '}';
    }
    return out + "]}";
}

} // namespace tandem
