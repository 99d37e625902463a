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
    const Member* member = nullptr;
    if (session_id)
        directory.each_session([&](const Session& session) {
            if (session.id == *session_id) member = directory.member(session.member_id);
        });
    return member;
}

// Hashing takes its time, and waits for others: the password may have been changed meanwhile, or the member shut out.
bool is_still(const Entrance& entrance, Id member_id, const std::string& verified_hash) {
    const DirectoryPtr directory = entrance.engine.directory();
    const Member* member = directory->member(member_id);
    return member && member->active && member->password_hash == verified_hash;
}

// A right password: the old session goes, a hash made at another cost is made anew, a session begins.
void let_in(Entrance& entrance, Id member_id, const std::string& verified_hash, std::string password, bool is_outdated,
            Browser browser, Done<SignedIn> done) {
    std::vector<Submission> batch;
    if (browser.old_session) batch.push_back(end_record(entrance, session_type, *browser.old_session));
    if (!is_outdated) return apply_and_sign_in(entrance, member_id, browser, std::move(batch), std::move(done));
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done)); // also for the case that nobody hashes
    const bool taken = entrance.hasher.hash(std::move(password), [&entrance, member_id, verified_hash, browser, batch,
                                                                  owed](const std::string& hash) mutable {
        if (!is_still(entrance, member_id, verified_hash)) return (*owed)(refuse(wrong_credentials()));
        batch.push_back(set_member(entrance, {{"id", to_text(member_id)}, {"password_hash", hash}}));
        apply_and_sign_in(entrance, member_id, browser, std::move(batch), std::move(*owed));
    });
    if (!taken) apply_and_sign_in(entrance, member_id, browser, std::move(batch), std::move(*owed));
}

} // namespace

void sign_in(Entrance& entrance, Credentials credentials, Browser browser, Done<SignedIn> done) {
    const std::string email = lower_case(std::move(credentials.email));
    if (email.size() > 254 || credentials.password.size() > most_password_bytes)
        return done(refuse(wrong_credentials()));
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
            if (!verification.matches || !is_still(entrance, *member_id, hash)) {
                entrance.audit("sign_in_refused", member_id, browser.client);
                return (*owed)(refuse(wrong_credentials()));
            }
            entrance.throttle.succeeded(email, browser.client);
            entrance.audit("signed_in", member_id, browser.client);
            let_in(entrance, *member_id, hash, std::move(password), verification.is_outdated, browser,
                   std::move(*owed));
        });
    if (taken) return;
    entrance.throttle.take_back(account, browser.client);
    (*owed)(refuse_busy());
}

void sign_out(Entrance& entrance, const Visitor& visitor, bool everywhere, Done<std::monostate> done) {
    if (everywhere && !visitor.may_write) return done(refuse({ErrorCode::forbidden, {}, "this token only reads"}));
    std::vector<Submission> batch;
    if (everywhere)
        end_everything(entrance, visitor.member_id, batch);
    else if (visitor.session_id)
        batch.push_back(end_record(entrance, session_type, *visitor.session_id));
    entrance.apply(std::move(batch), [done = std::move(done)](const std::vector<Outcome>& outcomes) mutable {
        if (const Error* error = first_error(outcomes)) return done(refuse(*error));
        done(std::monostate{});
    });
}

namespace {

void set_new_password(Entrance& entrance, Id member_id, std::string wanted, Browser browser,
                      const std::shared_ptr<Done<SignedIn>>& owed) {
    const bool taken = entrance.hasher.hash(std::move(wanted), [&entrance, member_id, browser, owed](std::string hash) {
        std::vector<Submission> batch;
        batch.push_back(
            set_member(entrance, {{"id", to_text(member_id)}, {"password_hash", hash}, {"invitation_hash", ""}}));
        end_everything(entrance, member_id, batch);
        entrance.audit("password_changed", member_id, browser.client);
        apply_and_sign_in(entrance, member_id, browser, std::move(batch), std::move(*owed));
    });
    if (!taken) (*owed)(refuse_busy());
}

} // namespace

void change_password(Entrance& entrance, const Visitor& visitor, NewPassword passwords, Browser browser,
                     Done<SignedIn> done) {
    const DirectoryPtr directory = entrance.engine.directory();
    const Member* member = directory->member(visitor.member_id);
    if (!member || !visitor.session_id)
        return done(refuse({ErrorCode::forbidden, {}, "the password is changed in a browser that is signed in"}));
    if (auto ok = check_password(passwords.wanted); !ok)
        return done(refuse({ErrorCode::invalid_field, "new", ok.error().message}));
    const std::string account = "password of " + to_text(member->id); // never mixed with attempts from outside
    if (const auto wait = entrance.throttle.attempt(account, browser.client, entrance.clock.now()); wait.count() > 0)
        return done(refuse_attempt(wait));
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done));
    const bool taken = entrance.hasher.verify(
        member->password_hash, std::move(passwords.current),
        [&entrance, account, member_id = member->id, hash = member->password_hash, wanted = std::move(passwords.wanted),
         browser, owed](Verification verification) mutable {
            if (!verification.matches || !is_still(entrance, member_id, hash))
                return (*owed)(refuse({ErrorCode::wrong_credentials, "current", "is not the password"}));
            entrance.throttle.succeeded(account, browser.client);
            set_new_password(entrance, member_id, std::move(wanted), browser, owed);
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
            batch.push_back(end_record(entrance, session_type, session.id));
    });
    return batch;
}

} // namespace tandem
