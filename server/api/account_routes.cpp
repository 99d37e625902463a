#include "server/api/account_routes.hpp"

#include <charconv>

#include <boost/json.hpp>

#include "calendar/engine/account_queries.hpp"
#include "calendar/engine/account_say.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/json.hpp"
#include "calendar/time/zone.hpp"
#include "server/api/query_route.hpp"

namespace tandem::api {
namespace {

constexpr std::size_t lines_body = 512 * 1024; // 1,000 lines of 253 characters
constexpr std::size_t most_bytes = 1'012;      // of a line: 253 characters

// {"lines":[…]} and nothing else.
Result<std::vector<std::string>> lines_in(const std::string& body) {
    const auto json = parse_json_object(body);
    if (!json) return std::unexpected(json.error());
    const auto& object = (*json)->get_object();
    for (const auto& member : object)
        if (member.key() != "lines") return fail_field("lines", "is all that is asked for", ErrorCode::unknown_field);
    const auto* given = object.if_contains("lines");
    if (!given || !given->is_array() || given->get_array().size() > most_lines)
        return fail_field("lines", "must be a list of at most 1000 lines");
    std::vector<std::string> lines;
    for (const auto& line : given->get_array()) {
        if (!line.is_string() || line.get_string().size() > most_bytes)
            return fail_field("lines", "must hold texts of at most 253 characters");
        lines.emplace_back(line.get_string().data(), line.get_string().size());
    }
    return lines;
}

Result<std::string> find_query(Queries& queries, const Directory& directory, const http::Request& request, Id) {
    const auto lines = lines_in(request.body);
    if (!lines) return std::unexpected(lines.error());
    return accounts_named(queries, directory, *lines);
}

// ?owner=ID&q=…&stage=interest&offset=50; a stage of nothing is "none".
Result<std::string> journey_query(Queries& queries, const Directory& directory, const http::Request& request,
                                  Id member) {
    JourneyFilter filter;
    if (const auto owner = http::query_value(request.query, "owner")) {
        filter.owner = parse_id(*owner);
        if (!filter.owner) return fail_field("owner", "must be the id of a member");
    }
    filter.text = value_of(request, "q");
    if (filter.text.size() > most_bytes) return fail_field("q", "must be at most 253 characters");
    if (const auto stage = http::query_value(request.query, "stage")) filter.stage = *stage == "none" ? "" : *stage;
    if (const std::string offset = value_of(request, "offset"); !offset.empty()) {
        const auto [end, error] = std::from_chars(offset.data(), offset.data() + offset.size(), filter.offset);
        if (error != std::errc{} || end != offset.data() + offset.size() || filter.offset < 0)
            return fail_field("offset", "must be a whole number");
    }
    return journey(queries, directory, member, filter);
}

using OfId = Result<std::string> (*)(Queries&, const Directory&, Id member, Id id);

Query of_id(OfId query) {
    return [query](Queries& queries, const Directory& directory, const http::Request& request,
                   Id member) -> Result<std::string> {
        const auto id = id_of(request);
        return id ? query(queries, directory, member, *id) : std::unexpected(id.error());
    };
}

// On the day that is asked for, or on the member's today.
Query say_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        const auto id = id_of(request);
        if (!id) return std::unexpected(id.error());
        const std::string said = value_of(request, "on");
        if (const auto on = parse_date(said)) return say_to_account(queries, directory, member, *id, *on);
        if (!said.empty()) return fail_field("on", "must be a date like 2026-03-30");
        const Member* reader = directory.member(member);
        const LocalTime now = to_local(backend.clock.now(), reader ? reader->zone : "UTC");
        return say_to_account(queries, directory, member, *id, std::chrono::floor<std::chrono::days>(now));
    };
}

} // namespace

void add_account_routes(http::Router& router, Guard& guard, Backend& backend) {
    const auto add = [&](std::string method, std::string pattern, Query query) {
        router.add({std::move(method), std::move(pattern), guard.signed_in(query_handler(backend, std::move(query))),
                    lines_body});
    };
    add("GET", "/api/audiences/{id}/entries", of_id(users_of_audience));
    add("POST", "/api/accounts/find", find_query);
    add("GET", "/api/accounts/{id}", of_id(account_alone));
    add("GET", "/api/accounts/{id}/prospects", of_id(prospects_of_account));
    add("GET", "/api/accounts/{id}/say", say_query(backend));
    add("GET", "/api/journey", journey_query);
}

} // namespace tandem::api
