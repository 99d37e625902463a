#pragma once
// Comment: what a member says about an entry, an offer or an account, and whom they name in it.

#include <string>

#include "calendar/entries/entry_part.hpp"

namespace tandem {

struct Comment final : EntryPart {
    std::optional<Id> offer_id;   // instead of an entry
    std::optional<Id> account_id; // instead of an entry
    std::string text;
    IdList mention_ids;               // members whom it names: they are told of it
    std::optional<Instant> edited_at; // when its author last changed the words
};

extern const EntityType comment_type;

} // namespace tandem
