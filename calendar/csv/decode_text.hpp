#pragma once
// The bytes of a text file, whatever wrote them, as UTF-8. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/base/error.hpp"

namespace tandem::csv {

struct DecodedText {
    std::string text;          // valid UTF-8 without a byte order mark
    std::string_view encoding; // "UTF-8", "UTF-16" or "Windows-1252"
};

// By its byte order mark; else UTF-8 if it is that, UTF-16 if every other byte is zero, Windows-1252 (which holds
// Latin-1) if neither. Error: invalid_field "file" for UTF-16 that breaks off.
Result<DecodedText> decode_text(std::string_view bytes);

} // namespace tandem::csv
