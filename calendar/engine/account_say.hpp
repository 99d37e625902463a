#pragma once
// GET /api/accounts/ID/say: what both teams have sent an account lately, what reaches it now and next, and what may
// therefore be said to it on a day. On worker threads, each with its own Queries.

#include "calendar/engine/queries.hpp"

namespace tandem {

// How far back and ahead it looks, and when an entry lies there. What begins later than `on` is named, its messages are
// not told yet.
inline constexpr std::string_view around_words[] = {"now", "lately", "soon"};
inline constexpr int say_days_back = 14, say_days_ahead = 7;

// Entries that reach the account by their audiences, those that run on the day first, each as far as the member sees it
// (others are counted), and the points and offers of those that have begun, each once. Errors: not_found.
Result<std::string> say_to_account(Queries& queries, const Directory& directory, Id member, Id account, Date on);

} // namespace tandem
