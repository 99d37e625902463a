#pragma once
// RadarDay: what speaks against a day itself, whatever accounts a plan reaches: days that its team keeps free, and what
// else is on its channel at that time. Reads the store; whoever may see it.

#include <optional>
#include <vector>

#include "calendar/audience/radar_rules.hpp"
#include "calendar/engine/radar_picture.hpp"
#include "calendar/entries/blackout.hpp"

namespace tandem {

// All of them: there are few.
class Blackouts {
public:
    explicit Blackouts(Records& records);
    const Blackout* on(Team team, Date day) const; // the first that holds the day; null for none

private:
    std::vector<std::shared_ptr<const Blackout>> all_;
};

class RadarDay {
public:
    // For plans that begin within [from, to).
    RadarDay(Records& records, const RadarRules& rules, const RadarPlan& plan, Date from, Date to);

    const Blackout* blackout_on(Date day) const { return blackouts_.on(plan_.team, day); }
    // What shares the channel and the time with the plan if it began that day: times that overlap or begin together, or
    // whole days with a day in common. Places in entries().
    std::vector<std::size_t> taken_on(Date day) const;
    bool is_free(Date day) const { return !blackout_on(day) && taken_on(day).empty(); }
    const std::vector<std::shared_ptr<const Entry>>& entries() const { return entries_; }

private:
    struct Taken {
        std::size_t entry;
        When when;
        Span span;
    };
    void find_taken(Records& records, Date from, Date to);
    void add(std::shared_ptr<const Entry> entry, Date from, Date to);

    RadarPlan plan_;
    Blackouts blackouts_;
    std::vector<std::shared_ptr<const Entry>> entries_;
    std::vector<Taken> taken_;
};

} // namespace tandem
