#pragma once
// Session: one signed-in browser. Token: one API token, or one app password for CalDAV. Both hold only the SHA-256 of
// what the client shows (R7, R13).

#include <chrono>
#include <optional>
#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

struct Session final : Record {
    Id member_id;
    std::string user_agent;
    Instant last_seen_at{};
    Instant expires_at{};
    std::string token_hash; // SHA-256, hexadecimal
};

inline constexpr std::chrono::hours session_idle{7 * 24};      // R7: unused for so long, it ends
inline constexpr std::chrono::hours session_lifetime{30 * 24}; // and after so long in any case

// Whether it has neither run out nor been left unused.
bool is_fresh(const Session& session, Instant now);

enum class TokenScope : std::uint8_t { read, write, dav };
inline constexpr std::string_view token_scopes[] = {"read", "write", "dav"}; // dav: CalDAV and nothing else

struct Token final : Record {
    Id member_id;
    std::string name;
    TokenScope scope = TokenScope::read;
    std::optional<Instant> last_used_at;
    std::string token_hash; // SHA-256, hexadecimal
};

extern const EntityType session_type;
extern const EntityType token_type;

} // namespace tandem
