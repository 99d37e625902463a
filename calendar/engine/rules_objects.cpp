#include <algorithm>

#include "calendar/engine/rules.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {
namespace {

bool is_name_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("._~@-").find(c) != std::string_view::npos;
}

bool is_taken(Context& context, const Entry& entry, std::string_view condition, const std::string& value) {
    const Records::Parameter parameters[] = {to_text(entry.calendar_id), value, to_text(entry.id)};
    return !context.draft.records().select(entry_type, condition, parameters).empty();
}

} // namespace

// One name and one UID stand for one entry of a calendar (RFC 4791 4.1). Who moves here, or comes back by an undo, goes
// by its id where another has the name by now.
Result<void> complete_resource_name(Context& context, const Entry* before, Entry& entry) {
    if (entry.resource_name.empty() || (before && before->calendar_id == entry.calendar_id)) return {};
    if (!std::ranges::all_of(entry.resource_name, is_name_character)) // R24
        return fail_field("resource_name", "must be of letters, digits and ._~@-");
    const bool is_taken_name =
        is_taken(context, entry, "calendar_id = ? AND resource_name = ? AND resource_name <> '' AND id <> ? LIMIT 1",
                 entry.resource_name);
    const bool is_new = !before && context.draft.log().last_rev(entry.id) == 0;
    if (is_taken_name && is_new)
        return fail_field("resource_name", "is taken in this calendar", ErrorCode::changed_since);
    if (is_taken_name) entry.resource_name.clear();
    constexpr std::string_view same_uid =
        "calendar_id = ? AND uid = ? AND uid <> '' AND id <> ? AND series_id IS NULL LIMIT 1";
    if (is_new && !entry.uid.empty() && is_taken(context, entry, same_uid, entry.uid))
        return fail_field("uid", "belongs to another entry of this calendar", ErrorCode::changed_since);
    return {};
}

} // namespace tandem
