#pragma once
// What is answered about a table before it is imported. Pure; any thread.

#include <string>

#include "calendar/engine/csv_plan.hpp"

namespace tandem::api {

inline constexpr std::size_t csv_rows_shown = 5;

std::string encode_csv_preview(CsvKind kind, const csv::Table& table, const CsvPlan& plan);

// The first error as a refusal of the whole file.
Error refusal_of(const CsvPlan& plan);

} // namespace tandem::api
