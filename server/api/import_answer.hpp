#pragma once
// What is answered to POST /api/import: schemas/api/import_preview.json and schemas/api/imported.json. Pure.

#include <span>
#include <string>

#include "calendar/engine/import_plan.hpp"

namespace tandem::api {

inline constexpr std::size_t import_items_shown = 500;

// `warnings` are about the file as a whole.
std::string encode_preview(const ImportPlan& plan, std::span<const std::string> warnings);
std::string encode_imported(Id import_id, const ImportPlan& plan, std::span<const std::string> warnings);

} // namespace tandem::api
