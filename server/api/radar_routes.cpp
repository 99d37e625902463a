#include "server/api/radar_routes.hpp"

#include <array>
#include <charconv>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/radar.hpp"
#include "calendar/engine/radar_board.hpp"
#include "calendar/engine/radar_cell.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/json.hpp"
#include "server/api/query_route.hpp"

namespace tandem::api {
namespace {

constexpr std::size_t most_search = 200;
constexpr std::size_t draft_body = 64 * 1024; // a thousand accounts left out

// Days that each are asked for; none if neither is given.
Result<std::optional<Window>> range_of(std::string_view from, std::string_view to) {
    if (from.empty() && to.empty()) return std::optional<Window>{};
    auto window = parse_window(from, to);
    if (!window) return std::unexpected(window.error());
    if (window->to - window->from > std::chrono::days{radar_range_days})
        return fail_field("to", fmt::format("must be after from, by at most {} days", radar_range_days));
    return std::optional(*window);
}

std::string text_of(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains({name.data(), name.size()});
    return value && value->is_string() ? std::string(value->get_string()) : "";
}

Result<IdList> ids_of(const boost::json::object& object, std::string_view name) {
    const auto* given = object.if_contains({name.data(), name.size()});
    if (!given) return IdList{};
    auto value = decode_value(*entry_type.find(name), *given);
    if (!value) return std::unexpected(value.error());
    return std::get<IdList>(std::move(*value));
}

Result<void> check_keys(const boost::json::object& object) {
    constexpr std::array<std::string_view, 9> known = {
        "entry_id", "audience_ids", "excluded_account_ids", "on", "from", "to", "channel", "when", "owner_id"};
    for (const auto& member : object) {
        const std::string_view key(member.key().data(), member.key().size());
        if (std::ranges::find(known, key) == known.end())
            return fail_field(shortened(key), "is not a field here", ErrorCode::unknown_field);
        const bool is_text = key != "audience_ids" && key != "excluded_account_ids" && key != "when";
        if (is_text && !member.value().is_string()) return fail_field(key, "must be a text");
    }
    return {};
}

Result<RadarQuestion> decode_draft(const std::string& body) {
    const auto json = parse_json_object(body);
    if (!json) return std::unexpected(json.error());
    const auto& object = (*json)->get_object();
    if (auto ok = check_keys(object); !ok) return std::unexpected(ok.error());
    RadarQuestion question;
    if (object.contains("entry_id")) {
        question.plan.entry_id = parse_id(text_of(object, "entry_id"));
        if (!question.plan.entry_id) return fail_field("entry_id", "must be an id of 26 characters");
    }
    auto audiences = ids_of(object, "audience_ids"), excluded = ids_of(object, "excluded_account_ids");
    if (!audiences) return std::unexpected(audiences.error());
    if (!excluded) return std::unexpected(excluded.error());
    question.plan.audience_ids = std::move(*audiences);
    question.plan.excluded_account_ids = std::move(*excluded);
    const auto on = parse_date(text_of(object, "on"));
    if (!on) return fail_field("on", "must be a date like 2026-03-30");
    question.days = {*on};
    const auto range = range_of(text_of(object, "from"), text_of(object, "to"));
    if (!range) return std::unexpected(range.error());
    question.range = *range;
    return question;
}

template <class T>
Result<std::optional<T>> value_in(const boost::json::object& object, std::string_view name) {
    const auto* given = object.if_contains({name.data(), name.size()});
    if (!given) return std::optional<T>{};
    auto value = decode_value(*entry_type.find(name), *given);
    if (!value) return std::unexpected(value.error());
    if (const auto* found = std::get_if<T>(&*value)) return std::optional(*found);
    return std::optional<T>{};
}

Result<RadarDraft> decode_rest(const std::string& body) {
    const auto json = parse_json_object(body);
    if (!json) return std::unexpected(json.error());
    const auto& object = (*json)->get_object();
    const auto channel = value_in<std::int64_t>(object, "channel");
    const auto when = value_in<When>(object, "when");
    const auto owner = value_in<Id>(object, "owner_id");
    if (!channel) return std::unexpected(channel.error());
    if (!when) return std::unexpected(when.error());
    if (!owner) return std::unexpected(owner.error());
    RadarDraft draft{{}, *when, *owner};
    if (*channel) draft.channel = static_cast<Channel>(**channel);
    return draft;
}

Query entry_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        const auto id = id_of(request);
        if (!id) return std::unexpected(id.error());
        const auto range = range_of(value_of(request, "from"), value_of(request, "to"));
        if (!range) return std::unexpected(range.error());
        return radar_of_entry(queries, directory, member, *id, *range, backend.clock.now());
    };
}

