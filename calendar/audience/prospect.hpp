#pragma once
// Prospect: a person in an account, and where they are on the journey. The history of the stage is in the change log.

#include <optional>
#include <string>

#include "calendar/entries/entry.hpp"

namespace tandem {

struct Prospect final : Record {
    Id account_id;
    std::string name;
    std::string job_title;
    std::string email;
    std::string phone;
    JourneyStage stage = JourneyStage::none;
    std::optional<Id> owner_id;
    std::optional<Id> source_entry_id; // what brought them here
    std::optional<std::int64_t> value; // of the deal in sight, in whole units of currency
    std::string note;
};

extern const EntityType prospect_type;

} // namespace tandem
