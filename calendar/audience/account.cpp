#include "calendar/audience/account.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&Account::name>("name", "The company's name").required().length(1, 120),
    text<&Account::domain>("domain", "Its web domain").length(0, 253),
    text<&Account::industry>("industry", "Its line of business").length(0, 80),
    text<&Account::city>("city", "Where it sits").length(0, 80),
    integer<&Account::employee_count>("employee_count", "How many people work there").range(0, 10'000'000),
    reference<&Account::owner_id>("owner_id", "member", "The rep who answers for it"),
    boolean<&Account::do_not_contact>("do_not_contact", "Nobody may contact it"),
    text<&Account::note>("note", "What the teams should know").length(0, 2000),
};

} // namespace

constinit const EntityType account_type = entity<Account>("account", Audience::everyone, fields);

} // namespace tandem
