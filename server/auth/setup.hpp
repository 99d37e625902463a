#pragma once
// Setup: the first admin of a new workspace, without a default password (R26). While nobody has a password, a secret
// made at start and printed once on the console admits one. Loop thread.

#include "server/auth/entrance.hpp"

namespace tandem {

struct FirstAdmin {
    std::string token;
    std::string name;
    std::string email;
    std::string password;
    std::string zone = "Etc/UTC";
    std::string team = "other"; // one of `teams`
};

class Setup {
public:
    explicit Setup(Entrance& entrance) : entrance_(entrance) {}

    // True as long as no active member has a password.
    bool is_needed() const;
    // A new secret, for "/setup/SECRET"; the one before ends. Print it, keep it nowhere.
    std::string make_token();

    // The token admits until there is an admin, whatever a failed attempt met.
    // Refusals: gone once somebody has a password; wrong_credentials "token"; invalid_field; too_many_attempts.
    void admit(FirstAdmin admin, Browser browser, Done<SignedIn> done);

private:
    Entrance& entrance_;
    std::string token_hash_; // empty: nobody is admitted
};

} // namespace tandem
