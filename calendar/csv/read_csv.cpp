#include "calendar/csv/read_csv.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/csv/decode_text.hpp"

namespace tandem::csv {
namespace {

constexpr std::string_view delimiters = ",;\t|";

// Outside quotes, in the first line that has anything.
char guess_delimiter(std::string_view text) {
    std::size_t counts[delimiters.size()] = {};
    bool is_quoted = false;
    for (const char c : text.substr(
             text.find_first_not_of("\r\n") == std::string_view::npos ? text.size() : text.find_first_not_of("\r\n"))) {
        if (c == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (c == '\n' || c == '\r') break;
        if (const auto at = delimiters.find(c); at != std::string_view::npos) ++counts[at];
    }
    return delimiters[static_cast<std::size_t>(std::ranges::max_element(counts) - std::begin(counts))];
}

// Walks the text cell by cell.
class Cells {
public:
    Cells(std::string_view text, char delimiter) : left_(text), delimiter_(delimiter) {}

    bool is_at_end() const { return left_.empty(); }

    // The next row; its error in words, without its number.
    Result<std::vector<std::string>> next_row() {
        std::vector<std::string> cells;
        for (bool is_last = false; !is_last;) {
            auto cell = left_.starts_with('"') ? quoted_cell() : plain_cell();
            if (!cell) return std::unexpected(cell.error());
            if (cell->size() > most_cell_bytes) return fail_field("file", "has a cell that is too long");
            if (cells.size() == most_columns) return fail_field("file", "has more than 100 columns");
            cells.push_back(std::move(*cell));
            is_last = !left_.starts_with(delimiter_);
            if (!is_last) left_.remove_prefix(1);
        }
        if (left_.starts_with('\r')) left_.remove_prefix(1);
        if (left_.starts_with('\n')) left_.remove_prefix(1);
        return cells;
    }

private:
    bool ends_cell(char c) const { return c == delimiter_ || c == '\r' || c == '\n'; }

    Result<std::string> plain_cell() {
        const auto end = std::ranges::find_if(left_, [&](char c) { return ends_cell(c); }) - left_.begin();
        std::string cell(left_.substr(0, static_cast<std::size_t>(end)));
        left_.remove_prefix(static_cast<std::size_t>(end));
        return cell;
    }

    Result<std::string> quoted_cell() {
        std::string cell;
        left_.remove_prefix(1);
        for (;;) {
            const auto quote = left_.find('"');
            if (quote == std::string_view::npos) return fail_field("file", "has a quotation mark that is never closed");
            cell += left_.substr(0, quote);
            left_.remove_prefix(quote + 1);
            if (!left_.starts_with('"')) break;
            cell += '"';
            left_.remove_prefix(1);
        }
        if (!left_.empty() && !ends_cell(left_.front()))
            return fail_field("file", "has text after a closing quotation mark");
        return cell;
    }

    std::string_view left_;
    char delimiter_;
};

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

} // namespace

Result<Table> read_csv(std::string_view bytes) {
    const auto decoded = decode_text(bytes);
    if (!decoded) return std::unexpected(decoded.error());
    std::string_view text = decoded->text;
    Table table{decoded->encoding, ',', {}};
    std::uint32_t number = 0;
    if (text.starts_with("sep=") && text.size() > 4) { // Excel says it so
        table.delimiter = text[4];
        if (delimiters.find(table.delimiter) == std::string_view::npos)
            return fail_field("file", "has a delimiter that is none of , ; tab |");
        text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
        number = 1;
    } else {
        table.delimiter = guess_delimiter(text);
    }
    std::size_t count = 0;
    for (Cells cells(text, table.delimiter); !cells.is_at_end();) {
        auto row = cells.next_row();
        ++number;
        if (!row) return fail_field("file", fmt::format("{}, in row {}", row.error().message, number));
        for (std::string& cell : *row) cell = trimmed(cell);
        if (std::ranges::all_of(*row, &std::string::empty)) continue;
        count += row->size();
        if (table.rows.size() > most_rows || count > most_cells)
            return fail_field("file", fmt::format("has more than {} rows", std::min(most_rows, table.rows.size())),
                              ErrorCode::too_large);
        table.rows.push_back({number, std::move(*row)});
    }
    if (table.rows.empty()) return fail_field("file", "holds nothing");
    return table;
}

} // namespace tandem::csv
