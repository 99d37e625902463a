#pragma once
// Entrance: what signing in, invitations and the first setup need, and the few system commands they are made of. Knows
// no socket: commands go out through `apply`, so that all of it is tested with the real engine. Loop thread.

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "server/auth/password_hasher.hpp"
#include "server/auth/throttle.hpp"
#include "server/core/backend.hpp"

namespace tandem {

// Applies all of them in one transaction and calls back on the loop's thread.
using Applied = std::move_only_function<void(std::vector<Outcome>)>;
using ApplyTogether = std::function<void(std::vector<Submission>, Applied)>;

// For the audit log (R25): what happened, to whom, from where. Never a secret.
using Audit = std::function<void(std::string_view event, std::optional<Id> member, const net::Address& client)>;

struct Entrance {
    const Engine& engine; // only directory()
    const Clock& clock;
    PasswordHasher& hasher;
    Throttle& throttle;
    ApplyTogether apply;
    Audit audit = [](std::string_view, std::optional<Id>, const net::Address&) {};
};

// Through the core thread.
ApplyTogether apply_through(CoreThread& core, net::Loop& loop);

template <class T>
using Done = std::move_only_function<void(Result<T>)>;

std::unexpected<Error> refuse_busy();                             // too many passwords are being looked at
std::unexpected<Error> refuse_attempt(std::chrono::seconds wait); // R10

// Where somebody is signing in.
struct Browser {
    net::Address client;
    std::string user_agent;
    std::optional<Id> old_session; // that it had until now, which ends
};

struct SignedIn {
    Id member_id;
    std::string secret; // the cookie's value; kept nowhere else
};

// Hashing takes its time, and commands wait in line: the password may have been changed meanwhile, or the member shut
// out. Then the engine refuses with `otherwise`.
Premise password_is_still(Id member_id, std::string hash, Error otherwise);

// Parts of what is applied together.
Submission by_system(const Entrance& entrance, std::string name, boost::json::object args, Premise premise = {});
Submission end_session(const Entrance& entrance, Id id, Premise premise = {});

// A session for whoever has shown the password of that hash.
struct Opening {
    Id member_id;
    std::string password_hash; // as it is once the batch has been applied
    Browser browser;
};
// Applies the batch and opens the session after it; answers the cookie's value. Any refused part is the answer, and the
// browser's old session ends only if the new one begins.
void apply_and_sign_in(Entrance& entrance, Opening opening, std::vector<Submission> batch, Done<SignedIn> done);

// The first of them that was not done, if any.
const Error* first_error(std::span<const Outcome> outcomes);

} // namespace tandem
