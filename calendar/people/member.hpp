#pragma once
// Member: a person with an account.

#include <optional>
#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

enum class Team : std::uint8_t { marketing, sales, other };
enum class Role : std::uint8_t { admin, lead, member, viewer };

inline constexpr std::string_view teams[] = {"marketing", "sales", "other"};
inline constexpr std::string_view roles[] = {"admin", "lead", "member", "viewer"};

struct Member final : Record {
    std::string name;
    std::string email; // lower case; unique
    Team team = Team::other;
    Role role = Role::member;
    std::string zone = "Etc/UTC";
    bool active = true;
    bool invited = true;         // has not yet set a password
    std::string password_hash;   // Argon2id, encoded; empty until the invitation is taken
    std::string invitation_hash; // SHA-256 of the invitation's token, in hexadecimal
    std::optional<Instant> invitation_expires_at;
};

extern const EntityType member_type;

// Errors: invalid_field for an e-mail address or a zone that cannot be one.
Result<void> check_member(const Member& member);

} // namespace tandem
