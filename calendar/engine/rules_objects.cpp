#include "calendar/engine/calendar_object.hpp"
#include "calendar/engine/object_names.hpp"
#include "calendar/engine/rules.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {
namespace {

// Who moves here, or comes back by an undo, goes by its id where another has the name by now; and by one that nobody
// else thinks of where another even took that while it was gone.
void make_way(Records& records, Entry& entry) {
    const auto is_taken = [&] { return is_name_taken(records, entry.calendar_id, resource_name_of(entry), entry.id); };
    if (!is_taken()) return;
    entry.resource_name.clear();
    if (is_taken()) entry.resource_name = to_text(entry.id) + "~.ics";
}

} // namespace

// One name and one UID stand for one entry of a calendar (RFC 4791 4.1).
Result<void> complete_resource_name(Context& context, const Entry* before, Entry& entry) {
    if (before && before->calendar_id == entry.calendar_id) return {};
    Records& records = context.draft.records();
    if (before || context.draft.log().last_rev(entry.id) > 0) {
        make_way(records, entry);
        return {};
    }
    if (entry.resource_name.empty()) return {};
    if (!is_resource_name(entry.resource_name))
        return fail_field("resource_name", "must be of letters, digits and ._~@-");
    if (is_name_taken(records, entry.calendar_id, entry.resource_name, entry.id))
        return fail_field("resource_name", "is taken in this calendar", ErrorCode::changed_since);
    if (is_uid_taken(records, entry.calendar_id, entry.uid, entry.id))
        return fail_field("uid", "belongs to another entry of this calendar", ErrorCode::changed_since);
    return {};
}

} // namespace tandem
