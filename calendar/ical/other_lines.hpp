#pragma once
// Lines of an event that Tandem does not read, kept to be written again: properties, and alarms as whole blocks from
// BEGIN:VALARM to END:VALARM. What else they may not be is decided here, so that nothing breaks out of its event or
// stands there twice. Pure; any thread.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::ical {

// Those of the lines that encode writes, in its order: properties with a name that it does not write itself, then
// alarms that are closed and hold properties alone.
std::vector<std::string_view> writable_lines(std::span<const std::string> lines);

} // namespace tandem::ical
