#include "calendar/engine/object_names.hpp"

#include <algorithm>

#include "calendar/entries/entry.hpp"

namespace tandem {
namespace {

bool is_name_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("._~@-").find(c) != std::string_view::npos;
}

bool finds(Records& records, std::string_view condition, Id calendar, const std::string& value, Id but_for) {
    const Records::Parameter parameters[] = {to_text(calendar), value, to_text(but_for)};
    return !records.select(entry_type, condition, parameters).empty();
}

} // namespace

bool is_resource_name(std::string_view name) {
    return !name.empty() && name.size() <= 200 && name != "." && name != ".." &&
           std::ranges::all_of(name, is_name_character);
}

bool is_name_taken(Records& records, Id calendar, const std::string& name, Id but_for) {
    constexpr std::string_view same_name =
        "calendar_id = ? AND resource_name = ? AND resource_name <> '' AND id <> ? LIMIT 1";
    if (finds(records, same_name, calendar, name, but_for)) return true;
    const auto id = name.ends_with(".ics") ? parse_id(name.substr(0, name.size() - 4)) : std::nullopt;
    if (!id || *id == but_for) return false;
    const RecordPtr entry = records.load(entry_type, *id);
    return entry && static_cast<const Entry&>(*entry).calendar_id == calendar;
}

bool is_uid_taken(Records& records, Id calendar, const std::string& uid, Id but_for) {
    constexpr std::string_view same_uid =
        "calendar_id = ? AND uid = ? AND uid <> '' AND id <> ? AND series_id IS NULL LIMIT 1";
    return finds(records, same_uid, calendar, uid, but_for);
}

} // namespace tandem
