#include "server/api/import_routes.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "calendar/ical/scan.hpp"

namespace tandem::api {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Of any charset: calendars that are not UTF-8 are refused by their line, of tables it is found.
Result<void> check_type(const http::Request& request, std::string_view wanted) {
    const std::string_view type = request.headers.get("Content-Type");
    if (http::equal_without_case(trimmed(type.substr(0, type.find(';'))), wanted)) return {};
    return fail(ErrorCode::unsupported_media_type, fmt::format("the body must be {}", wanted));
}

// The calendar, if the visitor may write there; one that they may not know of is not there (R8).
Result<Id> calendar_of(const http::Request& request, const Visitor& visitor, const Directory& directory) {
    const auto id = parse_id(http::query_value(request.query, "calendar").value_or(""));
    const Level level = id ? directory.level(*id, visitor.member_id) : Level::none;
    if (level == Level::none) return fail_field("calendar", "names nothing that is there", ErrorCode::not_found);
    if (!visitor.may_write) return fail(ErrorCode::forbidden, "this token only reads");
    if (level < Level::write) return fail(ErrorCode::forbidden, "you cannot change entries of this calendar");
    if (directory.calendar(*id)->source == CalendarSource::subscription)
        return fail(ErrorCode::forbidden,
                    "this calendar is filled by a subscription; its entries cannot be changed here");
    return *id;
}

Result<bool> is_preview(const http::Request& request) {
    const std::string value = http::query_value(request.query, "preview").value_or("false");
    if (value == "true" || value == "false") return value == "true";
    return fail_field("preview", "must be true or false");
}

// kind=, and columns= with a name for each column of the table, commas between them.
Result<CsvOrder> table_of(const http::Request& request, const Visitor& visitor, const Directory& directory) {
    CsvOrder order;
    const std::string kind = http::query_value(request.query, "kind").value_or("");
    const auto found = std::ranges::find(csv_kinds, kind);
    if (found == std::end(csv_kinds)) return fail_field("kind", "must be accounts, prospects or entries");
    order.kind = static_cast<CsvKind>(found - std::begin(csv_kinds));
    if (order.kind == CsvKind::entries) {
        const auto calendar = calendar_of(request, visitor, directory);
        if (!calendar) return std::unexpected(calendar.error());
        order.calendar_id = *calendar;
    }
    const Member* member = directory.member(visitor.member_id);
    if (!visitor.may_write) return fail(ErrorCode::forbidden, "this token only reads");
    if (!member || member->role == Role::viewer) return fail(ErrorCode::forbidden, "viewers import nothing");
    if (const auto columns = http::query_value(request.query, "columns"); columns && !columns->empty()) {
        order.columns.emplace();
        for (const auto name : std::views::split(*columns, ',')) order.columns->emplace_back(name.begin(), name.end());
    }
    return order;
}

void add_table_route(http::Router& router, Guard& guard, Backend& backend, Imports& imports) {
    auto handler = [&backend, &imports](http::Request request, http::Respond respond, const Visitor& visitor) {
        auto order = table_of(request, visitor, *backend.engine.directory());
        if (!order) return respond(http::problem(order.error()));
        const auto preview = is_preview(request);
        if (!preview) return respond(http::problem(preview.error()));
        if (auto ok = check_type(request, "text/csv"); !ok) return respond(http::problem(ok.error()));
        imports.take(
            {visitor, order->calendar_id, std::move(request.body), *preview, std::move(respond), std::move(*order)});
    };
    router.add({"POST", "/api/import/csv", guard.signed_in(std::move(handler)), ical::max_bytes});
}

} // namespace

void add_import_routes(http::Router& router, Guard& guard, Backend& backend, Imports& imports) {
    auto handler = [&backend, &imports](http::Request request, http::Respond respond, const Visitor& visitor) {
        const auto calendar = calendar_of(request, visitor, *backend.engine.directory());
        if (!calendar) return respond(http::problem(calendar.error()));
        const auto preview = is_preview(request);
        if (!preview) return respond(http::problem(preview.error()));
        if (auto ok = check_type(request, "text/calendar"); !ok) return respond(http::problem(ok.error()));
        imports.take({visitor, *calendar, std::move(request.body), *preview, std::move(respond)});
    };
    router.add({"POST", "/api/import", guard.signed_in(std::move(handler)), ical::max_bytes});
    add_table_route(router, guard, backend, imports);
}

} // namespace tandem::api
