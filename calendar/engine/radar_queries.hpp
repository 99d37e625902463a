#pragma once
// What the radar asks the store, in one place with the test of the plans (tests/calendar/engine/plans_test.cpp). Used
// by radar_picture.cpp.

#include <string_view>

namespace tandem::hot {

// ? audience.
inline constexpr std::string_view radar_accounts =
    "SELECT account.row, account.id, account.do_not_contact, account.open_opportunity FROM audience_size "
    "JOIN audience_account ON audience_account.audience = audience_size.number "
    "JOIN account ON account.row = audience_account.account WHERE audience_size.audience_id = ?";
// ? account.
inline constexpr std::string_view radar_account =
    "SELECT row, do_not_contact, open_opportunity FROM account WHERE id = ?";
// ? account, by row. ? audience, ? and ? rows: those of its accounts that lie between.
inline constexpr std::string_view radar_audiences_of = "SELECT audience FROM audience_account WHERE account = ?";
inline constexpr std::string_view radar_members =
    "SELECT account FROM audience_account WHERE audience = ? AND account >= ? AND account <= ? ORDER BY account";
// ? from and to in milliseconds: what begins then and is for audiences; what repeats comes by the next one.
inline constexpr std::string_view radar_entries =
    "audience_ids <> '[]' AND starts_utc >= ? AND starts_utc < ? AND rrule = '[]' AND rdate = '[]' "
    "AND kind IN ('push', 'release', 'event') AND status IN ('planned', 'confirmed', 'live', 'done') "
    "ORDER BY starts_utc, id";
inline constexpr std::string_view radar_series =
    "audience_ids <> '[]' AND (rrule <> '[]' OR rdate <> '[]') "
    "AND kind IN ('push', 'release', 'event') AND status IN ('planned', 'confirmed', 'live', 'done') ORDER BY id";
// ?1 channel, ?2 and ?3 a time in milliseconds: what is on the channel then; what lasts long and what repeats come by
// the next two.
inline constexpr std::string_view slot_entries =
    "channel <> '' AND channel = ?1 AND starts_utc >= ?2 - 2764800000 AND starts_utc < ?3 AND ends_utc >= ?2 "
    "AND rrule = '[]' AND rdate = '[]' AND kind IN ('push', 'release', 'event') "
    "AND status IN ('planned', 'confirmed', 'live', 'done') ORDER BY starts_utc, id";
inline constexpr std::string_view slot_entries_long =
    "+channel = ?1 AND ends_utc - starts_utc > 2764800000 AND ends_utc > ?2 AND +starts_utc < ?2 - 2764800000 "
    "AND starts_utc < ?3 AND rrule = '[]' AND rdate = '[]' AND kind IN ('push', 'release', 'event') "
    "AND status IN ('planned', 'confirmed', 'live', 'done') ORDER BY starts_utc, id";
inline constexpr std::string_view slot_series =
    "channel <> '' AND channel = ?1 AND (rrule <> '[]' OR rdate <> '[]') AND kind IN ('push', 'release', 'event') "
    "AND status IN ('planned', 'confirmed', 'live', 'done') ORDER BY id";
// ? account, from. ? from, of all accounts.
inline constexpr std::string_view radar_touches_of =
    "SELECT touched_at, outcome, entry_id, member_id, account_id FROM touch WHERE account_id = ? AND touched_at >= ?";
inline constexpr std::string_view radar_touches =
    "SELECT touched_at, outcome, entry_id, member_id, account_id FROM touch WHERE touched_at >= ?";
// All accounts; touches of [? , ?) in milliseconds; rows of an audience's accounts. Read by radar_ledger.cpp.
inline constexpr std::string_view ledger_accounts =
    "SELECT row, id, name, domain, owner_id, do_not_contact, open_opportunity FROM account";
inline constexpr std::string_view ledger_touches =
    "SELECT id, touched_at, account_id, member_id, outcome, entry_id FROM touch "
    "WHERE touched_at >= ? AND touched_at < ?";
inline constexpr std::string_view ledger_members =
    "SELECT audience_account.account FROM audience_size "
    "JOIN audience_account ON audience_account.audience = audience_size.number WHERE audience_size.audience_id = ?";

} // namespace tandem::hot
