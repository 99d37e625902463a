#include "calendar/record/decode_when.hpp"

#include <boost/json.hpp>

namespace tandem {
namespace {

// The text of a key, or nothing if it is absent or no text.
std::string_view text_of(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(boost::json::string_view(key.data(), key.size()));
    if (!value || !value->is_string()) return {};
    return {value->get_string().data(), value->get_string().size()};
}

Result<Value> decode_dates(const boost::json::object& object) {
    const auto starts = parse_date(text_of(object, "starts_on"));
    const auto ends = parse_date(text_of(object, "ends_on"));
    if (!starts || !ends || object.size() != 2) return fail(ErrorCode::invalid_field, "");
    return Value{When{When::Kind::all_day, LocalTime{*starts}, LocalTime{*ends}, {}}};
}

Result<Value> decode_times(const boost::json::object& object) {
    const auto starts = parse_local_time(text_of(object, "starts_at"));
    const auto ends = parse_local_time(text_of(object, "ends_at"));
    const bool zoned = object.contains("zone");
    if (!starts || !ends || object.size() != (zoned ? 3U : 2U)) return fail(ErrorCode::invalid_field, "");
    std::string zone(text_of(object, "zone"));
    if (zoned && zone.empty()) return fail(ErrorCode::invalid_field, "");
    return Value{When{zoned ? When::Kind::zoned : When::Kind::floating, *starts, *ends, std::move(zone)}};
}

} // namespace

Result<Value> decode_when(const Field& field, const boost::json::value& json) {
    if (json.is_object()) {
        const auto& object = json.get_object();
        auto value = object.contains("starts_on") ? decode_dates(object) : decode_times(object);
        if (value) return value;
    }
    return fail_field(field.name, "must hold starts_on and ends_on (dates), or starts_at and ends_at (local times) "
                                  "with or without a zone");
}

} // namespace tandem
