#include "server/api/feed_routes.hpp"

namespace tandem::api {
namespace {

http::Response download(Backend& backend, Queries& queries, Id id, Id member, const Feeds& feeds) {
    auto text = queries.entry_as_text(*backend.engine.directory(), member, id, feeds.base_url());
    return text ? feeds.download(id, std::move(*text)) : http::problem(text.error());
}

} // namespace

void add_feed_routes(http::Router& router, Guard& guard, Backend& backend, const std::unique_ptr<Feeds>& feeds) {
    // Without a rate by address: one server of Google's or a Nextcloud fetches for many, and Thunderbird takes any 429
    // as a reason to give up.
    router.add({"GET", "/feeds/{token}/{name}", [&feeds](http::Request request, http::Respond respond) {
                    feeds->handle(std::move(request), std::move(respond));
                }});
    router.add({"GET", "/api/entries/{id}.ics",
                guard.signed_in([&backend, &feeds](http::Request request, http::Respond respond, Visitor visitor) {
                    const auto id = parse_id(request.parameter("id"));
                    if (!id) return respond(http::problem({ErrorCode::not_found, {}, "no such entry"}));
                    auto answer = std::make_shared<http::Respond>(std::move(respond));
                    const bool taken =
                        backend.workers.post([&backend, &feeds, id = *id, visitor, answer](Queries& queries) {
                            (*answer)(download(backend, queries, id, visitor.member_id, *feeds));
                        });
                    if (!taken)
                        (*answer)(http::problem({ErrorCode::unavailable, {}, "too much is going on"},
                                                std::chrono::seconds{1}));
                })});
}

} // namespace tandem::api
