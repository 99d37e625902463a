#pragma once
// Comments and reactions: what must go when what they are about goes, and what is said about one thing. Core thread;
// the query on a reader's.

#include "calendar/engine/queries.hpp"
#include "calendar/engine/rules.hpp"

namespace tandem {

// Stages the end of all that is said about an offer or an account: `field` is "offer_id" or "account_id".
void erase_talk(Context& context, std::string_view field, Id id);

// {"comments":[…],"reactions":[…],"more":…}: the newest comments and every reaction, also those to comments. `of` is
// entry_type, offer_type or account_type. Errors: not_found, also for an entry that the member does not see in full.
Result<std::string> talk_about(Queries& queries, const Directory& given, Id member, const EntityType& of, Id id);

} // namespace tandem
