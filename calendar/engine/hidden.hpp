#pragma once
// What a member could not see of an entry or its part in earlier days stays hidden when it is shown later: in its
// history, in the activity list, in the old values of a conflict. Pure.

#include <vector>

#include "calendar/engine/directory.hpp"
#include "calendar/record/entity.hpp"
#include "calendar/store/change_log.hpp"

namespace tandem {

// How many of the items, oldest first, lie in a time when the member could not see the record in full. `now` is the
// record as it is; who is party to an entry (author, owner, stand-in) may look at all of its past.
std::size_t count_hidden(const std::vector<LoggedItem>& items, const Record& now, Id member,
                         const Directory& directory);

} // namespace tandem
