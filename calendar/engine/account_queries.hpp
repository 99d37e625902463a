#pragma once
// What members ask around accounts: which entries use an audience, which accounts some lines of text mean, the people
// of an account, and the journey board. Accounts, audiences and prospects are seen by every member; entries as each
// sees them. On worker threads, each with its own Queries.

#include <span>

#include "calendar/engine/queries.hpp"

namespace tandem {

// {"entries":[…],"hidden":2}: the newest first; what the member does not see in full is counted. Errors: not_found.
Result<std::string> users_of_audience(Queries& queries, const Directory& directory, Id member, Id audience);

inline constexpr std::size_t most_lines = 1'000;
// {"lines":[{"line":"hanse.de","accounts":[{"id":…,"name":…}]}]}: the accounts that have the line as their name or
// domain, in any case of A to Z; at most five of each. Errors: invalid_field "lines".
Result<std::string> accounts_named(Queries& queries, const Directory& directory, std::span<const std::string> lines);

// The account alone: a page holds only some of very many. Errors: not_found.
Result<std::string> account_alone(Queries& queries, const Directory& directory, Id member, Id account);

// {"prospects":[…],"more":false}, by name. Errors: not_found.
Result<std::string> prospects_of_account(Queries& queries, const Directory& directory, Id member, Id account);

struct JourneyFilter {
    std::optional<Id> owner;
    std::string text;                 // in the names of a prospect or of their account
    std::optional<std::string> stage; // of this one alone, from `offset` on
    std::int64_t offset = 0;
};
// {"stages":[{"stage":"interest","prospects":12,"value":84000},…],"prospects":[…]}: of each stage how many there are
// and the first of them, those that changed last first; "" is before the journey. Errors: invalid_field "stage".
Result<std::string> journey(Queries& queries, const Directory& directory, Id member, const JourneyFilter& filter);

} // namespace tandem
