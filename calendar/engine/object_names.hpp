#pragma once
// What calendar objects are called (RFC 4791 4.1): which names there may be, and which are taken in a calendar, also by
// what the asker does not see or apps are not shown. Asked by CalDAV before it writes, and by the engine when it does.

#include <string>
#include <string_view>

#include "calendar/store/records.hpp"

namespace tandem {

// R24.
bool is_resource_name(std::string_view name);

// By another than `but_for`. What any entry is called without a name of its own, <its id>.ics, is taken in its
// calendar.
bool is_name_taken(Records& records, Id calendar, const std::string& name, Id but_for = {});
bool is_uid_taken(Records& records, Id calendar, const std::string& uid, Id but_for = {});

} // namespace tandem
