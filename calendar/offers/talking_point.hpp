#pragma once
// TalkingPoint: one message that a rep may use. Of an entry, a campaign or an offer; what hangs under a campaign has
// its points, too.

#include <string>

#include "calendar/entries/entry_part.hpp"

namespace tandem {

struct TalkingPoint final : EntryPart {
    std::optional<Id> offer_id; // instead of an entry
    std::string text;
    std::int64_t position = 0;
    std::optional<Date> valid_from;
    std::optional<Date> valid_until;   // its last day
    std::optional<Date> embargo_until; // may be said from that day on
    std::optional<Id> approved_by_id;
    std::optional<Instant> approved_at;
};

extern const EntityType talking_point_type;

} // namespace tandem
