#pragma once
// From what a calendar app says of an object (RFC 4791 5.3.2) to the command that makes it so. What an app cannot say
// of an entry stays as it is. Pure; any thread.

#include <span>
#include <string>

#include "calendar/engine/calendar_object.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

// What the app says, laid over `entry`: title, summary, place, time, rules, tags, status, privacy and the first link
// are as it says, also where it says nothing; everything else stays.
void write_event(const ical::Event& event, Entry& entry);

struct ObjectCommand {
    std::string name; // entry.create, entry.update or entry.put_series
    JsonPtr args;     // null if there is nothing to do
};

// The command that makes of `before`, or of a new object that begins as `fresh`, what the events of one text say: the
// one that stands for itself, and those that stand for its occurrences. Occurrences that the member sees as busy or
// that have no date stay as they are, whatever the text says of them.
// Errors: invalid_field if no event, or more than one, stands for itself; too_large if not all that it says can be
// kept.
Result<ObjectCommand> command_for(const CalendarObject* before, const Entry& fresh,
                                  std::span<const ical::Event> events);

} // namespace tandem
