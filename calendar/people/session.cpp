#include "calendar/people/session.hpp"

namespace tandem {
namespace {

constexpr Field session_fields[] = {
    reference<&Session::member_id>("member_id", "member", "Who is signed in").set_by(SetBy::server),
    text<&Session::user_agent>("user_agent", "The browser, as it calls itself").length(0, 300).set_by(SetBy::server),
    instant<&Session::last_seen_at>("last_seen_at", "When it was last used, to the hour").set_by(SetBy::server),
    instant<&Session::expires_at>("expires_at", "When it ends by itself").set_by(SetBy::server),
    text<&Session::token_hash>("token_hash", "SHA-256 of the cookie's value").length(0, 64).secret(),
};

constexpr Field token_fields[] = {
    reference<&Token::member_id>("member_id", "member", "Whose rights it has").set_by(SetBy::server),
    text<&Token::name>("name", "What it is for").required().length(1, 80),
    choice<&Token::scope>("scope", token_scopes, "What it may do; dav: the password of a calendar app")
        .set_by(SetBy::creation),
    instant<&Token::last_used_at>("last_used_at", "When it was last used, to the hour").set_by(SetBy::server),
    text<&Token::token_hash>("token_hash", "SHA-256 of the token").length(0, 64).secret(),
};

} // namespace

constinit const EntityType session_type = entity<Session>("session", Audience::owner, session_fields);
constinit const EntityType token_type = entity<Token>("token", Audience::owner, token_fields);

bool is_fresh(const Session& session, Instant now) {
    return now < session.expires_at && now < session.last_seen_at + session_idle;
}

} // namespace tandem
