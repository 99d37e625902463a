#include "server/auth/sign_in.hpp"

#include <boost/json.hpp>

#include "server/auth/authenticator.hpp"

namespace tandem {
namespace {

std::string lower_case(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

Error wrong_credentials() { return {ErrorCode::wrong_credentials, {}, "the e-mail address or the password is wrong"}; }

const Member* member_of_session(const Directory& directory, const std::optional<Id>& session_id) {
    const Session* session = session_id ? directory.session(*session_id) : nullptr;
    return session ? directory.member(session->member_id) : nullptr;
}

// A right password: a hash made at another cost is made anew, a session begins, the browser's old one goes.
void let_in(Entrance& entrance, Opening opening, std::string password, bool is_outdated, Done<SignedIn> done) {
    if (!is_outdated) return apply_and_sign_in(entrance, std::move(opening), {}, std::move(done));
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done)); // also for the case that nobody hashes
    const bool taken =
        entrance.hasher.hash(std::move(password), [&entrance, opening, owed](const std::string& hash) mutable {
            std::vector<Submission> batch;
            batch.push_back(
                by_system(entrance, "member.rehash", {{"id", to_text(opening.member_id)}, {"password_hash", hash}},
                          password_is_still(opening.member_id, opening.password_hash, wrong_credentials())));
            opening.password_hash = hash;
            apply_and_sign_in(entrance, std::move(opening), std::move(batch), std::move(*owed));
        });
    if (!taken) apply_and_sign_in(entrance, std::move(opening), {}, std::move(*owed));
}

// The audit log tells what came of it, whatever was in the way.
Done<SignedIn> audited(Entrance& entrance, std::optional<Id> member_id, const net::Address& client,
                       Done<SignedIn> done) {
    return [&entrance, member_id, client, done = std::move(done)](Result<SignedIn> result) mutable {
        entrance.audit(result ? "signed_in" : "sign_in_refused", member_id, client);
        done(std::move(result));
    };
}

} // namespace

void sign_in(Entrance& entrance, Credentials credentials, Browser browser, Done<SignedIn> done) {
    const std::string email = lower_case(std::move(credentials.email));
    if (email.size() > 254 || credentials.password.size() > most_password_bytes)
        return done(std::unexpected(wrong_credentials()));
    const DirectoryPtr directory = entrance.engine.directory();
    const Member* member = directory->member_by_email(email);
    const bool is_known = member && member_of_session(*directory, browser.old_session) == member;
    const std::string account = is_known ? std::string() : email;
    if (const auto wait = entrance.throttle.attempt(account, browser.client, entrance.clock.now()); wait.count() > 0)
        return done(refuse_attempt(wait));

    const bool may_enter = member && member->active;
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done));
    const std::string hash = may_enter ? member->password_hash : std::string();
    const bool taken = entrance.hasher.verify(
        hash, credentials.password,
        [&entrance, account, email, browser, hash, password = credentials.password,
         member_id = member ? std::optional(member->id) : std::nullopt, owed](Verification verification) mutable {
            Done<SignedIn> answer = audited(entrance, member_id, browser.client, std::move(*owed));
            if (!verification.matches) return answer(std::unexpected(wrong_credentials()));
            entrance.throttle.succeeded(email, browser.client);
            let_in(entrance, {*member_id, hash, browser}, std::move(password), verification.is_outdated,
                   std::move(answer));
        });
    if (taken) return;
    entrance.throttle.take_back(account, browser.client);
    (*owed)(refuse_busy());
}

void sign_out(Entrance& entrance, const Visitor& visitor, bool everywhere, Done<std::monostate> done) {
    if (everywhere && !visitor.may_write) return done(fail(ErrorCode::forbidden, "this token only reads"));
    std::vector<Submission> batch;
    if (everywhere)
        batch.push_back(by_system(entrance, "member.sign_out", {{"id", to_text(visitor.member_id)}}));
    else if (visitor.session_id)
        batch.push_back(end_session(entrance, *visitor.session_id));
    entrance.apply(std::move(batch), [done = std::move(done)](const std::vector<Outcome>& outcomes) mutable {
        const Error* error = first_error(outcomes);
        if (error && error->code != ErrorCode::not_found) return done(std::unexpected(*error));
        done(std::monostate{}); // also when it had ended by itself
    });
}

namespace {

Error not_the_password() { return {ErrorCode::wrong_credentials, "current", "is not the password"}; }

// The engine ends what the old password had opened (R7), in the change that sets the new one.
void set_new_password(Entrance& entrance, Opening opening, std::string wanted,
                      const std::shared_ptr<Done<SignedIn>>& owed) {
    const bool taken =
        entrance.hasher.hash(std::move(wanted), [&entrance, opening, owed](const std::string& hash) mutable {
            std::vector<Submission> batch;
            batch.push_back(by_system(entrance, "member.update",
                                      {{"id", to_text(opening.member_id)}, {"password_hash", hash}},
                                      password_is_still(opening.member_id, opening.password_hash, not_the_password())));
            opening.password_hash = hash;
            opening.browser.old_session.reset(); // ends with all others
            entrance.audit("password_changed", opening.member_id, opening.browser.client);
            apply_and_sign_in(entrance, std::move(opening), std::move(batch), std::move(*owed));
        });
    if (!taken) (*owed)(refuse_busy());
}

} // namespace

void change_password(Entrance& entrance, const Visitor& visitor, NewPassword passwords, Browser browser,
                     Done<SignedIn> done) {
    const DirectoryPtr directory = entrance.engine.directory();
    const Member* member = directory->member(visitor.member_id);
    if (!member || !visitor.session_id)
        return done(fail(ErrorCode::forbidden, "the password is changed in a browser that is signed in"));
    if (auto ok = check_password(passwords.wanted); !ok) return done(fail_field("new", ok.error().message));
    const std::string account = "password of " + to_text(member->id); // never mixed with attempts from outside
    if (const auto wait = entrance.throttle.attempt(account, browser.client, entrance.clock.now()); wait.count() > 0)
        return done(refuse_attempt(wait));
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done));
    const bool taken = entrance.hasher.verify(
        member->password_hash, std::move(passwords.current),
        [&entrance, account, member_id = member->id, hash = member->password_hash, wanted = std::move(passwords.wanted),
         browser, owed](Verification verification) mutable {
            if (!verification.matches) return (*owed)(std::unexpected(not_the_password()));
            entrance.throttle.succeeded(account, browser.client);
            set_new_password(entrance, {member_id, hash, browser}, std::move(wanted), owed);
        });
    if (taken) return;
    entrance.throttle.take_back(account, browser.client);
    (*owed)(refuse_busy());
}

std::vector<Submission> end_dead_sessions(const Entrance& entrance) {
    const DirectoryPtr directory = entrance.engine.directory();
    std::vector<Submission> batch;
    directory->each_session([&](const Session& session) {
        if (batch.size() < 64 && !is_alive(session, *directory, entrance.clock.now()))
            batch.push_back(end_session(entrance, session.id));
    });
    return batch;
}

} // namespace tandem
