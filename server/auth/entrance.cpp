#include "server/auth/entrance.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/base/secret.hpp"
#include "server/auth/authenticator.hpp"

namespace tandem {
namespace {

// What a browser calls itself, as a field of ours may hold it.
std::string printable_start(std::string_view text) {
    std::string out(text.substr(0, 300));
    for (char& c : out)
        if (c < 0x20 || c > 0x7e) c = '?';
    return out;
}

} // namespace

ApplyTogether apply_through(CoreThread& core, net::Loop& loop) {
    return [&core, &loop](std::vector<Submission> batch, Applied done) {
        auto owed = std::make_shared<Applied>(std::move(done));
        const std::size_t count = batch.size();
        const bool taken = core.run([&loop, batch = std::move(batch), owed](Engine& engine) {
            loop.post([owed, outcomes = engine.apply(batch)]() mutable { (*owed)(std::move(outcomes)); });
        });
        if (!taken) (*owed)(std::vector<Outcome>(std::max<std::size_t>(count, 1), CoreThread::busy()));
    };
}

std::unexpected<Error> refuse_busy() {
    return std::unexpected(Error{ErrorCode::unavailable,
                                 {},
                                 "too many are signing in right now; try again in a moment",
                                 std::chrono::seconds{5}});
}

std::unexpected<Error> refuse_attempt(std::chrono::seconds wait) {
    return std::unexpected(Error{ErrorCode::too_many_attempts, {}, "too many wrong attempts; wait a while", wait});
}

Premise password_is_still(Id member_id, std::string hash, Error otherwise) {
    return [member_id, hash = std::move(hash), otherwise = std::move(otherwise)](const Directory& directory,
                                                                                 Instant) -> Result<void> {
        const Member* member = directory.member(member_id);
        if (member && member->active && !hash.empty() && member->password_hash == hash) return {};
        return std::unexpected(otherwise);
    };
}

Submission by_system(const Entrance& entrance, std::string name, boost::json::object args, Premise premise) {
    return {Actor::system(),
            {to_text(new_id(entrance.clock.now())), std::move(name),
             std::make_shared<const boost::json::value>(std::move(args)), std::nullopt},
            std::move(premise)};
}

Submission end_session(const Entrance& entrance, Id id, Premise premise) {
    return by_system(entrance, "session.delete", {{"id", to_text(id)}}, std::move(premise));
}

void apply_and_sign_in(Entrance& entrance, Opening opening, std::vector<Submission> batch, Done<SignedIn> done) {
    std::string secret = make_secret();
    const std::string hash = hash_secret(secret);
    const Id member_id = opening.member_id;
    batch.push_back(by_system(
        entrance, "session.create",
        {{"member_id", to_text(member_id)},
         {"token_hash", hash},
         {"user_agent", printable_start(opening.browser.user_agent)},
         {"expires_at", to_text(entrance.clock.now() + session_lifetime)}},
        password_is_still(member_id, std::move(opening.password_hash),
                          {ErrorCode::wrong_credentials, {}, "the password has just been changed; sign in again"})));
    const std::size_t needed = batch.size(); // the old session may have ended by itself
    if (opening.browser.old_session)
        batch.push_back(end_session(entrance, *opening.browser.old_session,
                                    [hash](const Directory& directory, Instant) -> Result<void> {
                                        if (directory.session_by_hash(hash)) return {};
                                        return fail(ErrorCode::not_found, "no new session has begun");
                                    }));
    entrance.apply(std::move(batch), [member_id, needed, secret = std::move(secret),
                                      done = std::move(done)](const std::vector<Outcome>& outcomes) mutable {
        if (const Error* error = first_error(std::span(outcomes).first(needed))) return done(std::unexpected(*error));
        done(SignedIn{member_id, std::move(secret)});
    });
}

const Error* first_error(std::span<const Outcome> outcomes) {
    for (const Outcome& outcome : outcomes)
        if (const auto* error = std::get_if<Error>(&outcome)) return error;
    return nullptr;
}

} // namespace tandem
