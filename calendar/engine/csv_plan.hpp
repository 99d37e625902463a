#pragma once
// From a table to the commands of an import: accounts by domain, prospects by e-mail address, entries by title and day
// are brought up to date, the rest is new. Everything is looked at before anything is written: one error, and nothing
// is imported. On worker threads, in the caller's read transaction.

#include "calendar/csv/read_csv.hpp"
#include "calendar/engine/csv_fields.hpp"
#include "calendar/engine/directory.hpp"
#include "calendar/engine/import_plan.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

struct CsvOrder {
    CsvKind kind = CsvKind::accounts;
    Id calendar_id;                                  // of entries
    std::optional<std::vector<std::string>> columns; // what each holds; nothing: as the first row suggests
};

struct CsvError {
    std::uint32_t row = 0;
    std::string column; // its header; empty if it is of the whole row
    std::string field;  // of csv_fields; empty likewise
    std::string reason;
};

struct CsvPlan {
    ImportPlan plan; // an item for each row
    std::vector<std::string> header;
    std::vector<std::string> columns;
    std::vector<CsvError> errors; // the first of them
    std::size_t error_count = 0;
    static constexpr std::size_t most_errors = 500;
};

// `member` imports. Errors: invalid_field "columns" for a mapping that fits neither the kind nor the table.
Result<CsvPlan> plan_csv(Records& records, const Directory& directory, Id member, const CsvOrder& order,
                         const csv::Table& table, const Clock& clock);

} // namespace tandem
