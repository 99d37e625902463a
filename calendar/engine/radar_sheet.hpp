#pragma once
// RadarSheet: accounts × days: what reaches each account on each day of a period, by both teams, and which rules that
// breaks. Made of the ledger and of what is planned, whoever may see that; what is told of it is for radar_board.

#include "calendar/engine/radar_judge.hpp"
#include "calendar/engine/radar_ledger.hpp"

namespace tandem {

struct SheetContact {
    Heard heard; // entry: the place in `entries`
    Team team = Team::other;

    auto operator<=>(const SheetContact&) const = default;
};

// Contacts are few kinds (an entry on a day, a team that logged on a day) that reach many accounts: each account has
// the numbers of its own.
struct RadarSheet {
    Window window;
    std::vector<PlannedEntry> entries;
    std::vector<SheetContact> kinds;     // by day
    std::vector<std::size_t> begins;     // of each row of the ledger, and the end of the last: places in `contacts`
    std::vector<std::uint32_t> contacts; // places in `kinds`, by row and day, also of the days around the window
    std::vector<std::uint16_t> broken;   // by row: how many rules on how many days of the window

    std::span<const std::uint32_t> of(std::size_t row) const {
        return std::span(contacts).subspan(begins[row], begins[row + 1] - begins[row]);
    }
};

// Four bytes each.
inline constexpr std::size_t most_contacts = 25'000'000;

// By the rules on the accounts' flags nothing before today is broken. Errors: too_large "to" beyond `most_contacts`.
Result<RadarSheet> radar_sheet(RadarLedger& ledger, Queries& queries, const Directory& directory,
                               const RadarRules& rules, const Window& window, Date today,
                               std::size_t most = most_contacts);

} // namespace tandem
