#pragma once
// Moving many entries by the same number of days: those chosen, with what hangs under them, what follows them and, if
// asked for, what needs them. The plan serves the command and its preview alike, so that what was shown is what moves.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/entry_links.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {

inline constexpr std::size_t most_chosen = 500;     // entries that one command names
inline constexpr std::size_t most_moved = most_led; // with what goes along
inline constexpr std::int64_t most_shift_days = 1'000;

struct ShiftRequest {
    IdList ids;
    std::int64_t days = 0;
    bool children = false;   // of campaigns, and of the campaigns under a theme
    bool dependants = false; // what needs one of them, and what needs that
};

struct ShiftMove {
    enum class Why : std::uint8_t { chosen, child, follower, dependant };
    std::shared_ptr<const Entry> entry;
    Why why = Why::chosen;
    bool is_named = true; // it and all between it and what was chosen is seen in full; what is not refuses nothing
    When to = {};
};
inline constexpr std::string_view shift_reasons[] = {"chosen", "child", "follower", "dependant"};

struct ShiftStay {
    enum class Why : std::uint8_t { settled, not_yours, no_date };
    std::shared_ptr<const Entry> entry;
    Why why = Why::settled;
};
inline constexpr std::string_view stay_reasons[] = {"settled", "not_yours", "no_date"};

struct ShiftPlan {
    std::vector<ShiftMove> moves; // what the member may not see in full is among them only where it follows
    std::vector<ShiftStay> stays; // what would have moved, of what they see in full
    std::size_t unseen = 0;       // entries that they may not see and that follow what they see move
};

// Who needs whom, read in one look when it is first asked for: many are asked about.
class NeededBy {
public:
    explicit NeededBy(Records& records) : records_(records) {}
    const std::vector<Id>& of(Id needed);

private:
    Records& records_;
    std::optional<std::unordered_map<Id, std::vector<Id>>> by_needed_;
};

// Errors: not_found "ids", forbidden, too_large "ids", invalid_field "days".
Result<ShiftPlan> plan_shift(const ShiftRequest& request, Records& records, const Directory& directory,
                             std::optional<Id> member);

// args.ids: 1 to `most_chosen` ids, each once.
Result<IdList> decode_ids(const Command& command);

// entry.shift {ids, days, children?, dependants?}
Verdict decide_shift(Context& context, const Rules& rules, const Command& command);

// entry.update_many {ids, fields}: the same fields of many entries, all or none. Not their time (entry.shift), nor what
// each says for itself.
Verdict decide_update_many(Context& context, const Rules& rules, const Command& command);
inline constexpr std::string_view shared_fields[] = {"calendar_id",   "status",   "channel",
                                                     "journey_stage", "owner_id", "backup_owner_id",
                                                     "parent_id",     "private",  "landing_page_id"};

} // namespace tandem
