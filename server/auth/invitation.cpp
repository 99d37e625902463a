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
    const DirectoryPtr directory = entrance.engine.directory();
    const Member* author = directory->member(visitor.member_id);
    const Member* member = directory->member(member_id);
    if (!author || !author->active || author->role != Role::admin || !visitor.may_write)
        return done(refuse({ErrorCode::forbidden, {}, "only admins invite members"}));
    if (!member || !member->active)
        return done(refuse({ErrorCode::not_found, {}, "there is no active member of that id"}));
    NewInvitation made = make_invitation(entrance.clock.now());
    std::vector<Submission> batch;
    batch.push_back(set_member(entrance, {{"id", to_text(member_id)},
                                          {"invitation_hash", made.hash},
                                          {"invitation_expires_at", to_text(made.shown.expires_at)}}));
    entrance.audit("invited", member_id, client);
    entrance.apply(std::move(batch), [shown = std::move(made.shown),
                                      done = std::move(done)](const std::vector<Outcome>& outcomes) mutable {
        if (const Error* error = first_error(outcomes)) return done(refuse(*error));
        done(std::move(shown));
    });
}

std::expected<const Member*, Refusal> find_invited(const Directory& directory, std::string_view token, Instant now) {
    const Member* member = directory.member_by_invitation(hash_secret(token));
    if (!member || !member->active)
        return refuse({ErrorCode::not_found, {}, "this invitation is not known, or was used already"});
    if (!member->invitation_expires_at || *member->invitation_expires_at <= now)
        return refuse({ErrorCode::gone, {}, "this invitation has expired; ask for a new one"});
    return member;
}

void accept_invitation(Entrance& entrance, Acceptance acceptance, Browser browser, Done<SignedIn> done) {
    const DirectoryPtr directory = entrance.engine.directory();
    const auto member = find_invited(*directory, acceptance.token, entrance.clock.now());
    if (!member) return done(std::unexpected(member.error()));
    if (auto ok = check_password(acceptance.password); !ok) return done(refuse(ok.error()));
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done));
    const bool taken = entrance.hasher.hash(
        std::move(acceptance.password), [&entrance, member_id = (*member)->id, name = std::move(acceptance.name),
                                         token = std::move(acceptance.token), browser, owed](const std::string& hash) {
            // Used, replaced or run out while the password was being hashed?
            const auto still = find_invited(*entrance.engine.directory(), token, entrance.clock.now());
            if (!still) return (*owed)(std::unexpected(still.error()));
            boost::json::object fields{{"id", to_text(member_id)},
                                       {"password_hash", hash},
                                       {"invited", false},
                                       {"invitation_hash", ""},
                                       {"invitation_expires_at", nullptr}};
            if (name) fields["name"] = *name;
            std::vector<Submission> batch;
            batch.push_back(set_member(entrance, std::move(fields)));
            end_everything(entrance, member_id, batch);
            entrance.audit("invitation_taken", member_id, browser.client);
            apply_and_sign_in(entrance, member_id, browser, std::move(batch), std::move(*owed));
        });
    if (!taken) (*owed)(refuse_busy());
}

} // namespace tandem
