#include "server/auth/authenticator.hpp"

#include "calendar/base/secret.hpp"
#include "server/auth/basic.hpp"

namespace tandem {
namespace {

std::unexpected<Error> not_signed_in() { return fail(ErrorCode::not_signed_in, "sign in first"); }

bool is_active(const Directory& directory, Id member_id) {
    const Member* member = directory.member(member_id);
    return member && member->active;
}

} // namespace

std::string_view session_cookie_name(bool secure) { return secure ? "__Host-session" : "session"; }

http::Cookie session_cookie(const http::Request& request, std::string secret, std::chrono::seconds max_age) {
    return {std::string(session_cookie_name(request.secure)), std::move(secret), max_age, request.secure};
}

bool is_alive(const Session& session, const Directory& directory, Instant now) {
    return is_fresh(session, now) && is_active(directory, session.member_id);
}

Authenticator::Authenticator(const Engine& engine, const Clock& clock, Throttle& throttle, NoteUse note_use)
    : engine_(engine), clock_(clock), throttle_(throttle), note_use_(std::move(note_use)) {}

Result<Visitor> Authenticator::identify(const http::Request& request) {
    const auto credentials = request.headers.find("Authorization");
    return credentials ? by_token(*credentials, request.client) : by_session(request);
}

Result<Visitor> Authenticator::by_token(std::string_view credentials, const net::Address& client) {
    constexpr std::string_view scheme = "Bearer ";
    const Instant now = clock_.now();
    const DirectoryPtr directory = engine_.directory();
    const Token* token = nullptr;
    if (http::equal_without_case(credentials.substr(0, scheme.size()), scheme))
        token = directory->token_by_hash(hash_secret(credentials.substr(scheme.size())));
    if (!token || token->scope == TokenScope::dav || !is_active(*directory, token->member_id)) {
        const auto wait = throttle_.attempt({}, client, now);
        if (wait.count() == 0) return not_signed_in();
        return std::unexpected(Error{ErrorCode::too_many_attempts, {}, "too many wrong tokens; wait a while", wait});
    }
    const Visitor visitor{token->member_id, {}, token->id, token->scope == TokenScope::write};
    note_use(visitor);
    return visitor;
}

Result<Visitor> Authenticator::identify_app(const http::Request& request) {
    const auto credentials = basic_credentials(request.headers.get("Authorization"));
    if (!credentials) return not_signed_in(); // apps ask once without, to be told which scheme
    const Instant now = clock_.now();
    const DirectoryPtr directory = engine_.directory();
    const Token* token = directory->token_by_hash(hash_secret(credentials->password));
    const Member* member = token ? directory->member(token->member_id) : nullptr;
    const bool is_right =
        member && token->scope == TokenScope::dav && member->active && member->email == credentials->email;
    if (!is_right) {
        // Counted apart from the sign-in: a phone with a revoked password must not lock its member out of the page.
        const auto wait = throttle_.attempt("app of " + credentials->email, request.client, now);
        if (wait.count() == 0) return not_signed_in();
        return std::unexpected(Error{ErrorCode::too_many_attempts, {}, "too many wrong passwords; wait a while", wait});
    }
    const Visitor visitor{member->id, {}, token->id, true};
    note_use(visitor);
    return visitor;
}

Result<Visitor> Authenticator::by_session(const http::Request& request) {
    const auto secret = http::cookie_value(request.headers, session_cookie_name(request.secure));
    if (!secret) return not_signed_in();
    const Instant now = clock_.now();
    const DirectoryPtr directory = engine_.directory();
    const Session* session = directory->session_by_hash(hash_secret(*secret));
    if (!session || !is_alive(*session, *directory, now)) return not_signed_in();
    const Visitor visitor{session->member_id, session->id, {}, true};
    note_use(visitor);
    return visitor;
}

bool Authenticator::note_use(const Visitor& visitor) {
    const Instant now = clock_.now();
    const DirectoryPtr directory = engine_.directory();
    const Session* session = visitor.session_id ? directory->session(*visitor.session_id) : nullptr;
    const Token* token = visitor.token_id ? directory->token(*visitor.token_id) : nullptr;
    const bool session_is_due = session && session->last_seen_at + use_is_noted_after <= now;
    const bool token_is_due = token && (!token->last_used_at || *token->last_used_at + use_is_noted_after <= now);
    if (session_is_due) note_use_(session_type, session->id, now);
    if (token_is_due) note_use_(token_type, token->id, now);
    return session_is_due || token_is_due;
}

} // namespace tandem
