#include "server/api/data_routes.hpp"

#include "calendar/audience/account.hpp"
#include "calendar/engine/say_query.hpp"
#include "calendar/engine/talk.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/time/zone.hpp"
#include "server/api/query_route.hpp"
#include "server/core/submit.hpp"
#include "server/http/conditional.hpp"
#include "server/http/gzip.hpp"
#include "server/live/message.hpp"

namespace tandem::api {
namespace {

constexpr std::size_t command_body = 1'024 * 1'024; // R4

Result<Window> window_of(const http::Request& request) {
    return parse_window(value_of(request, "from"), value_of(request, "to"));
}

http::Response snapshot_response(SnapshotBytes bytes, bool gzip) {
    http::Response response = http::json_response(200, std::move(bytes));
    if (gzip) response.headers.set("Content-Encoding", "gzip");
    response.headers.set("Vary", "Accept-Encoding");
    return response;
}

SnapshotBytes make_snapshot(Queries& queries, const Backend& backend, const SnapshotCache::Key& key) {
    std::string plain =
        queries.snapshot(*backend.engine.directory(), key.member, {key.from, key.to}, backend.engine.epoch());
    return std::make_shared<const std::string>(key.gzip ? http::gzip(plain, 1) : std::move(plain));
}

// Made on a worker; served from its bytes until the next change.
SignedInHandler snapshot_handler(Backend& backend, SnapshotCache& cache) {
    return [&backend, &cache](http::Request request, http::Respond respond, Visitor visitor) {
        const auto window = window_of(request);
        if (!window) return respond(http::problem(window.error()));
        const SnapshotCache::Key key{visitor.member_id, window->from, window->to, http::accepts_gzip(request.headers)};
        if (auto bytes = cache.find(key, backend.published_seq()))
            return respond(snapshot_response(std::move(bytes), key.gzip));
        auto answer = std::make_shared<http::Respond>(std::move(respond));
        const bool taken = backend.workers.post([&backend, &cache, key, answer](Queries& queries) {
            const std::int64_t seq = backend.published_seq(); // at most what the snapshot holds: never served too long
            const SnapshotBytes bytes = make_snapshot(queries, backend, key);
            cache.put(key, seq, bytes);
            (*answer)(snapshot_response(bytes, key.gzip));
        });
        if (!taken) (*answer)(http::problem(busy(), std::chrono::seconds{1}));
    };
}

http::Response outcome_response(const std::string& command_id, const Outcome& outcome) {
    if (const auto* error = std::get_if<Error>(&outcome)) return http::problem(*error);
    const int status = std::holds_alternative<Conflict>(outcome) ? 409 : 200;
    return http::json_response(status, live::encode_outcome(command_id, outcome));
}

SignedInHandler command_handler(Backend& backend) {
    return [&backend](http::Request request, http::Respond respond, Visitor visitor) {
        auto command = live::decode_command(request.body);
        if (!command) return respond(http::problem(command.error()));
        std::string command_id = command->command_id;
        submit(backend, {visitor.actor(), std::move(*command)},
               [respond = std::move(respond), command_id](const Outcome& outcome) mutable {
                   respond(outcome_response(command_id, outcome));
               });
    };
}

std::optional<std::int64_t> number_of(const http::Request& request, std::string_view name) {
    const std::string text = value_of(request, name);
    if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) return {};
    return std::stoll(text);
}

Result<std::string> activity_query(Queries& queries, const Directory& directory, const http::Request& request,
                                   Id member) {
    const std::int64_t count = std::clamp<std::int64_t>(number_of(request, "limit").value_or(50), 1, 200);
    std::optional<Team> team;
    for (std::size_t i = 0; i < std::size(teams); ++i)
        if (value_of(request, "team") == teams[i]) team = static_cast<Team>(i);
    return queries.activity(directory, member, number_of(request, "before"), count, team);
}

// As it stood at the end of a day, in the member's zone.
Query plan_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        const auto window = window_of(request);
        if (!window) return std::unexpected(window.error());
        const auto on = parse_date(value_of(request, "on"));
        if (!on) return fail_field("on", "must be a date like 2026-03-30");
        const Member* asker = directory.member(member);
        const Instant at = to_instant(LocalTime{*on + std::chrono::days{1}}, asker ? asker->zone : "UTC");
        if (at > backend.clock.now()) return fail_field("on", "must be a day that is over");
        return queries.plan(directory, member, at, *window);
    };
}