Query draft_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        auto question = decode_draft(request.body);
        if (!question) return std::unexpected(question.error());
        const auto draft = decode_rest(request.body);
        if (!draft) return std::unexpected(draft.error());
        return radar_of_draft(queries, directory, member, std::move(*question), *draft, backend.clock.now());
    };
}

Result<std::size_t> number_of(const http::Request& request, std::string_view name, std::size_t otherwise,
                              std::size_t most) {
    const std::string text = value_of(request, name);
    std::size_t number = otherwise;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty()) return otherwise;
    if (error != std::errc{} || end != text.data() + text.size() || number > most)
        return fail_field(name, fmt::format("must be a number, {} at most", most));
    return number;
}

Result<RadarBoardQuestion> decode_board(const http::Request& request) {
    auto window = parse_window(value_of(request, "from"), value_of(request, "to"));
    if (!window) return std::unexpected(window.error());
    if (window->to - window->from > std::chrono::days{board_days})
        return fail_field("to", fmt::format("must be after from, by at most {} days", board_days));
    RadarBoardQuestion question{*window, {}, value_of(request, "q")};
    if (question.search.size() > most_search) return fail_field("q", "is too long", ErrorCode::too_large);
    if (const std::string team = value_of(request, "team"); !team.empty()) {
        const auto at = std::ranges::find(teams, team);
        if (at == std::end(teams)) return fail_field("team", "must be marketing, sales or other");
        question.team = static_cast<Team>(at - std::begin(teams));
    }
    const auto offset = number_of(request, "offset", 0, 100'000'000);
    const auto limit = number_of(request, "limit", question.limit, board_rows);
    if (!offset) return std::unexpected(offset.error());
    if (!limit) return std::unexpected(limit.error());
    question.offset = *offset;
    question.limit = *limit;
    return question;
}

Query board_query(const Backend& backend, RadarBoard& board) {
    return [&backend, &board](Queries& queries, const Directory& directory, const http::Request& request,
                              Id member) -> Result<std::string> {
        const auto question = decode_board(request);
        if (!question) return std::unexpected(question.error());
        return board.answer(queries, directory, member, *question, backend.clock.now());
    };
}

Query cell_query(const Backend& backend) {
    return [&backend](Queries& queries, const Directory& directory, const http::Request& request,
                      Id member) -> Result<std::string> {
        const auto account = parse_id(value_of(request, "account"));
        if (!account) return fail_field("account", "must be an id of 26 characters");
        const auto on = parse_date(value_of(request, "on"));
        if (!on) return fail_field("on", "must be a date like 2026-03-30");
        return radar_cell(queries, directory, member, *account, *on, backend.clock.now());
    };
}

Result<std::string> overrides_query(Queries& queries, const Directory& directory, const http::Request& request,
                                    Id member) {
    const auto since = parse_date(value_of(request, "since"));
    if (!since) return fail_field("since", "must be a date like 2026-03-30");
    return radar_overrides(queries, directory, member, Instant{since->time_since_epoch()});
}

} // namespace

void add_radar_routes(http::Router& router, Guard& guard, Backend& backend, RadarBoard& board) {
    router.add({"GET", "/api/entries/{id}/radar", guard.signed_in(query_handler(backend, entry_query(backend)))});
    router.add({"GET", "/api/radar", guard.signed_in(query_handler(backend, board_query(backend, board)))});
    router.add({"GET", "/api/radar/cell", guard.signed_in(query_handler(backend, cell_query(backend)))});
    router.add({"GET", "/api/radar/overrides", guard.signed_in(query_handler(backend, overrides_query))});
    router.add({"POST", "/api/radar", guard.signed_in(query_handler(backend, draft_query(backend))), draft_body});
}

} // namespace tandem::api
