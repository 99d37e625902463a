#include "server/api/feed_routes.hpp"

#include "calendar/entries/entry.hpp"

namespace tandem::api {
namespace {

http::Response download(Queries& queries, const Directory& directory, Id id, Id member, const std::string& base_url) {
    auto entry = std::static_pointer_cast<const Entry>(queries.records().load(entry_type, id));
    auto answer = download_entry(std::move(entry), member, directory, base_url);
    return answer ? std::move(*answer) : http::problem(answer.error());
}

} // namespace

void add_feed_routes(http::Router& router, Guard& guard, Backend& backend, const std::unique_ptr<Feeds>& feeds,
                     const std::string& base_url) {
    router.add({"GET", "/feeds/{token}/{name}", [&feeds](http::Request request, http::Respond respond) {
                    feeds->handle(std::move(request), std::move(respond));
                }});
    router.add({"GET", "/api/entries/{id}.ics",
                guard.signed_in([&backend, &base_url](http::Request request, http::Respond respond, Visitor visitor) {
                    const auto id = parse_id(request.parameter("id"));
                    if (!id) return respond(http::problem({ErrorCode::not_found, {}, "no such entry"}));
                    auto answer = std::make_shared<http::Respond>(std::move(respond));
                    const bool taken =
                        backend.workers.post([&backend, &base_url, id = *id, visitor, answer](Queries& queries) {
                            (*answer)(download(queries, *backend.engine.directory(), id, visitor.member_id, base_url));
                        });
                    if (!taken)
                        (*answer)(http::problem({ErrorCode::unavailable, {}, "too much is going on"},
                                                std::chrono::seconds{1}));
                })});
}

} // namespace tandem::api
