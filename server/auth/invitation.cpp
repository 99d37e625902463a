#include "server/auth/invitation.hpp"

#include <boost/json.hpp>

#include "calendar/base/secret.hpp"

namespace tandem {

NewInvitation make_invitation(Instant now) {
    const std::string token = make_secret();
    return {{"/invitation/" + token, now + invitation_lifetime}, hash_secret(token)};
}

void invite(Entrance& entrance, const Visitor& visitor, Id member_id, const net::Address& client,
            Done<Invitation> done) {
    const Premise may_invite = [visitor, member_id](const Directory& directory, Instant) -> Result<void> {
        const Member* author = directory.member(visitor.member_id);
        if (!author || !author->active || author->role != Role::admin || !visitor.may_write)
            return fail(ErrorCode::forbidden, "only admins invite members");
        const Member* member = directory.member(member_id);
        if (member && member->active) return {};
        return fail(ErrorCode::not_found, "there is no active member of that id");
    };
    if (auto ok = may_invite(*entrance.engine.directory(), entrance.clock.now()); !ok)
        return done(std::unexpected(ok.error()));
    NewInvitation made = make_invitation(entrance.clock.now());
    std::vector<Submission> batch;
    batch.push_back(by_system(entrance, "member.update",
                              {{"id", to_text(member_id)},
                               {"invitation_hash", made.hash},
                               {"invitation_expires_at", to_text(made.shown.expires_at)}},
                              may_invite));
    entrance.audit("invited", member_id, client);
    entrance.apply(std::move(batch), [shown = std::move(made.shown),
                                      done = std::move(done)](const std::vector<Outcome>& outcomes) mutable {
        if (const Error* error = first_error(outcomes)) return done(std::unexpected(*error));
        done(std::move(shown));
    });
}

Result<const Member*> find_invited(const Directory& directory, std::string_view token, Instant now) {
    const Member* member = directory.member_by_invitation(hash_secret(token));
    if (!member || !member->active)
        return fail(ErrorCode::not_found, "this invitation is not known, or was used already");
    if (!member->invitation_expires_at || *member->invitation_expires_at <= now)
        return fail(ErrorCode::gone, "this invitation has expired; ask for a new one");
    return member;
}

void accept_invitation(Entrance& entrance, Acceptance acceptance, Browser browser, Done<SignedIn> done) {
    const DirectoryPtr directory = entrance.engine.directory();
    const auto member = find_invited(*directory, acceptance.token, entrance.clock.now());
    if (!member) return done(std::unexpected(member.error()));
    if (auto ok = check_password(acceptance.password); !ok) return done(std::unexpected(ok.error()));
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done));
    const bool taken = entrance.hasher.hash(
        std::move(acceptance.password), [&entrance, member_id = (*member)->id, name = std::move(acceptance.name),
                                         token = std::move(acceptance.token), browser, owed](const std::string& hash) {
            boost::json::object fields{{"id", to_text(member_id)}, {"password_hash", hash}, {"invited", false}};
            if (name) fields["name"] = *name;
            // Used, replaced or run out while the password was being hashed?
            const Premise is_invited = [token](const Directory& directory, Instant now) -> Result<void> {
                if (const auto still = find_invited(directory, token, now); !still)
                    return std::unexpected(still.error());
                return {};
            };
            std::vector<Submission> batch;
            batch.push_back(by_system(entrance, "member.update", std::move(fields), is_invited));
            entrance.audit("invitation_taken", member_id, browser.client);
            apply_and_sign_in(entrance, {member_id, hash, browser}, std::move(batch), std::move(*owed));
        });
    if (!taken) (*owed)(refuse_busy());
}

} // namespace tandem
