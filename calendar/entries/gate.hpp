#pragma once
// Gate: what an entry needs before it may take a status. Leads say so for each kind. And what entries bring along to
// pass: the things to do of a checklist, and the sign-offs of members.

#include <optional>
#include <string>

#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/people/member.hpp"

namespace tandem {

enum class GateRule : std::uint8_t {
    date,
    owner,
    audience,
    offer,
    talking_points,
    checklist,
    links,
    landing_page,
    dependencies
};
inline constexpr std::string_view gate_rules[] = {"date",      "owner", "audience",     "offer",       "talking_points",
                                                  "checklist", "links", "landing_page", "dependencies"};

struct Gate final : Record {
    EntryKind kind = EntryKind::push;
    EntryStatus status = EntryStatus::confirmed;
    TextList rules;                    // of gate_rules
    std::int64_t sign_offs = 0;        // by so many members
    std::optional<Role> sign_off_role; // of this role; an admin counts as a lead
    std::optional<Team> sign_off_team; // and of this team
};

extern const EntityType gate_type;

// One thing to do before the entry goes on.
struct ChecklistItem final : EntryPart {
    std::string text;
    bool done = false;
    std::optional<Id> done_by_id;
    std::int64_t position = 0;
};

extern const EntityType checklist_item_type;

enum class SignOffState : std::uint8_t { wanted, given, refused, withdrawn };
inline constexpr std::string_view sign_off_states[] = {"wanted", "given", "refused", "withdrawn"};

// A member's word that the entry may go on as it stands. It is withdrawn when what was signed changes.
struct SignOff final : EntryPart {
    Id member_id;
    SignOffState state = SignOffState::wanted;
    std::string note;
    std::optional<Instant> decided_at;
    std::string signed_digest; // of what was signed (engine/gates.hpp)
};

extern const EntityType sign_off_type;

} // namespace tandem
