#include "server/api/plan_routes.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "calendar/engine/plan_queries.hpp"
#include "server/api/query_route.hpp"

namespace tandem::api {
namespace {

Result<IdList> ids_of(std::string_view text) {
    IdList ids;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const auto id = parse_id(text.substr(0, comma));
        if (!id) return fail_field("ids", "must be ids with commas between them");
        if (ids.size() == most_chosen)
            return fail_field("ids", fmt::format("must be {} at most", most_chosen), ErrorCode::too_large);
        if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    if (ids.empty()) return fail_field("ids", "must be ids with commas between them");
    return ids;
}

Result<std::int64_t> days_of(const std::string& text) {
    std::int64_t days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error == std::errc{} && end == text.data() + text.size()) return days;
    return fail_field("days", "must be a number of days");
}

Result<bool> flag_of(const http::Request& request, std::string_view name) {
    const std::string text = value_of(request, name);
    if (text.empty() || text == "true" || text == "false") return text == "true";
    return fail_field(name, "must be true or false");
}

Result<std::string> shift_query(Queries& queries, const Directory& directory, const http::Request& request, Id member) {
    const auto ids = ids_of(value_of(request, "ids"));
    if (!ids) return std::unexpected(ids.error());
    const auto days = days_of(value_of(request, "days"));
    if (!days) return std::unexpected(days.error());
    const auto children = flag_of(request, "children"), dependants = flag_of(request, "dependants");
    if (!children) return std::unexpected(children.error());
    if (!dependants) return std::unexpected(dependants.error());
    return shift_preview(queries, directory, member, {*ids, *days, *children, *dependants});
}

Result<std::string> linked_query(Queries& queries, const Directory& directory, const http::Request& request,
                                 Id member) {
    const auto id = id_of(request);
    return id ? linked_entries(queries, directory, member, *id) : std::unexpected(id.error());
}

} // namespace

void add_plan_routes(http::Router& router, Guard& guard, Backend& backend) {
    router.add({"GET", "/api/shift", guard.signed_in(query_handler(backend, shift_query))});
    router.add({"GET", "/api/entries/{id}/linked", guard.signed_in(query_handler(backend, linked_query))});
}

} // namespace tandem::api
