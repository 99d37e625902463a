#include "server/api/query_route.hpp"

namespace tandem::api {
namespace {

http::Response json_or_problem(Result<std::string> answer) {
    if (!answer) return http::problem(answer.error());
    return http::json_response(200, std::move(*answer));
}

} // namespace

Error busy() { return {ErrorCode::unavailable, {}, "too much is going on; try again in a moment"}; }

SignedInHandler query_handler(Backend& backend, Query query) {
    return [&backend, query = std::move(query)](http::Request request, http::Respond respond, Visitor visitor) {
        auto answer = std::make_shared<http::Respond>(std::move(respond));
        const bool taken =
            backend.workers.post([&backend, query, request = std::move(request), answer, visitor](Queries& queries) {
                (*answer)(json_or_problem(query(queries, *backend.engine.directory(), request, visitor.member_id)));
            });
        if (!taken) (*answer)(http::problem(busy(), std::chrono::seconds{1}));
    };
}

std::string value_of(const http::Request& request, std::string_view name) {
    return http::query_value(request.query, name).value_or("");
}

Result<Id> id_of(const http::Request& request) {
    const auto id = parse_id(request.parameter("id"));
    if (!id) return fail(ErrorCode::not_found, "there is nothing of that id");
    return *id;
}

} // namespace tandem::api
