#include "server/api/feed_routes.hpp"

#include "calendar/entries/entry.hpp"

namespace tandem::api {
namespace {

http::Response download(Queries& queries, const Directory& directory, Id id, Id member, const Feeds& feeds) {
    const auto entry = std::static_pointer_cast<const Entry>(queries.records().load(entry_type, id));
    const auto item = entry ? feed_item_for(entry, member, directory) : std::nullopt;
    return item ? feeds.download(*item) : http::problem({ErrorCode::not_found, {}, "no such entry"});
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
                            const DirectoryPtr directory = backend.engine.directory(); // the item's names live in it
                            (*answer)(download(queries, *directory, id, visitor.member_id, *feeds));
                        });
                    if (!taken)
                        (*answer)(http::problem({ErrorCode::unavailable, {}, "too much is going on"},
                                                std::chrono::seconds{1}));
                })});
}

} // namespace tandem::api
