#include "server/api/csv_answer.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tandem::api {
namespace {

void append_list(std::string& out, std::string_view name, const auto& list, auto&& append) {
    fmt::format_to(std::back_inserter(out), ",\"{}\":[", name);
    bool is_first = true;
    for (const auto& one : list) {
        if (!is_first) out += ',';
        is_first = false;
        append(one);
    }
    out += ']';
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
    fmt::format_to(std::back_inserter(out), ",\"{}\":", name);
    append_quoted(out, text);
}

void append_error(std::string& out, const CsvError& error) {
    fmt::format_to(std::back_inserter(out), R"({{"row":{})", error.row);
    append_member(out, "column", error.column);
    append_member(out, "field", error.field);
    append_member(out, "reason", error.reason);
    out += '}';
}

} // namespace

std::string encode_csv_preview(CsvKind kind, const csv::Table& table, const CsvPlan& plan) {
    using What = ImportItem::What;
    const auto text = [](std::string& out) { return [&out](std::string_view one) { append_quoted(out, one); }; };
    std::string out = fmt::format(R"({{"rows":{},"created":{},"changed":{},"unchanged":{},"error_count":{})",
                                  table.rows.size() - 1, plan.plan.count(What::created), plan.plan.count(What::changed),
                                  plan.plan.count(What::unchanged), plan.error_count);
    append_member(out, "encoding", table.encoding);
    append_member(out, "delimiter", std::string_view(&table.delimiter, 1));
    append_list(out, "header", plan.header, text(out));
    append_list(out, "columns", plan.columns, text(out));
    append_list(out, "fields", csv_fields(kind), [&](const CsvField& field) {
        out += fmt::format(R"({{"name":"{}","required":{}}})", field.name, field.is_required);
    });
    const auto shown = std::span(table.rows).subspan(1, std::min(table.rows.size() - 1, csv_rows_shown));
    append_list(out, "sample", shown, [&](const csv::Row& row) {
        std::string cells;
        append_list(cells, "", row.cells, text(cells));
        out += cells.substr(4); // without its name
    });
    append_list(out, "errors", plan.errors, [&](const CsvError& error) { append_error(out, error); });
    return out + '}';
}

Error refusal_of(const CsvPlan& plan) {
    const CsvError& first = plan.errors.front();
    const std::string more = plan.error_count > 1 ? fmt::format("; {} more like it", plan.error_count - 1) : "";
    return {
        ErrorCode::invalid_field, "file",
        fmt::format("row {}{}{}: {}{}", first.row, first.column.empty() ? "" : ", ", first.column, first.reason, more)};
}

} // namespace tandem::api
