#pragma once
// From an event of a calendar file to the fields of an entry. Called by import_plan. Pure; any thread.

#include <string>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/event.hpp"

namespace tandem {

// The event's own, or for files without UIDs one made from its text: they must not double on the second import.
std::string uid_of(const ical::Event& event);

// The start that it stands for, as recurrence_id spells it; empty if it stands for itself.
std::string occurrence_of(const ical::Event& event);

// What the event says, laid over `entry`: what it does not say stays, but for rules and dates. Texts above the fields'
// limits are cut, and `warnings` says so.
void overlay(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings);

// Live and done are ours to say, unless the file says them in our words; cancelled is the file's, both ways.
void take_status(const ical::Event& event, Entry& entry, bool is_new);

// Title, time and rules, and no other place: some producers give each export new UIDs (feeds.md D-8).
bool looks_the_same(const ical::Event& event, const Entry& entry);

// Without line breaks, tabs and blanks at its ends.
std::string one_line(std::string text);

} // namespace tandem
