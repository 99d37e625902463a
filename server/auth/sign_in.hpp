#pragma once
// Signing in with e-mail and password, signing out, and changing the password. Loop thread.

#include "server/auth/entrance.hpp"

namespace tandem {

struct Credentials {
    std::string email;
    std::string password;
};

// Refusals: wrong_credentials, the same for an unknown e-mail, a wrong password and a member who was deactivated, and
// after the same time; too_many_attempts (R10), but not by e-mail for a browser that is signed in as that member
// already; unavailable.
void sign_in(Entrance& entrance, Credentials credentials, Browser browser, Done<SignedIn> done);

// Refusals: forbidden `everywhere` with an API token that only reads.
void sign_out(Entrance& entrance, const Visitor& visitor, bool everywhere, Done<std::monostate> done);

// Ends every session and token of the member, and signs this browser in anew (R7).
// Refusals: wrong_credentials "current", invalid_field "new", forbidden with an API token, too_many_attempts.
struct NewPassword {
    std::string current;
    std::string wanted;
};
void change_password(Entrance& entrance, const Visitor& visitor, NewPassword passwords, Browser browser,
                     Done<SignedIn> done);

// Sessions that nobody can use any more. App applies them now and then.
std::vector<Submission> end_dead_sessions(const Entrance& entrance);

} // namespace tandem
