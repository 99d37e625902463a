#pragma once
// The conditions of the queries that pages wait for, in one place with the test of their plans
// (tests/calendar/engine/plans_test.cpp). Used by queries_*.cpp.

#include <string_view>

namespace tandem::hot {

// Windows are read from 32 days before their start on (2764800000 ms); what lasts longer comes by an index of its own.
// The sign in front of a column keeps it from being looked up by: that would read all years.

// ?1 end and ?2 start of the window in milliseconds, ?3 limit. Entries that overlap it, ideas without a date, and all
// campaigns. Whether an entry is among them is to be told from the entry alone (the fields that are a `place`): else a
// change of one would have to bring another.
inline constexpr std::string_view entries_in_window =
    "row IN (SELECT row FROM entry WHERE starts_utc >= ?2 - 2764800000 AND starts_utc < ?1 AND ends_utc >= ?2"
    "  AND (ends_utc > ?2 OR starts_utc >= ?2)"
    " UNION ALL SELECT row FROM entry WHERE ends_utc - starts_utc > 2764800000 AND ends_utc > ?2"
    "  AND +starts_utc < ?2 - 2764800000"
    " UNION ALL SELECT row FROM occurrence WHERE starts_utc >= ?2 - 2764800000 AND starts_utc < ?1 AND ends_utc >= ?2"
    "  AND (ends_utc > ?2 OR starts_utc >= ?2)"
    " UNION ALL SELECT row FROM occurrence WHERE ends_utc - starts_utc > 2764800000 AND ends_utc > ?2"
    "  AND +starts_utc < ?2 - 2764800000"
    " UNION ALL SELECT row FROM entry WHERE starts_utc IS NULL"
    " UNION ALL SELECT row FROM entry WHERE kind = 'campaign') ORDER BY starts_utc, id LIMIT ?3";

// ?1 calendar, ?2 end and ?3 start of the window, ?4 limit. What overlaps it by its own time,
inline constexpr std::string_view entries_of_calendar =
    "row IN (SELECT row FROM entry WHERE calendar_id = ?1 AND starts_utc >= ?3 - 2764800000 AND starts_utc < ?2"
    "  AND ends_utc >= ?3 AND (ends_utc > ?3 OR starts_utc >= ?3)"
    " UNION ALL SELECT row FROM entry WHERE +calendar_id = ?1 AND ends_utc - starts_utc > 2764800000 AND ends_utc > ?3"
    "  AND +starts_utc < ?3 - 2764800000) LIMIT ?4";
// by an occurrence that is kept,
inline constexpr std::string_view repeating_of_calendar =
    "row IN (SELECT row FROM occurrence WHERE calendar_id = ?1 AND starts_utc >= ?3 - 2764800000 AND starts_utc < ?2"
    "  AND ends_utc >= ?3 AND (ends_utc > ?3 OR starts_utc >= ?3)"
    " UNION ALL SELECT row FROM occurrence WHERE +calendar_id = ?1 AND ends_utc - starts_utc > 2764800000"
    "  AND ends_utc > ?3 AND +starts_utc < ?3 - 2764800000) LIMIT ?4";
// or maybe by one that is not: more than are kept (?1 calendar, ?2 end, ?3 limit), or outside the horizon.
inline constexpr std::string_view rest_of_calendar = "row IN (SELECT row FROM occurrence_rest WHERE calendar_id = ?1 "
                                                     "AND starts_utc < ?2) ORDER BY starts_utc, id LIMIT ?3";
inline constexpr std::string_view all_repeating_of_calendar =
    "calendar_id = ?1 AND (rrule <> '[]' OR rdate <> '[]') AND starts_utc < ?2 ORDER BY starts_utc, id LIMIT ?3";

inline constexpr std::string_view repeating_entries = "(rrule <> '[]' OR rdate <> '[]') ORDER BY id LIMIT ?";

// ?1 words in the language of FTS5, ?2 rows of a page, ?3 rows before it. A page holds the best matches, the newest
// entries of it first.
inline constexpr std::string_view entries_by_words =
    "row IN (SELECT rowid FROM entry_search WHERE entry_search MATCH ?1 ORDER BY rank, rowid LIMIT ?2 OFFSET ?3) "
    "ORDER BY starts_utc DESC, id LIMIT ?2";

// ?1 offers, as a JSON list of ids; the rest as above. Only those that offer something are looked through.
inline constexpr std::string_view entries_by_offers =
    "offer_ids <> '[]' AND EXISTS (SELECT 1 FROM json_each(offer_ids) AS own WHERE own.value IN (SELECT value FROM "
    "json_each(?1))) ORDER BY +starts_utc DESC, id LIMIT ?2 OFFSET ?3";

inline constexpr std::string_view touches_in_window =
    "touched_at >= ? AND touched_at < ? ORDER BY touched_at DESC, id LIMIT ?";
inline constexpr std::string_view touches_of_entry = "entry_id = ? ORDER BY touched_at DESC, id LIMIT ?";
inline constexpr std::string_view touches_of_account = "account_id = ? ORDER BY touched_at DESC, id LIMIT ?";
inline constexpr std::string_view accounts_by_name = "true ORDER BY name, id LIMIT ?";
inline constexpr std::string_view votes_for_ideas =
    "comment_id IS NULL AND entry_id IN (SELECT id FROM entry WHERE starts_utc IS NULL) ORDER BY id LIMIT ?";
inline constexpr std::string_view links_of_owner = "created_by = ? ORDER BY id LIMIT ?";

} // namespace tandem::hot
