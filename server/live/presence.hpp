#pragma once
// Who is here and which entry each has open: the frame, without the entries that its reader does not see in full: who
// has an entry open is often whose it is. Pure.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/engine/directory.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem::live {

using EntryPtr = std::shared_ptr<const Entry>;

struct Present {
    Id member;
    EntryPtr open, dragging; // as they are now; null: none
};

// True if everyone may know of all these entries: then one frame serves all.
bool is_for_all(const std::vector<Present>& present, const Directory& directory);

// For one reader; without a reader everything is named.
std::string encode_presence(const std::vector<Present>& present, const Directory& directory, std::optional<Id> reader);

} // namespace tandem::live
