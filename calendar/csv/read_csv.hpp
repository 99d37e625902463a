#pragma once
// A file of comma-separated values (RFC 4180), as spreadsheets really write it, as rows of cells. Bounded; pure; any
// thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"

namespace tandem::csv {

inline constexpr std::size_t most_rows = 100'000; // with something in them, without the first
inline constexpr std::size_t most_columns = 100;
inline constexpr std::size_t most_cells = 2'000'000;
inline constexpr std::size_t most_cell_bytes = 20'000;

struct Row {
    std::uint32_t number = 0; // as a spreadsheet counts: the first line is 1, empty ones count
    std::vector<std::string> cells;
};

struct Table {
    std::string_view encoding;
    char delimiter = ',';
    std::vector<Row> rows; // without empty ones
};

// The delimiter (, ; tab |) is the one that the first row has most of. Errors: invalid_field or too_large "file",
// naming the row.
Result<Table> read_csv(std::string_view bytes);

} // namespace tandem::csv
