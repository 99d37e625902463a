#include "calendar/engine/account_queries.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_users = 200;
constexpr std::size_t most_alike = 5;
constexpr std::int64_t most_people = 500; // of one account
constexpr std::int64_t stage_page = 50;

std::string folded(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    std::string out(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
    std::ranges::transform(out, out.begin(),
                           [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return out;
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

struct Named {
    std::string id, name;
};
using ByLine = std::unordered_map<std::string, std::vector<Named>>;

// One look at all accounts: a line may be a name or a domain.
ByLine find_named(Database& database, std::span<const std::string> lines) {
    ByLine found;
    for (const std::string& line : lines) found.emplace(folded(line), std::vector<Named>{});
    found.erase("");
    Statement row = database.prepare("SELECT id, name, domain FROM account ORDER BY name, id");
    while (row.step()) {
        const std::string name = folded(row.text(1)), domain = folded(row.text(2));
        for (const std::string* one : {&name, &domain}) {
            if (one == &domain && domain == name) continue;
            if (const auto at = found.find(*one); at != found.end() && at->second.size() < most_alike)
                at->second.push_back({std::string(row.text(0)), std::string(row.text(1))});
        }
    }
    return found;
}

void append_lines(std::string& out, std::span<const std::string> lines, const ByLine& found) {
    for (const std::string& line : lines) {
        out += out.ends_with('[') ? R"({"line":)" : R"(,{"line":)";
        append_quoted(out, line);
        out += R"(,"accounts":[)";
        if (const auto at = found.find(folded(line)); at != found.end())
            for (const Named& one : at->second) {
                out += fmt::format(R"({}{{"id":"{}","name":)", out.ends_with('[') ? "" : ",", one.id);
                append_quoted(out, one.name);
                out += '}';
            }
        out += "]}";
    }
}

// Conditions of the filter with their parameters, in order.
struct Chosen {
    std::string condition = "true";
    std::vector<Records::Parameter> parameters;
};

Chosen chosen_by(const JourneyFilter& filter) {
    Chosen chosen;
    if (filter.owner) {
        chosen.condition += " AND owner_id = ?";
        chosen.parameters.emplace_back(to_text(*filter.owner));
    }
    if (!filter.text.empty()) {
        const std::string like = like_of(filter.text);
        chosen.condition +=
            R"( AND (name LIKE ? ESCAPE '\' OR account_id IN (SELECT id FROM account WHERE name LIKE ? ESCAPE '\')))";
        chosen.parameters.insert(chosen.parameters.end(), {like, like});
    }
    return chosen;
}

void bind(Statement& row, const std::vector<Records::Parameter>& parameters) {
    for (int i = 0; const auto& parameter : parameters) row.bind(++i, std::get<std::string>(parameter));
}

struct InStage {
    std::int64_t prospects = 0, value = 0;
};

std::unordered_map<std::string, InStage> count_stages(Database& database, const Chosen& chosen) {
    std::unordered_map<std::string, InStage> found;
    Statement row = database.prepare(fmt::format(
        "SELECT stage, count(*), coalesce(sum(value), 0) FROM prospect WHERE {} GROUP BY stage", chosen.condition));
    bind(row, chosen.parameters);
    while (row.step()) found[std::string(row.text(0))] = {row.integer(1), row.integer(2)};
    return found;
}

std::vector<RecordPtr> page_of(Records& records, const Chosen& chosen, std::string_view stage, std::int64_t offset) {
    auto parameters = chosen.parameters;
    parameters.insert(parameters.end(), {std::string(stage), stage_page, offset});
    return records.select(prospect_type,
                          chosen.condition + " AND stage = ? ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?",
                          parameters);
}

} // namespace

Result<std::string> users_of_audience(Queries& queries, const Directory& given, Id member, Id audience) {
    const Look look(queries, given);
    Records& records = queries.records();
    if (!records.load(audience_type, audience)) return fail(ErrorCode::not_found, "no such audience");
    Reader reader(member, look.directory, records);
    const Records::Parameter parameters[] = {to_text(audience), most_users};
    auto entries = records.select(
        entry_type, "audience_ids <> '[]' AND instr(audience_ids, ?1) > 0 ORDER BY starts_utc DESC, id LIMIT ?2",
        parameters);
    const std::size_t all = entries.size();
    std::erase_if(entries, [&](const RecordPtr& one) { return reader.detail(entry_type, one) != Detail::full; });
    std::string out = "{";
    append_records(out, "entries", entry_type, entries, reader);
    return out + fmt::format(R"(,"hidden":{}}})", all - entries.size());
}

Result<std::string> accounts_named(Queries& queries, const Directory& given, std::span<const std::string> lines) {
    if (lines.size() > most_lines) return fail_field("lines", "takes 1000 lines at a time");
    const Look look(queries, given);
    std::string out = R"({"lines":[)";
    append_lines(out, lines, find_named(queries.database(), lines));
    return out + "]}";
}

Result<std::string> account_alone(Queries& queries, const Directory& given, Id member, Id account) {
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const RecordPtr record = queries.records().load(account_type, account);
    const Detail detail = reader.detail(account_type, record);
    if (detail != Detail::full) return fail(ErrorCode::not_found, "no such account");
    std::string out;
    append_seen(out, account_type, *record, detail, reader);
    return out;
}

Result<std::string> prospects_of_account(Queries& queries, const Directory& given, Id member, Id account) {
    const Look look(queries, given);
    Records& records = queries.records();
    if (!records.load(account_type, account)) return fail(ErrorCode::not_found, "no such account");
    const Records::Parameter parameters[] = {to_text(account), most_people + 1};
    auto found = records.select(prospect_type, "account_id = ? ORDER BY name, id LIMIT ?", parameters);
    const bool more = std::cmp_greater(found.size(), most_people);
    if (more) found.pop_back();
    Reader reader(member, look.directory, records);
    std::string out = "{";
    append_records(out, "prospects", prospect_type, found, reader);
    return out + (more ? R"(,"more":true})" : R"(,"more":false})");
}

Result<std::string> journey(Queries& queries, const Directory& given, Id member, const JourneyFilter& filter) {
    if (filter.stage && std::ranges::find(journey_stages, *filter.stage) == std::end(journey_stages))
        return fail_field("stage", "must be a stage of the journey");
    const Look look(queries, given);
    Records& records = queries.records();
    const Chosen chosen = chosen_by(filter);
    const auto counts = count_stages(queries.database(), chosen);
    std::vector<RecordPtr> prospects;
    std::string out = R"({"stages":[)";
    for (const std::string_view stage : journey_stages) {
        const auto at = counts.find(std::string(stage));
        const InStage in = at == counts.end() ? InStage{} : at->second;
        out += fmt::format(R"({}{{"stage":"{}","prospects":{},"value":{}}})", out.ends_with('[') ? "" : ",", stage,
                           in.prospects, in.value);
        if (filter.stage && *filter.stage != stage) continue;
        auto page = page_of(records, chosen, stage, filter.stage ? filter.offset : 0);
        std::ranges::move(page, std::back_inserter(prospects));
    }
    Reader reader(member, look.directory, records);
    out += "],";
    append_records(out, "prospects", prospect_type, prospects, reader);
    return out + '}';
}

} // namespace tandem
