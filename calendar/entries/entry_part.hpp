#pragma once
// EntryPart: what belongs to an entry and is seen by those who see that entry in full: comments, sign-offs, checklists.
// Who that is, is copied from the entry by the engine (engine/parts.hpp), so that every path that asks who may see a
// record has the answer in the record itself: changes, catching up, history. Belongs it to no entry, everyone sees it.

#include <optional>

#include "calendar/record/entity.hpp"

namespace tandem {

struct EntryPart : Record {
    std::optional<Id> entry_id;
    std::optional<Id> calendar_id; // of the entry
    bool is_private = false;       // as the entry
    IdList party_ids;              // who sees a private one: its owner, stand-in and author
};

// The first lines of the table of every such kind.
inline constexpr Field part_entry =
    reference<&EntryPart::entry_id>("entry_id", "entry", "The entry that it belongs to");
inline constexpr Field part_calendar =
    reference<&EntryPart::calendar_id>("calendar_id", "calendar", "The calendar of its entry")
        .set_by(SetBy::server)
        .shown(Detail::log);
inline constexpr Field part_private =
    boolean<&EntryPart::is_private>("private", "Whether its entry is private").set_by(SetBy::server).shown(Detail::log);
inline constexpr Field part_parties =
    references<&EntryPart::party_ids>("party_ids", "member", "Who sees its entry while that is private")
        .set_by(SetBy::server)
        .shown(Detail::log);

} // namespace tandem
