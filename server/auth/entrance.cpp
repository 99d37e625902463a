#include "server/auth/entrance.hpp"

#include <boost/json.hpp>

#include "calendar/base/secret.hpp"
#include "server/auth/authenticator.hpp"

namespace tandem {
namespace {

Submission by_system(const Entrance& entrance, std::string name, boost::json::object args) {
    return {Actor::system(),
            {to_text(new_id(entrance.clock.now())), std::move(name),
             std::make_shared<const boost::json::value>(std::move(args)), std::nullopt}};
}

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
        core.run([&loop, batch = std::move(batch), done = std::move(done)](Engine& engine) mutable {
            loop.post(
                [done = std::move(done), outcomes = engine.apply(batch)]() mutable { done(std::move(outcomes)); });
        });
    };
}

std::unexpected<Refusal> refuse_busy() {
    return refuse({ErrorCode::unavailable, {}, "too many are signing in right now; try again in a moment"},
                  std::chrono::seconds{5});
}

std::unexpected<Refusal> refuse_attempt(std::chrono::seconds wait) {
    return refuse({ErrorCode::too_many_attempts, {}, "too many wrong attempts; wait a while"}, wait);
}

Submission set_member(const Entrance& entrance, boost::json::object fields) {
    return by_system(entrance, "member.update", std::move(fields));
}

Submission end_record(const Entrance& entrance, const EntityType& type, Id id) {
    return by_system(entrance, std::string(type.kind) + ".delete", {{"id", to_text(id)}});
}

void end_everything(const Entrance& entrance, Id member_id, std::vector<Submission>& batch) {
    const DirectoryPtr directory = entrance.engine.directory();
    directory->each_session([&](const Session& session) {
        if (session.member_id == member_id) batch.push_back(end_record(entrance, session_type, session.id));
    });
    directory->each_token([&](const Token& token) {
        if (token.member_id == member_id) batch.push_back(end_record(entrance, token_type, token.id));
    });
}

void apply_and_sign_in(Entrance& entrance, Id member_id, const Browser& browser, std::vector<Submission> batch,
                       Done<SignedIn> done) {
    std::string secret = make_secret();
    batch.push_back(by_system(entrance, "session.create",
                              {{"member_id", to_text(member_id)},
                               {"token_hash", hash_secret(secret)},
                               {"user_agent", printable_start(browser.user_agent)},
                               {"expires_at", to_text(entrance.clock.now() + session_lifetime)}}));
    entrance.apply(std::move(batch), [member_id, secret = std::move(secret),
                                      done = std::move(done)](const std::vector<Outcome>& outcomes) mutable {
        if (const Error* error = first_error(outcomes)) return done(refuse(*error));
        done(SignedIn{member_id, std::move(secret)});
    });
}

const Error* first_error(const std::vector<Outcome>& outcomes) {
    for (const Outcome& outcome : outcomes)
        if (const auto* error = std::get_if<Error>(&outcome))
            if (error->code != ErrorCode::not_found) return error; // what was to end has ended by itself
    return nullptr;
}

} // namespace tandem
