#pragma once
// Entrance: what signing in, invitations and the first setup need, and the few system commands they are made of. Knows
// no socket: commands go out through `apply`, so that all of it is tested with the real engine. Loop thread.

#include <chrono>
#include <expected>
#include <functional>
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

struct Refusal {
    Error error;
    std::chrono::seconds retry_after{0}; // zero: not said
};
template <class T>
using Done = std::move_only_function<void(std::expected<T, Refusal>)>;

inline std::unexpected<Refusal> refuse(Error error, std::chrono::seconds retry_after = {}) {
    return std::unexpected(Refusal{std::move(error), retry_after});
}
std::unexpected<Refusal> refuse_busy();                             // too many passwords are being looked at
std::unexpected<Refusal> refuse_attempt(std::chrono::seconds wait); // R10

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

// Parts of what is applied together.
Submission set_member(const Entrance& entrance, boost::json::object fields); // with "id"
Submission end_record(const Entrance& entrance, const EntityType& type, Id id);
// Every session and token of the member (R7): after a new password, or to sign out everywhere.
void end_everything(const Entrance& entrance, Id member_id, std::vector<Submission>& batch);

// Applies the batch and a new session after it; answers the cookie's value. Any refused part is the answer.
void apply_and_sign_in(Entrance& entrance, Id member_id, const Browser& browser, std::vector<Submission> batch,
                       Done<SignedIn> done);

// The first of them that was not done, if any.
const Error* first_error(const std::vector<Outcome>& outcomes);

} // namespace tandem
