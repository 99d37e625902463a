#pragma once
// Secrets that are shown once and kept as their hash only (R7, R13). Any thread.

#include <string>
#include <string_view>

namespace tandem {

// 256 bits from the system's random source, base64url without padding: 43 characters.
std::string make_secret();

// SHA-256 in lower-case hexadecimal. Enough for secrets of 256 random bits; passwords need Argon2id.
std::string hash_secret(std::string_view secret);

} // namespace tandem
