#pragma once
// RadarBoard: the page of the radar, accounts × days, worst first, a part of it at a time. It keeps what it has read
// for the next question (radar_ledger.hpp); workers take turns. One for the whole server.

#include <mutex>

#include "calendar/engine/radar_sheet.hpp"

namespace tandem {

inline constexpr int board_days = 31;
inline constexpr std::size_t board_rows = 200; // at most, of one answer

struct RadarBoardQuestion {
    Window window;
    std::optional<Team> team; // only what reaches accounts from it; the rules still count both
    std::string search;       // in name and domain
    std::size_t offset = 0;
    std::size_t limit = 50;
};

class RadarBoard {
public:
    // Shape: schemas/api/radar_board.json. What the member may not see counts, and has no name and no team.
    // Errors: too_large "to".
    Result<std::string> answer(Queries& queries, const Directory& directory, Id member,
                               const RadarBoardQuestion& question, Instant now);

    // Reads what the first question would have to read: for a worker, when the server has just begun. Who asks
    // meanwhile waits for the same.
    void warm(Queries& queries, const Directory& directory, Instant now);

private:
    struct Kept {
        std::int64_t seq;
        Date today;
        RadarSheet sheet;
    };
    Result<const RadarSheet*> sheet_of(Queries& queries, const Directory& directory, const RadarRules& rules,
                                       const Window& window, Date today);

    std::mutex mutex_;
    RadarLedger ledger_;
    std::optional<Kept> kept_; // the last one, for whoever scrolls
};

} // namespace tandem
