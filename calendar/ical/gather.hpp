#pragma once
// Brings together what belongs to one series: the event that repeats and those that stand for single occurrences of it,
// or for one and all that follow (RFC 5545 3.8.4.4). Called by decode once all events are read. Pure; any thread.

#include <optional>
#include <vector>

#include "calendar/ical/decode.hpp"
#include "calendar/ical/place.hpp"
#include "calendar/ical/scan.hpp"
#include "calendar/ical/typed_values.hpp"

namespace tandem::ical {

inline constexpr std::size_t max_overrides = 1'000; // of one UID

struct GatheredItem {
    Item item;
    std::optional<TimeValue> recurrence_id; // as written
    bool and_following = false;             // RANGE=THISANDFUTURE
};

void take_recurrence_id(GatheredItem& gathered, const ContentLine& line);

// Sets recurrence_id of the events that stand for occurrences, in the form of their series; alone in the file, in their
// own form. Splits series where a change is for all that follow. Spends from `steps`.
void gather_series(std::vector<GatheredItem>& items, ZoneLookup& zones, std::size_t& steps);

} // namespace tandem::ical
