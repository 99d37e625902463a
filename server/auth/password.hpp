#pragma once
// Argon2id of passwords (R9), as pure functions. Slow by design, a tenth of a second and 64 MiB each: members'
// passwords go through PasswordHasher, which bounds how many run at once; the command line calls these directly.

#include <cstddef>
#include <string>
#include <string_view>

#include "calendar/base/error.hpp"

namespace tandem {

// MODERATE's 256 MiB is too heavy for two cores; OWASP's floor is 19 MiB.
struct HashCost {
    unsigned long long passes = 3;
    std::size_t memory_bytes = 64UL << 20;
};

inline constexpr std::size_t least_password_bytes = 10;
inline constexpr std::size_t most_password_bytes = 1024;

// Errors: invalid_field "password".
Result<void> check_password(std::string_view password);

// Encoded with its salt and cost. Throws std::bad_alloc if the memory is not there.
std::string hash_password(std::string_view password, const HashCost& cost);

struct Verification {
    bool matches = false;
    bool is_outdated = false; // the hash was made at another cost: hash the password again
};

// An empty `hash` (nobody of that name, no password yet) costs as much time as any other and never matches.
Verification verify_password(std::string_view hash, std::string_view password, const HashCost& cost);

} // namespace tandem
