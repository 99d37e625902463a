#pragma once
// A record as it was, taken back from what it is, one item of the log after the other. Called where something is told
// of what has become of records since. Reads the log.

#include <memory>

#include "calendar/record/entity.hpp"
#include "calendar/store/change_log.hpp"

namespace tandem {

// To begin with: null if there is none.
inline std::shared_ptr<Record> copy_of_now(const EntityType& type, const RecordPtr& now) {
    return now ? type.copy(*now) : nullptr;
}

// What it was before an item, from what it was after it; null if it was not there.
std::shared_ptr<Record> before_item(const EntityType& type, std::shared_ptr<Record> after, const LoggedItem& item,
                                    ChangeLog& log);

} // namespace tandem
