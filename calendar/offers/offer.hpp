#pragma once
// Offer: what both teams may offer, and for how long. Attached to entries; what hangs under those offers it, too.

#include <optional>
#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

struct Offer final : Record {
    std::string name;
    std::string summary; // two lines for a rep
    std::string terms_link;
    std::optional<Date> valid_from;
    std::optional<Date> valid_until;   // its last day
    std::optional<Date> embargo_until; // may be told from that day on
    std::optional<Id> owner_id;
    std::optional<Id> approved_by_id;
    std::optional<Instant> approved_at;
};

extern const EntityType offer_type;

} // namespace tandem
