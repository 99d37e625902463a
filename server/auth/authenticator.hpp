#pragma once
// Authenticator: who is behind a request, by its session cookie, its API token or its app password. Looks only;
// sign_in.hpp and its neighbours make and end sessions. Loop thread.

#include <functional>
#include <string_view>

#include "calendar/engine/engine.hpp"
#include "server/auth/throttle.hpp"
#include "server/core/backend.hpp"
#include "server/http/cookie.hpp"
#include "server/http/message.hpp"

namespace tandem {

inline constexpr std::chrono::hours use_is_noted_after{1}; // "last used" is exact to the hour

// R7: "__Host-session" over TLS, "session" on plain HTTP.
std::string_view session_cookie_name(bool secure);
http::Cookie session_cookie(const http::Request& request, std::string secret, std::chrono::seconds max_age);

bool is_alive(const Session& session, const Directory& directory, Instant now);

class Authenticator {
public:
    // `note_use` is told of sessions and tokens whose last use is more than an hour old; it hands them to
    // Engine::note_use on the core thread.
    using NoteUse = std::function<void(const EntityType& type, Id id, Instant at)>;
    Authenticator(const Engine& engine, const Clock& clock, Throttle& throttle, NoteUse note_use);

    // Errors: not_signed_in; too_many_attempts for an address that has tried too many wrong tokens (R10).
    Result<Visitor> identify(const http::Request& request);
    // Of a calendar app: HTTP Basic (RFC 7617) with the e-mail address and an app password, which is a token of scope
    // dav; neither a cookie nor the account's own password counts here, and an app password counts nowhere else. Same
    // errors.
    Result<Visitor> identify_app(const http::Request& request);
    // An open socket is use, too: told for each now and then. True if it was noted, at most once an hour (R7).
    bool note_use(const Visitor& visitor);

private:
    Result<Visitor> by_token(std::string_view credentials, const net::Address& client);
    Result<Visitor> by_session(const http::Request& request);

    const Engine& engine_;
    const Clock& clock_;
    Throttle& throttle_;
    NoteUse note_use_;
};

} // namespace tandem
