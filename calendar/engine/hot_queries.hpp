#pragma once
// The conditions of the queries that pages wait for, in one place with the test of their plans
// (tests/calendar/engine/plans_test.cpp). Used by queries_*.cpp.

#include <string_view>

namespace tandem::hot {

// ?1 end and ?2, ?3 start of the window in milliseconds, ?4 limit. Entries that overlap it, ideas without a date, and
// the campaigns that hold any entry.
inline constexpr std::string_view entries_in_window =
    "row IN (SELECT row FROM entry WHERE starts_utc < ?1 AND ends_utc >= ?2 AND (ends_utc > ?3 OR starts_utc >= ?3)"
    " UNION ALL SELECT row FROM entry WHERE starts_utc IS NULL"
    " UNION ALL SELECT row FROM entry WHERE id IN (SELECT parent_id FROM entry WHERE parent_id IS NOT NULL))"
    " ORDER BY starts_utc, id LIMIT ?4";

inline constexpr std::string_view touches_in_window =
    "touched_at >= ? AND touched_at < ? ORDER BY touched_at DESC, id LIMIT ?";
inline constexpr std::string_view touches_of_entry = "entry_id = ? ORDER BY touched_at DESC, id LIMIT ?";
inline constexpr std::string_view touches_of_account = "account_id = ? ORDER BY touched_at DESC, id LIMIT ?";
inline constexpr std::string_view accounts_by_name = "true ORDER BY name, id LIMIT ?";
inline constexpr std::string_view links_of_owner = "created_by = ? ORDER BY id LIMIT ?";

} // namespace tandem::hot
