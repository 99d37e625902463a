#pragma once
// From raw bytes to unfolded lines (RFC 5545 3.1), forgiving what real files do: a BOM, bare LF or CR, control
// characters, blank lines. Called by scan. Pure; any thread.

#include <cstdint>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"

namespace tandem::ical {

struct UnfoldedLine {
    std::string_view text;    // never empty
    std::uint32_t number = 0; // of its first physical line, from 1
};

// Copies `text` into `bytes`, and the lines are views into it. Errors: too_large, invalid_field.
Result<std::vector<UnfoldedLine>> unfold(std::string_view text, std::vector<char>& bytes);

} // namespace tandem::ical
