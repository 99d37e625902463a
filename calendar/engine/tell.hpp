#pragma once
// Who is told of what a command does: whoever is named in a comment, whoever owns or has talked about what it is about,
// whoever is given an entry. Called once the command is decided, so that what is told of is in the draft.

#include "calendar/engine/decide.hpp"

namespace tandem {

void tell(Context& context, const Command& command);

// Everything in one's own inbox is read: one change, however many there are. Takes no arguments.
inline constexpr std::string_view read_all_command = "notification.read_all";
Verdict decide_read_all(Context& context, const Command& command);

} // namespace tandem
