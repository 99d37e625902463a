#include "server/auth/setup.hpp"

#include <boost/json.hpp>

#include "calendar/base/secret.hpp"

namespace tandem {
namespace {

std::vector<Submission> first_admin(const Entrance& entrance, Id id, const FirstAdmin& admin, const std::string& hash) {
    boost::json::object fields{{"id", to_text(id)},     {"name", admin.name}, {"email", admin.email},
                               {"password_hash", hash}, {"zone", admin.zone}, {"team", admin.team},
                               {"role", "admin"},       {"invited", false}};
    Submission create = set_member(entrance, std::move(fields));
    create.command.name = "member.create";
    std::vector<Submission> batch;
    batch.push_back(std::move(create));
    return batch;
}

} // namespace

bool Setup::is_needed() const {
    bool needed = true;
    entrance_.engine.directory()->each_member(
        [&](const Member& member) { needed = needed && (!member.active || member.password_hash.empty()); });
    return needed;
}

std::string Setup::make_token() {
    std::string token = make_secret();
    token_hash_ = hash_secret(token);
    return token;
}

void Setup::admit(FirstAdmin admin, Browser browser, Done<SignedIn> done) {
    if (!is_needed()) return done(refuse({ErrorCode::gone, {}, "this workspace is set up already; sign in"}));
    const auto wait = entrance_.throttle.attempt({}, browser.client, entrance_.clock.now());
    if (wait.count() > 0) return done(refuse_attempt(wait));
    if (token_hash_.empty() || hash_secret(admin.token) != token_hash_)
        return done(refuse({ErrorCode::wrong_credentials, "token", "is not the one that the server has printed"}));
    entrance_.throttle.succeeded({}, browser.client);
    if (auto ok = check_password(admin.password); !ok) return done(refuse(ok.error()));
    const std::string taken_hash = std::exchange(token_hash_, {}); // of two at once, one is admitted
    std::string password = admin.password;
    auto owed = std::make_shared<Done<SignedIn>>(
        [this, taken_hash, done = std::move(done)](std::expected<SignedIn, Refusal> result) mutable {
            if (!result) token_hash_ = taken_hash;
            done(std::move(result));
        });
    const bool taken = entrance_.hasher.hash(
        std::move(password), [this, admin = std::move(admin), browser, owed](const std::string& hash) {
            const Id id = new_id(entrance_.clock.now());
            entrance_.audit("set_up", id, browser.client);
            apply_and_sign_in(entrance_, id, browser, first_admin(entrance_, id, admin, hash), std::move(*owed));
        });
    if (!taken) (*owed)(refuse_busy());
}

} // namespace tandem
