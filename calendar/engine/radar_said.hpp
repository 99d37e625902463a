#pragma once
// What people have said to the warnings of an entry: overrides and asks, which accounts that covers, and how long it
// holds. For queries and commands.

#include "calendar/engine/radar_findings.hpp"
#include "calendar/engine/rules.hpp"

namespace tandem {

struct RadarSaid {
    std::shared_ptr<const RadarOverride> overridden;   // the newest that holds, else the newest
    std::vector<std::shared_ptr<const RadarAsk>> asks; // the newest first
};

RadarSaid said_about(Records& records, const Entry& entry);

// The entries whose owners have agreed: for RadarQuestion::agreed.
IdList agreed_in(const RadarSaid& said);

// Of how many accounts of the warning nothing more is to be said: it was overridden with that rule by no fewer
// accounts, or it is broken only because of entries whose owners have accepted it. Nobody says anything to
// do-not-contact.
std::size_t covered_accounts(const RadarWarning& warning, const RadarSaid& said);

// Whether the warning is still to be settled.
bool is_open(const RadarFindings& findings, const RadarWarning& warning, const RadarSaid& said);

// SHA-256 of what asks and overrides are about: the entry's days, channel, audiences and who is left out.
std::string radar_digest(const Entry& entry);

// The entry was changed: what was said of it holds no more, or, where it is again what it was, also by an undo, again.
void follow_radar(Context& context, const Entry& before, const Entry& after);

} // namespace tandem
