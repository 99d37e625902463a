// Bodies of HTTP answers about tables that are imported.
#include "calendar/schema/parts.hpp"

#include "calendar/engine/csv_plan.hpp"

namespace tandem::schema {

void emit_csv(const Emit& emit) {
    const Json field = object({{"name", text()}, {"required", boolean()}});
    const Json error = object({{"row", integer(1)}, {"column", text()}, {"field", text()}, {"reason", text()}});
    emit("api/csv_preview.json", "POST /api/import/csv?kind=KIND&preview=true",
         object({{"rows", integer(0)},
                 {"created", integer(0)},
                 {"changed", integer(0)},
                 {"unchanged", integer(0)},
                 {"error_count", integer(0)},
                 {"encoding", text()},
                 {"delimiter", text()},
                 {"header", list(text())},
                 {"columns", list(text())},
                 {"fields", list(field)},
                 {"sample", list(list(text()))},
                 {"errors", list(error)}}));
}

} // namespace tandem::schema
