#include "server/api/people_routes.hpp"

#include <fmt/format.h>

#include "calendar/record/encode.hpp"
#include "server/api/body.hpp"
#include "server/auth/authenticator.hpp"
#include "server/auth/invitation.hpp"
#include "server/auth/sign_in.hpp"

namespace tandem::api {
namespace {

constexpr std::size_t small_body = 16 * 1'024;

struct People {
    Guard& guard;
    Backend& backend;
    Entrance& entrance;
    Setup& setup;
};

http::Response member_response(const Engine& engine, Id member_id) {
    const DirectoryPtr directory = engine.directory();
    const Member* member = directory->member(member_id);
    if (!member) return http::problem({ErrorCode::not_signed_in, {}, "sign in first"});
    std::string body;
    append_record(body, member_type, *member, Detail::full, every_id);
    return http::json_response(200, std::move(body));
}

void set_session_cookie(const http::Request& request, http::Response& response, std::string secret,
                        std::chrono::seconds max_age) {
    response.headers.add("Set-Cookie", http::format_cookie(session_cookie(request, std::move(secret), max_age)));
}

Browser browser_of(const People& people, const http::Request& request) {
    const auto visitor = people.guard.identify(request);
    return {request.client, std::string(request.headers.get("User-Agent")),
            visitor ? visitor->session_id : std::nullopt};
}

// R7: without TLS a session is given on loopback only.
Result<void> check_transport(const http::Request& request) {
    if (request.secure || request.client.is_loopback()) return {};
    return fail(ErrorCode::forbidden, "signing in needs HTTPS");
}

// Answers with the cookie, and the member's record or nothing.
Done<SignedIn> answer_signed_in(const People& people, const http::Request& request, http::Respond respond,
                                bool with_record) {
    return [&engine = people.entrance.engine, secure = request.secure, with_record,
            respond = std::move(respond)](Result<SignedIn> result) mutable {
        if (!result) return respond(http::problem(result.error()));
        http::Request same_transport;
        same_transport.secure = secure;
        http::Response response = with_record ? member_response(engine, result->member_id) : http::empty_response(204);
        set_session_cookie(same_transport, response, std::move(result->secret), session_lifetime);
        respond(std::move(response));
    };
}

// The texts of those names, all of them required; the first error otherwise.
Result<std::vector<std::string>> texts(const Result<Body>& body, std::initializer_list<std::string_view> names) {
    if (!body) return std::unexpected(body.error());
    std::vector<std::string> found;
    for (const std::string_view name : names) {
        auto text = body->text(name);
        if (!text) return std::unexpected(text.error());
        found.push_back(std::move(*text));
    }
    return found;
}

// Absent leaves `text` as it is.
Result<void> read_if_there(const Body& body, std::string_view name, std::string& text) {
    if (!body.has(name)) return {};
    auto given = body.text(name);
    if (!given) return std::unexpected(given.error());
    text = std::move(*given);
    return {};
}

void post_sign_in(const People& people, const http::Request& request, http::Respond respond) {
    if (auto ok = check_transport(request); !ok) return respond(http::problem(ok.error()));
    auto fields = texts(Body::read(request, {"email", "password"}), {"email", "password"});
    if (!fields) return respond(http::problem(fields.error()));
    sign_in(people.entrance, {std::move((*fields)[0]), std::move((*fields)[1])}, browser_of(people, request),
            answer_signed_in(people, request, std::move(respond), true));
}

void post_sign_out(const People& people, const http::Request& request, http::Respond respond, const Visitor& visitor) {
    bool everywhere = false;
    if (!request.body.empty()) {
        const auto body = Body::read(request, {"everywhere"});
        if (!body) return respond(http::problem(body.error()));
        const auto flag = body->flag("everywhere");
        if (!flag) return respond(http::problem(flag.error()));
        everywhere = *flag;
    }
    http::Response response = http::empty_response(204);
    set_session_cookie(request, response, {}, std::chrono::seconds{0});
    people.entrance.audit(everywhere ? "signed_out_everywhere" : "signed_out", visitor.member_id, request.client);
    sign_out(people.entrance, visitor, everywhere,
             [response = std::move(response), respond = std::move(respond)](Result<std::monostate> result) mutable {
                 respond(result ? std::move(response) : http::problem(result.error()));
             });
}

void post_password(const People& people, const http::Request& request, http::Respond respond, const Visitor& visitor) {
    auto fields = texts(Body::read(request, {"current", "new"}), {"current", "new"});
    if (!fields) return respond(http::problem(fields.error()));
    change_password(people.entrance, visitor, {std::move((*fields)[0]), std::move((*fields)[1])},
                    browser_of(people, request), answer_signed_in(people, request, std::move(respond), false));
}

void get_sessions(const People& people, http::Respond respond, const Visitor& visitor) {
    auto owed = std::make_shared<http::Respond>(std::move(respond));
    const bool taken = people.backend.workers.post([&engine = people.entrance.engine, visitor, owed](Queries& queries) {
        (*owed)(http::json_response(
            200, queries.sessions(*engine.directory(), visitor.member_id, visitor.session_id.value_or(Id{}))));
    });
    if (!taken) (*owed)(http::problem(refuse_busy().error()));
}

// API tokens and app passwords; made by token.create, revoked by token.delete.
void get_tokens(const People& people, http::Respond respond, const Visitor& visitor) {
    auto owed = std::make_shared<http::Respond>(std::move(respond));
    const bool taken = people.backend.workers.post([&engine = people.entrance.engine, visitor, owed](Queries& queries) {
        (*owed)(http::json_response(200, queries.tokens(*engine.directory(), visitor.member_id)));
    });
    if (!taken) (*owed)(http::problem(refuse_busy().error()));
}

void post_setup(const People& people, const http::Request& request, http::Respond respond) {
    if (auto ok = check_transport(request); !ok) return respond(http::problem(ok.error()));
    const auto body = Body::read(request, {"token", "name", "email", "password", "zone", "team"});
    auto fields = texts(body, {"token", "name", "email", "password"});
    if (!fields) return respond(http::problem(fields.error()));
    auto& f = *fields;
    FirstAdmin admin{std::move(f[0]), std::move(f[1]), std::move(f[2]), std::move(f[3])};
    if (auto ok = read_if_there(*body, "zone", admin.zone); !ok) return respond(http::problem(ok.error()));
    if (auto ok = read_if_there(*body, "team", admin.team); !ok) return respond(http::problem(ok.error()));
    people.setup.admit(std::move(admin), browser_of(people, request),
                       answer_signed_in(people, request, std::move(respond), true));
}

// A whole address where the request says which of ours it came from; else its path.
void post_member_invitation(const People& people, const http::Request& request, http::Respond respond,
                            const Visitor& visitor) {
    const auto id = parse_id(request.parameter("id"));
    if (!id) return respond(http::problem({ErrorCode::not_found, {}, "there is no active member of that id"}));
    invite(people.entrance, visitor, *id, request.client,
           [origin = std::string(request.headers.get("Origin")),
            respond = std::move(respond)](Result<Invitation> invitation) mutable {
               if (!invitation) return respond(http::problem(invitation.error()));
               std::string body = "{\"url\":";
               append_quoted(body, origin + invitation->path);
               body += ",\"expires_at\":\"" + to_text(invitation->expires_at) + "\"}";
               respond(http::json_response(200, std::move(body)));
           });
}

void get_invitation(const People& people, const http::Request& request, http::Respond respond) {
    const DirectoryPtr directory = people.entrance.engine.directory();
    const auto member = find_invited(*directory, request.parameter("token"), people.entrance.clock.now());
    if (!member) return respond(http::problem(member.error()));
    std::string body = "{\"name\":";
    append_quoted(body, (*member)->name);
    body += ",\"email\":";
    append_quoted(body, (*member)->email);
    respond(http::json_response(200, body + '}'));
}

void post_invitation(const People& people, const http::Request& request, http::Respond respond) {
    if (auto ok = check_transport(request); !ok) return respond(http::problem(ok.error()));
    const auto body = Body::read(request, {"password", "name"});
    auto fields = texts(body, {"password"});
    if (!fields) return respond(http::problem(fields.error()));
    std::optional<std::string> name;
    if (body->has("name")) {
        auto given = body->text("name");
        if (!given) return respond(http::problem(given.error()));
        name = std::move(*given);
    }
    accept_invitation(people.entrance,
                      {std::string(request.parameter("token")), std::move((*fields)[0]), std::move(name)},
                      browser_of(people, request), answer_signed_in(people, request, std::move(respond), true));
}

} // namespace

void add_people_routes(http::Router& router, Guard& guard, Backend& backend, Entrance& entrance, Setup& setup) {
    const People people{guard, backend, entrance, setup};
    const auto open = [&](std::string method, std::string pattern, auto handle) {
        const std::size_t limit = method == "POST" ? small_body : 0;
        router.add({std::move(method), std::move(pattern),
                    guard.open([people, handle](http::Request request, http::Respond respond) {
                        handle(people, request, std::move(respond));
                    }),
                    limit});
    };
    const auto signed_in = [&](std::string method, std::string pattern, auto handle) {
        const std::size_t limit = method == "POST" ? small_body : 0;
        router.add({std::move(method), std::move(pattern),
                    guard.signed_in([people, handle](http::Request request, http::Respond respond, Visitor visitor) {
                        handle(people, request, std::move(respond), visitor);
                    }),
                    limit});
    };
    open("POST", "/api/sign-in", post_sign_in);
    signed_in("POST", "/api/sign-out", post_sign_out);
    signed_in("POST", "/api/password", post_password);
    signed_in("GET", "/api/me", [](const People& p, const http::Request&, http::Respond respond, const Visitor& v) {
        respond(member_response(p.entrance.engine, v.member_id));
    });
    signed_in("GET", "/api/sessions",
              [](const People& p, const http::Request&, http::Respond respond, const Visitor& v) {
                  get_sessions(p, std::move(respond), v);
              });
    signed_in("GET", "/api/tokens", [](const People& p, const http::Request&, http::Respond respond, const Visitor& v) {
        get_tokens(p, std::move(respond), v);
    });
    open("GET", "/api/setup", [](const People& p, const http::Request&, http::Respond respond) {
        respond(http::json_response(200, p.setup.is_needed() ? R"({"needed":true})" : R"({"needed":false})"));
    });
    open("POST", "/api/setup", post_setup);
    signed_in("POST", "/api/members/{id}/invitation", post_member_invitation);
    open("GET", "/api/invitations/{token}", get_invitation);
    open("POST", "/api/invitations/{token}", post_invitation);
}

} // namespace tandem::api
