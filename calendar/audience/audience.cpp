#include "calendar/audience/audience.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&AudienceList::name>("name", "What it is called").required().length(1, 120),
    text<&AudienceList::description>("description", "Whom it means").length(0, 1000),
    choice<&AudienceList::kind>("kind", audience_kinds, "A fixed list, or a rule over accounts")
        .set_by(SetBy::creation),
    text_list<&AudienceList::conditions>("conditions", "What accounts must be, all of it, if it is a rule")
        .items(20, 300),
    references<&AudienceList::account_ids>("account_ids", "account", "The accounts, if it is a list")
        .items(10'000, 0)
        .shown(Detail::log),
};

} // namespace

constinit const EntityType audience_type = entity<AudienceList>("audience", Audience::everyone, fields);

} // namespace tandem
