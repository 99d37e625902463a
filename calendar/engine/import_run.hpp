#pragma once
// Where an import meets the store and the engine: what its plan asks, and its steps carried out. Called by the command
// line; the database's thread.

#include "calendar/engine/engine.hpp"
#include "calendar/engine/import_plan.hpp"

namespace tandem {

// `records` and `clock` must outlive it.
ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock);

// By the system, in batches. What the engine refuses becomes skipped, with its reason; the rest goes on. Throws
// std::runtime_error where the machine is at fault, not the file.
void run_import(Engine& engine, Records& records, const Clock& clock, ImportPlan& plan);

} // namespace tandem
