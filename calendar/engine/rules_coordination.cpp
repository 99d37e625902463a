// Audiences and prospects.
#include <algorithm>

#include "calendar/audience/audience.hpp"
#include "calendar/audience/condition.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/engine/parts.hpp"

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

} // namespace tandem
