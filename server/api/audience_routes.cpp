#include "server/api/audience_routes.hpp"

#include <boost/json.hpp>

#include "calendar/audience/audience.hpp"
#include "calendar/engine/audience_queries.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/json.hpp"
#include "server/api/query_route.hpp"

namespace tandem::api {
namespace {

constexpr std::size_t try_body = 64 * 1024; // 20 conditions of 300 characters

// {"conditions":[…]} and nothing else.
Result<TextList> conditions_in(const std::string& body) {
    const auto json = parse_json_object(body);
    if (!json) return std::unexpected(json.error());
    const auto& object = (*json)->get_object();
    for (const auto& member : object)
        if (member.key() != "conditions")
            return fail_field("conditions", "is all that is asked for", ErrorCode::unknown_field);
    const auto* given = object.if_contains("conditions");
    if (!given) return fail_field("conditions", "must be given");
    auto value = decode_value(*audience_type.find("conditions"), *given);
    if (!value) return std::unexpected(value.error());
    return std::get<TextList>(std::move(*value));
}

Result<std::string> try_query(Queries& queries, const Directory& directory, const http::Request& request, Id) {
    const auto conditions = conditions_in(request.body);
    if (!conditions) return std::unexpected(conditions.error());
    return accounts_of_rule(queries, directory, *conditions);
}

} // namespace

void add_audience_routes(http::Router& router, Guard& guard, Backend& backend) {
    const auto add = [&](std::string method, std::string pattern, Query query) {
        router.add({std::move(method), std::move(pattern), guard.signed_in(query_handler(backend, std::move(query))),
                    try_body});
    };
    add("GET", "/api/audiences", [](Queries& q, const Directory& d, const http::Request&, Id) -> Result<std::string> {
        return audience_sizes(q, d);
    });
    add("GET", "/api/audiences/{id}",
        [](Queries& q, const Directory& d, const http::Request& r, Id) -> Result<std::string> {
            const auto id = id_of(r);
            return id ? accounts_of_audience(q, d, *id, value_of(r, "all") == "true") : std::unexpected(id.error());
        });
    add("POST", "/api/audiences/try", try_query);
}

} // namespace tandem::api
