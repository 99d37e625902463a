#pragma once
// The UTC columns of `when` are made from local time and zone, for indexes only. New zone data moves them.

#include <string_view>

#include "calendar/record/entity.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// Makes the UTC columns of the kind anew if they were made by other zone data than `zone_version`. One transaction;
// revisions stay, because nothing that anyone wrote has changed. True if it did.
bool refresh_spans(Database& database, const EntityType& type, std::string_view zone_version);

} // namespace tandem
