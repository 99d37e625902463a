#pragma once
// The commands of subscriptions that are more than a change of their record: beginning one makes its calendar, too, and
// "check now" is a wish, not a field. Called by decide; stages into the draft only.

#include "calendar/engine/decide.hpp"

namespace tandem {

// subscription.create: the fields of the subscription and those of its calendar in one object. Made by who may make
// such a calendar.
Verdict decide_subscribe(Context& context, const Command& command);

// subscription.refresh. Errors: forbidden while it is paused; too_many_requests within a minute of the last wish.
Verdict decide_refresh(Context& context, const Record& before);

} // namespace tandem
