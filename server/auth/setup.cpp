#include "server/auth/setup.hpp"

#include <boost/json.hpp>

#include "calendar/base/secret.hpp"

namespace tandem {
namespace {

bool is_unclaimed(const Directory& directory) {
    bool nobody = true;
    directory.each_member(
        [&](const Member& member) { nobody = nobody && (!member.active || member.password_hash.empty()); });
    return nobody;
}

std::unexpected<Error> refuse_claimed() { return fail(ErrorCode::gone, "this workspace is set up already; sign in"); }

std::vector<Submission> first_admin(const Entrance& entrance, Id id, const FirstAdmin& admin, const std::string& hash) {
    boost::json::object fields{{"id", to_text(id)},     {"name", admin.name}, {"email", admin.email},
                               {"password_hash", hash}, {"zone", admin.zone}, {"team", admin.team},
                               {"role", "admin"},       {"invited", false}};
    // Of two at once, one is admitted.
    const Premise unclaimed = [](const Directory& directory, Instant) -> Result<void> {
        if (is_unclaimed(directory)) return {};
        return refuse_claimed();
    };
    std::vector<Submission> batch;
    batch.push_back(by_system(entrance, "member.create", std::move(fields), unclaimed));
    return batch;
}

} // namespace

bool Setup::is_needed() const { return is_unclaimed(*entrance_.engine.directory()); }

std::string Setup::make_token() {
    std::string token = make_secret();
    token_hash_ = hash_secret(token);
    return token;
}

void Setup::admit(FirstAdmin admin, Browser browser, Done<SignedIn> done) {
    if (!is_needed()) return done(refuse_claimed());
    const auto wait = entrance_.throttle.attempt({}, browser.client, entrance_.clock.now());
    if (wait.count() > 0) return done(refuse_attempt(wait));
    if (token_hash_.empty() || hash_secret(admin.token) != token_hash_)
        return done(fail_field("token", "is not the one that the server has printed", ErrorCode::wrong_credentials));
    entrance_.throttle.succeeded({}, browser.client);
    if (auto ok = check_password(admin.password); !ok) return done(std::unexpected(ok.error()));
    std::string password = admin.password;
    auto owed = std::make_shared<Done<SignedIn>>(std::move(done));
    const bool taken = entrance_.hasher.hash(std::move(password), [this, admin = std::move(admin), browser,
                                                                   owed](const std::string& hash) {
        const Id id = new_id(entrance_.clock.now());
        entrance_.audit("set_up", id, browser.client);
        apply_and_sign_in(entrance_, {id, hash, browser}, first_admin(entrance_, id, admin, hash), std::move(*owed));
    });
    if (!taken) (*owed)(refuse_busy());
}

} // namespace tandem
