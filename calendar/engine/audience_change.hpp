#pragma once
// audience.change_accounts {id, add_ids?, remove_ids?}: accounts into a fixed list and out of it, without sending the
// list, so that two members who add to it at once both have their way. Core thread.

#include "calendar/engine/decide.hpp"

namespace tandem {

inline constexpr std::string_view change_accounts_command = "audience.change_accounts";
// Of each in one command: what fits into a frame.
inline constexpr std::size_t most_changed_accounts = 1'000;

Verdict decide_change_accounts(Context& context, const Command& command);

} // namespace tandem
