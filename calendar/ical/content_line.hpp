#pragma once
// Content lines (RFC 5545 3.1): escaping, folding and their inverse. Called by encode and decode. Pure; any thread.

#include <string>
#include <string_view>

namespace tandem::ical {

inline constexpr std::size_t folded_octets = 75; // RFC 5545 3.1, without the line break

// Appends `line` with CRLF, folded at 75 octets and never inside a code point: one wrong fold makes Google drop the
// whole feed. Bytes that are not UTF-8 and control characters other than tab are left out.
void append_line(std::string& out, std::string_view line);

// Appends NAME:value with the value escaped as TEXT (3.3.11); nothing at all for an empty value.
void append_text_line(std::string& out, std::string_view name, std::string_view value);

// TEXT escaping; line breaks of every kind become \n.
std::string escape_text(std::string_view value);
std::string unescape_text(std::string_view value);

} // namespace tandem::ical
