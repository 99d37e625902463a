#include "calendar/people/member.hpp"

#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&Member::name>("name", "What they are called").required().length(1, 80),
    text<&Member::email>("email", "Their e-mail address, also for signing in").required().length(3, 254),
    choice<&Member::team>("team", teams, "Their team"),
    choice<&Member::role>("role", roles, "What they may do"),
    text<&Member::zone>("zone", "Their time zone").length(1, 64),
    boolean<&Member::active>("active", "Whether they can sign in"),
    boolean<&Member::invited>("invited", "Has not yet set a password").set_by(SetBy::server),
    text<&Member::password_hash>("password_hash", "Argon2id").length(0, 256).secret(),
    text<&Member::invitation_hash>("invitation_hash", "SHA-256 of the invitation's token").length(0, 64).secret(),
    instant<&Member::invitation_expires_at>("invitation_expires_at", "When the invitation ends").secret(),
};

} // namespace

constinit const EntityType member_type = entity<Member>("member", Audience::everyone, fields);

Result<void> check_member(const Member& member) {
    const auto at = member.email.find('@');
    const bool is_address = at != std::string::npos && at > 0 && at + 1 < member.email.size() &&
                            member.email.find('@', at + 1) == std::string::npos &&
                            member.email.find_first_of(" \t\n<>\",;") == std::string::npos;
    if (!is_address) return fail_field("email", "must be an e-mail address");
    if (!is_known_zone(member.zone)) return fail_field("zone", "is not a known time zone");
    return {};
}

} // namespace tandem
