#pragma once
// The properties of one event as its text has them, for filters that look further than the fields of ical::Event.
// Pure; any thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/ical/event.hpp"

namespace tandem::dav {

struct PropertyLine {
    std::string name;                                            // upper case, as those of the parameters
    std::vector<std::pair<std::string, std::string>> parameters; // without quotes
    std::string value;                                           // unescaped as TEXT
};

// Without those of components within it.
std::vector<PropertyLine> lines_of(const ical::Event& event);

// Letters of ASCII alone (RFC 4790 9.2.1).
std::string upper_case(std::string_view text);

} // namespace tandem::dav
