#pragma once
// Which columns of a table can be imported, and what their cells mean. Pure; any thread.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/fwd.hpp>

#include "calendar/base/error.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

enum class CsvKind : std::uint8_t { accounts, prospects, entries };
inline constexpr std::string_view csv_kinds[] = {"accounts", "prospects", "entries"};

struct CsvField {
    std::string_view name;    // how a mapping names it
    std::string_view field;   // of the record; empty for the two ends of a time
    bool is_required = false; // of a new record
    std::string_view headers; // what people call such a column, in small letters, with | between
};

const EntityType& type_of(CsvKind kind);
std::span<const CsvField> csv_fields(CsvKind kind);
const CsvField* find_csv_field(CsvKind kind, std::string_view name); // null if there is none

// One name for each column, each once; empty where nothing fits.
std::vector<std::string> guess_columns(CsvKind kind, const std::vector<std::string>& header);

// Small letters, for comparing what people write; beyond ASCII as it is.
std::string folded(std::string_view text);

// What a cell says of a field that names no other record. Error: invalid_field with the rule.
Result<boost::json::value> cell_value(const Field& field, std::string_view cell);

// "2026-03-30" or "30.03.2026", with or without a time of day.
struct CellTime {
    Date day{};
    std::optional<std::chrono::seconds> time;
};
Result<CellTime> cell_time(std::string_view cell);

} // namespace tandem
