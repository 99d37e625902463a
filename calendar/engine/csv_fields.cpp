#include "calendar/engine/csv_fields.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/base/digits.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {
namespace {

constexpr CsvField account_fields[] = {
    {"name", "name", true, "name|company|company name|account|account name|firma|unternehmen"},
    {"domain", "domain", false, "domain|website|web site|web|url|homepage"},
    {"industry", "industry", false, "industry|sector|branche"},
    {"city", "city", false, "city|town|ort|stadt"},
    {"employee_count", "employee_count", false, "employees|employee count|number of employees|headcount|mitarbeiter"},
    {"owner", "owner_id", false, "owner|account owner|owner email|rep"},
    {"do_not_contact", "do_not_contact", false, "do not contact|dnc|opt out"},
    {"line_of_business", "line_of_business", false, "line of business|business"},
    {"region", "region", false, "region|territory|gebiet"},
    {"rating", "rating", false, "rating|grade|tier"},
    {"open_opportunity", "open_opportunity", false, "open opportunity|opportunity|open deal"},
    {"note", "note", false, "note|notes|comment|comments|description|notiz"},
};
constexpr CsvField prospect_fields[] = {
    {"account", "account_id", true, "account|company|account name|company name|account domain|domain|firma"},
    {"name", "name", true, "name|full name|contact|contact name|prospect"},
    {"job_title", "job_title", false, "job title|title|position|role|job"},
    {"email", "email", false, "email|e-mail|mail|email address|e-mail address"},
    {"phone", "phone", false, "phone|telephone|phone number|mobile|telefon"},
    {"stage", "stage", false, "stage|journey stage|status"},
    {"owner", "owner_id", false, "owner|owner email|rep"},
    {"value", "value", false, "value|deal value|amount"},
    {"note", "note", false, "note|notes|comment|comments|description|notiz"},
};
constexpr CsvField entry_fields[] = {
    {"title", "title", true, "title|name|subject|entry|titel"},
    {"kind", "kind", false, "kind|type|art"},
    {"starts", "", false, "starts|start|start date|date|from|begin|begins|datum|von"},
    {"ends", "", false, "ends|end|end date|until|last day|bis"},
    {"status", "status", false, "status|state"},
    {"channel", "channel", false, "channel|kanal"},
    {"journey_stage", "journey_stage", false, "stage|journey stage"},
    {"owner", "owner_id", false, "owner|owner email|responsible"},
    {"summary", "summary", false, "summary|description|note|notes"},
    {"location", "location", false, "location|place|ort"},
    {"audience", "audience", false, "audience|segment"},
    {"tags", "tags", false, "tags|labels"},
    {"budget", "budget", false, "budget|cost"},
};

bool is_named(std::string_view headers, std::string_view header) {
    while (!headers.empty()) {
        const auto bar = std::min(headers.find('|'), headers.size());
        if (headers.substr(0, bar) == header) return true;
        headers.remove_prefix(std::min(bar + 1, headers.size()));
    }
    return false;
}

Result<boost::json::value> flag(std::string_view cell) {
    const std::string word = folded(cell);
    for (const auto* yes : {"yes", "y", "true", "1", "x", "ja"})
        if (word == yes) return boost::json::value(true);
    for (const auto* no : {"no", "n", "false", "0", "-", "nein"})
        if (word == no) return boost::json::value(false);
    return fail(ErrorCode::invalid_field, "must be yes or no");
}

// "1200", "1,200", "1.200", "1 200": groups of three after the first.
Result<boost::json::value> whole_number(std::string_view cell) {
    const auto broken = [] { return fail(ErrorCode::invalid_field, "must be a whole number"); };
    std::string digits;
    std::size_t since = 0;
    char grouping = 0;
    for (const char c : cell) {
        if (c >= '0' && c <= '9') {
            digits += c;
            ++since;
            continue;
        }
        const bool is_group = (c == ',' || c == '.' || c == ' ' || c == '\'') && (grouping == 0 || grouping == c);
        if (!is_group || digits.empty() || (grouping && since != 3)) return broken();
        grouping = c;
        since = 0;
    }
    if (digits.empty() || digits.size() > 18 || (grouping && since != 3)) return broken();
    return boost::json::value(static_cast<std::int64_t>(std::stoll(digits)));
}

Result<boost::json::value> choice_of(const Field& field, std::string_view cell) {
    std::string word = folded(cell);
    std::ranges::replace(word, ' ', '_');
    if (std::ranges::find(field.choices, word) != field.choices.end()) return boost::json::value(word);
    std::string all;
    for (const auto choice : field.choices)
        if (!choice.empty()) all += fmt::format("{}{}", all.empty() ? "" : ", ", choice);
    return fail(ErrorCode::invalid_field, "must be one of " + all);
}

boost::json::array list_of(std::string_view cell) {
    boost::json::array all;
    while (!cell.empty()) {
        const auto end = std::min(cell.find_first_of(",;"), cell.size());
        std::string_view one = cell.substr(0, end);
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (!one.empty()) all.emplace_back(boost::json::string_view(one.data(), one.size()));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return all;
}

std::optional<Date> day_of(std::string_view text) {
    if (const auto day = parse_date(text)) return *day;
    if (text.size() < 8 || text.size() > 10) return {};
    const auto first = text.find('.'), second = text.find('.', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return {};
    const int day = parse_digits(text.substr(0, first)),
              month = parse_digits(text.substr(first + 1, second - first - 1)),
              year = parse_digits(text.substr(second + 1));
    const auto parsed = parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
    return parsed ? std::optional(*parsed) : std::nullopt;
}

} // namespace

const EntityType& type_of(CsvKind kind) {
    if (kind == CsvKind::accounts) return account_type;
    return kind == CsvKind::prospects ? prospect_type : entry_type;
}

std::span<const CsvField> csv_fields(CsvKind kind) {
    if (kind == CsvKind::accounts) return account_fields;
    return kind == CsvKind::prospects ? std::span<const CsvField>(prospect_fields) : entry_fields;
}

const CsvField* find_csv_field(CsvKind kind, std::string_view name) {
    const auto all = csv_fields(kind);
    const auto found = std::ranges::find(all, name, &CsvField::name);
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> guess_columns(CsvKind kind, const std::vector<std::string>& header) {
    std::vector<std::string> columns(header.size());
    for (std::size_t at = 0; at < header.size(); ++at) {
        std::string word = folded(header[at]);
        std::ranges::replace(word, '_', ' ');
        for (const CsvField& field : csv_fields(kind))
            if (is_named(field.headers, word) && std::ranges::find(columns, field.name) == columns.end()) {
                columns[at] = field.name;
                break;
            }
    }
    return columns;
}

std::string folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Result<boost::json::value> cell_value(const Field& field, std::string_view cell) {
    // Spreadsheets are kept from running such a cell by a quotation mark in front of it (R14).
    if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").contains(cell[1])) cell.remove_prefix(1);
    Result<boost::json::value> value = boost::json::value(boost::json::string_view(cell.data(), cell.size()));
    if (field.type == FieldType::boolean) value = flag(cell);
    if (field.type == FieldType::integer) value = whole_number(cell);
    if (field.type == FieldType::choice) value = choice_of(field, cell);
    if (field.type == FieldType::text_list) value = boost::json::value(list_of(cell));
    return value;
}

Result<CellTime> cell_time(std::string_view cell) {
    const auto gap = std::min(cell.find_first_of(" T"), cell.size());
    const auto day = day_of(cell.substr(0, gap));
    if (!day) return fail(ErrorCode::invalid_field, "must be a date like 2026-03-30 or 30.03.2026");
    if (gap == cell.size()) return CellTime{*day, {}};
    std::string clock(cell.substr(gap + 1));
    if (clock.size() == 4) clock = "0" + clock;
    if (clock.size() == 5) clock += ":00";
    const auto time = parse_local_time(to_text(*day) + "T" + clock);
    if (!time) return fail(ErrorCode::invalid_field, "must have a time of day like 09:30");
    return CellTime{*day, *time - *day};
}

} // namespace tandem
