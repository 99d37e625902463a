// CSV files: whatever the bytes, what is read is valid UTF-8 within the bounds, and written down again it reads the
// same.
#include "calendar/base/utf8.hpp"
#include "calendar/csv/read_csv.hpp"
#include "tests/fuzz/property.hpp"

namespace {

std::string written(const tandem::csv::Table& table) {
    std::string out = std::string("sep=") + table.delimiter + "\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) out += table.delimiter;
            out += '"';
            for (const char c : row.cells[i]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
            out += '"';
        }
        out += "\r\n";
    }
    return "\xef\xbb\xbf" + out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    const auto table = csv::read_csv(fuzz::text_of(data, size));
    if (!table) return 0;
    fuzz::require(table->rows.size() <= csv::most_rows + 1, "rows keep their bound");
    bool has_nul = false;
    for (const auto& row : table->rows)
        for (const auto& cell : row.cells) {
            fuzz::require(is_utf8(cell) && cell.size() <= csv::most_cell_bytes, "a cell is bounded UTF-8");
            has_nul = has_nul || cell.find('\0') != std::string::npos;
        }
    if (has_nul) return 0; // many of them look like UTF-16
    const auto again = csv::read_csv(written(*table));
    fuzz::require(again && again->rows.size() == table->rows.size(), "rows come back");
    for (std::size_t i = 0; i < table->rows.size(); ++i)
        fuzz::require(again->rows[i].cells == table->rows[i].cells, "cells come back");
    return 0;
}
