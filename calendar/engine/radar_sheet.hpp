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

struct RadarSheet {
    Window window;
    std::vector<PlannedEntry> entries;
    std::vector<std::size_t> begins;    // of each row of the ledger, and the end of the last: places in `contacts`
    std::vector<SheetContact> contacts; // by row and day, also of the days around the window that rules look at
    std::vector<std::uint16_t> broken;  // by row: how many rules on how many days of the window

    std::span<const SheetContact> of(std::size_t row) const {
        return std::span(contacts).subspan(begins[row], begins[row + 1] - begins[row]);
    }
};

// By the rules on the accounts' flags nothing before today is broken.
RadarSheet radar_sheet(RadarLedger& ledger, Queries& queries, const Directory& directory, const RadarRules& rules,
                       const Window& window, Date today);

} // namespace tandem
