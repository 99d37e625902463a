#pragma once
// Mirror: the calendar of a subscription becomes what its feed says: the import's plan adds and changes, what the feed
// no longer has goes. Unchanged entries are not written, and nothing outside that calendar is. Its thread may wait.

#include <functional>
#include <span>
#include <vector>

#include "calendar/engine/command.hpp"
#include "calendar/ical/decode.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

// Applies one small batch and waits for it; others write in between.
using ApplyBatch = std::function<std::vector<Outcome>(std::vector<Submission>)>;

class Mirror {
public:
    // All references must outlive it. `records` are of a reader.
    Mirror(Records& records, const Clock& clock, const ApplyBatch& apply)
        : records_(records), clock_(clock), apply_(apply) {}

    // Whether anything was written. Errors: gone if the subscription has ended meanwhile; whatever the store says. What
    // was done until then stays, and the next time does the rest.
    Result<bool> fill(Id calendar_id, const ical::Decoded& feed);

    // Removes all entries of a closing calendar, and it. Errors: as above.
    Result<void> close(Id calendar_id);

private:
    struct Step {
        std::string name;
        JsonPtr args;
        std::optional<std::int64_t> base_rev;
    };
    Result<std::size_t> carry_out(Id calendar_id, std::span<const Step> steps);
    std::vector<Step> occurrences_that_went(Id calendar_id, const ical::Decoded& feed);

    Records& records_;
    const Clock& clock_;
    const ApplyBatch& apply_;
};

} // namespace tandem