Result<std::string> touches_query(Queries& queries, const Directory& directory, const http::Request& request,
                                  Id member) {
    const auto entry = parse_id(value_of(request, "entry")), account = parse_id(value_of(request, "account"));
    if (!entry && !account) return fail_field("entry", "give the id of an entry or of an account");
    return entry ? queries.touches(directory, member, entry_type, *entry)
                 : queries.touches(directory, member, account_type, *account);
}

Result<std::string> talk_query(Queries& queries, const Directory& directory, const http::Request& request, Id member) {
    for (const EntityType* of : {&entry_type, &offer_type, &account_type})
        if (const auto id = parse_id(value_of(request, of->kind)))
            return talk_about(queries, directory, member, *of, *id);
    return fail_field("entry", "give the id of an entry, an offer or an account");
}

Query fetches_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        const auto id = id_of(request);
        const auto today = std::chrono::floor<std::chrono::days>(backend.clock.now());
        return id ? queries.feed_fetches(directory, member, *id, Date{today.time_since_epoch()})
                  : std::unexpected(id.error());
    };
}

Result<std::string> offer_history_query(Queries& queries, const Directory& directory, const http::Request& request,
                                        Id member) {
    const auto id = id_of(request);
    return id ? history_of_offer(queries, directory, member, *id) : std::unexpected(id.error());
}

// On the day that is asked for, or on the member's today.
Query say_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        const auto id = id_of(request);
        if (!id) return std::unexpected(id.error());
        const std::string said = value_of(request, "on");
        if (const auto on = parse_date(said)) return say_of_entry(queries, directory, member, *id, *on);
        if (!said.empty()) return fail_field("on", "must be a date like 2026-03-30");
        const Member* reader = directory.member(member);
        const LocalTime now = to_local(backend.clock.now(), reader ? reader->zone : "UTC");
        return say_of_entry(queries, directory, member, *id, std::chrono::floor<std::chrono::days>(now));
    };
}

// Of the record that the address names.
Query of_id(Result<std::string> (Queries::*ask)(const Directory&, Id member, Id id)) {
    return [ask](Queries& queries, const Directory& directory, const http::Request& request,
                 Id member) -> Result<std::string> {
        const auto id = id_of(request);
        return id ? (queries.*ask)(directory, member, *id) : std::unexpected(id.error());
    };
}

Query of_member(std::string (Queries::*ask)(const Directory&, Id member)) {
    return [ask](Queries& queries, const Directory& directory, const http::Request&, Id member) -> Result<std::string> {
        return (queries.*ask)(directory, member);
    };
}

} // namespace

void add_data_routes(http::Router& router, Guard& guard, Backend& backend, SnapshotCache& cache) {
    const auto get = [&](std::string pattern, Query query) {
        router.add({"GET", std::move(pattern), guard.signed_in(query_handler(backend, std::move(query)))});
    };
    router.add({"GET", "/api/snapshot", guard.signed_in(snapshot_handler(backend, cache))});
    router.add({"POST", "/api/commands", guard.signed_in(command_handler(backend)), command_body});
    get("/api/entries", [](Queries& q, const Directory& d, const http::Request& r, Id m) -> Result<std::string> {
        const auto window = window_of(r);
        if (!window) return std::unexpected(window.error());
        return q.entries(d, m, *window);
    });
    get("/api/entries/{id}", of_id(&Queries::entry));
    get("/api/entries/{id}/gates", of_id(&Queries::gates_ahead));
    get("/api/entries/{id}/history", of_id(&Queries::history));
    get("/api/entries/{id}/say", say_query(backend));
    get("/api/offers/{id}/history", offer_history_query);
    get("/api/search", [](Queries& q, const Directory& d, const http::Request& r, Id m) -> Result<std::string> {
        return q.search(d, m, value_of(r, "q").substr(0, 200));
    });
    get("/api/feed_links", of_member(&Queries::feed_links));
    get("/api/subscriptions", of_member(&Queries::subscriptions));
    get("/api/subscriptions/{id}/address", of_id(&Queries::subscription_address));
    get("/api/feed-links/{id}/fetches", fetches_query(backend));
    get("/api/activity", activity_query);
    get("/api/plan", plan_query(backend));
    get("/api/trash", [](Queries& q, const Directory& d, const http::Request& r, Id m) -> Result<std::string> {
        return q.trash(d, m, number_of(r, "before"));
    });
    get("/api/touches", touches_query);
    get("/api/talk", talk_query);
}

} // namespace tandem::api
