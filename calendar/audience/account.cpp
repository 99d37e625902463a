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
    text<&Account::line_of_business>("line_of_business", "What it sells, and to whom").length(0, 80),
    text<&Account::region>("region", "The sales region that it lies in").length(0, 80),
    choice<&Account::rating>("rating", account_ratings, "How well it fits, a is best"),
    boolean<&Account::open_opportunity>("open_opportunity", "A deal is being talked over with it"),
};

} // namespace

constinit const EntityType account_type = entity<Account>("account", Audience::everyone, fields);

} // namespace tandem
