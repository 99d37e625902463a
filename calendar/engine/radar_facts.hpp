#pragma once
// RadarFacts: what an ask and an override rest on. Over many accounts they take seconds to find: a worker finds them
// before the command goes to the core thread (server/core/submit), which only looks whether the entries are still what
// the facts are of. Used by rules_radar; without them, as in tests, it finds them itself.

#include <memory>

#include "calendar/engine/command.hpp"
#include "calendar/engine/radar_findings.hpp"

namespace tandem {

struct RadarFacts {
    std::string digest;                   // of the entry (radar_said.hpp); empty where there is none to be seen
    std::string other_digest;             // of the one that is asked about
    std::int64_t accounts = 0;            // that both reach too often, or by which rules are broken
    std::optional<Date> collides_on = {}; // nothing: there is nothing to ask for, or to override
    TextList rules = {};                  // that are broken and may be
    bool reaches_forbidden = false;       // and one that may not
};

// Whether the command is one of those.
bool rests_on_radar(std::string_view command);

RadarFacts facts_of_ask(Records& records, const Directory& directory, Date today, const Entry& entry,
                        const Entry& other);
RadarFacts facts_of_override(Records& records, const Directory& directory, Date today, const Entry& entry);

// For a command that rests on them. None of entries that its actor does not see in full: it will be refused.
std::shared_ptr<const RadarFacts> find_radar_facts(Queries& queries, const Directory& directory,
                                                   const Submission& submission, Instant now);

} // namespace tandem
