#pragma once
// Reaction: a sign that a member gives to an entry, an offer, an account or a comment. `up` on an idea is a vote for
// it.

#include "calendar/entries/entry_part.hpp"

namespace tandem {

enum class ReactionKind : std::uint8_t { up, heart, celebrate, laugh, eyes };
inline constexpr std::string_view reaction_kinds[] = {"up", "heart", "celebrate", "laugh", "eyes"};

struct Reaction final : EntryPart {
    std::optional<Id> offer_id;   // instead of an entry
    std::optional<Id> account_id; // instead of an entry
    std::optional<Id> comment_id; // then the others say what that is about
    ReactionKind kind = ReactionKind::up;
};

extern const EntityType reaction_type;

} // namespace tandem
