#pragma once
// Reads foreign iCalendar text into plain values. Nothing in it can hang, crash or cost more than its bytes (R5): scan
// bounds and cuts it first, libical sees only short lines of one event at a time. Called by imports, on a worker
// thread, never on the I/O thread. Any thread; no shared state.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"
#include "calendar/ical/event.hpp"

namespace tandem::ical {

struct Item {
    Event event; // as far as it could be read when it is skipped
    std::uint32_t line = 0;
    std::vector<std::string> warnings; // what was changed or left out, for people
    std::string skipped;               // why it cannot be imported; empty if it can
    bool lost_lines = false;           // some were too long or too many; a warning says which
};

struct Decoded {
    Calendar calendar;
    // One for each component but time zones, in the order of the file. What belongs to a series names it by its UID; a
    // change of "this and following" is a series of its own (UID-from-START).
    std::vector<Item> items;
    std::vector<std::string> warnings;
    bool is_whole = true; // false: it was cut off somewhere, and may have said more
};

// Errors: too_large; invalid_field saying the rule and the line.
Result<Decoded> decode(std::string_view text);

} // namespace tandem::ical
