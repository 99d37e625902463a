#pragma once
// Invitations: an admin makes a link, whoever opens it sets a password and is signed in. The same link is the way back
// for a member who has forgotten theirs. Loop thread; the command line uses invite_command without one.

#include "server/auth/entrance.hpp"

namespace tandem {

inline constexpr std::chrono::hours invitation_lifetime{14 * 24};

struct Invitation {
    std::string path; // "/invitation/TOKEN": shown once
    Instant expires_at{};
};

// Replaces an earlier invitation of that member. Refusals: forbidden for anyone but admins, not_found for a member who
// is not there or not active.
void invite(Entrance& entrance, const Visitor& visitor, Id member_id, const net::Address& client,
            Done<Invitation> done);

// The fields of a member that hold a new invitation, and the invitation itself.
struct NewInvitation {
    Invitation shown;
    std::string hash;
};
NewInvitation make_invitation(Instant now);

// Whom the link invites. Refusals: not_found; gone after its time.
Result<const Member*> find_invited(const Directory& directory, std::string_view token, Instant now);

struct Acceptance {
    std::string token;
    std::string password;
    std::optional<std::string> name;
};
// Sets the password; the link and every session the member had end. Refusals: as find_invited; invalid_field.
void accept_invitation(Entrance& entrance, Acceptance acceptance, Browser browser, Done<SignedIn> done);

} // namespace tandem
