#pragma once
// GET /api/entries/ID/say: what may be said about an entry on a day, as one member may know it; and the history of an
// offer. Each in one read transaction, on a worker.

#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/offers/say.hpp"

namespace tandem {

// Points and offers of the entry and of what it inherits from, as far as the member sees those. Errors: not_found.
Result<std::string> say_of_entry(Queries& queries, const Directory& given, Id member, Id entry, Date on);

// The same within a read transaction of the caller; `entry` is seen in full.
Say say_for(Records& records, Reader& reader, const std::shared_ptr<const Entry>& entry, Date on);
// `"points":[…],"offers":[…]`
std::string encode_said(const Say& said);

// The same as text for a calendar app, within a read transaction of the caller; `entry` is seen in full.
std::string card_for(Records& records, Reader& reader, const std::shared_ptr<const Entry>& entry, Date on);

// Who changed what of an offer, the newest first, as history of entries is told. Errors: not_found.
Result<std::string> history_of_offer(Queries& queries, const Directory& given, Id member, Id offer);

} // namespace tandem
