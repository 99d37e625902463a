// Audiences, prospects and notifications.
#include <algorithm>

#include "calendar/audience/audience.hpp"
#include "calendar/audience/condition.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/engine/parts.hpp"
#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

Result<void> release_all(Context& context, const EntityType& type, Id id) {
    release(context, type, id);
    return {};
}

} // namespace

Result<void> complete_audience(Context&, const Record*, Record& record) {
    const auto& audience = static_cast<const AudienceList&>(record);
    if (audience.kind == AudienceKind::list && !audience.conditions.empty())
        return fail_field("conditions", "are not for lists");
    if (audience.kind == AudienceKind::rule && !audience.account_ids.empty())
        return fail_field("account_ids", "are found by the rule");
    if (const auto read = parse_conditions(audience.conditions); !read) return std::unexpected(read.error());
    return {};
}

Result<void> before_delete_audience(Context& context, const Record& before) {
    return release_all(context, audience_type, before.id);
}

Result<void> complete_prospect(Context&, const Record*, Record& record) {
    const auto& email = static_cast<const Prospect&>(record).email;
    const auto at = email.find('@');
    const bool is_address = at != std::string::npos && at > 0 && at + 1 < email.size() &&
                            email.find_first_of(" \t\r\n<>,;") == std::string::npos;
    return email.empty() || is_address ? Result<void>{} : fail_field("email", "must be a mail address");
}

Result<void> before_delete_prospect(Context& context, const Record& before) {
    return release_all(context, prospect_type, before.id);
}

void notify(Context& context, Notification what) {
    const bool is_own = context.member && context.member->id == what.member_id;
    if (is_own) return; // nobody is told what they did themselves
    auto record = std::make_shared<Notification>(std::move(what));
    record->id = new_id(context.now);
    record->created_at = context.now;
    record->created_by = context.actor.member_id;
    record->by_id = context.actor.member_id;
    context.draft.create(notification_type, std::move(record));
}

} // namespace tandem
