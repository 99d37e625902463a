#pragma once
// RuleCursor: walks the instances of one rule in order (RFC 5545 3.3.10), in local time, with a budget of steps: no
// rule can hold it up, and it says when it was cut. Used by series. A value; one thread at a time.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "calendar/recur/rule.hpp"

namespace tandem {

class RuleCursor {
public:
    // `start` is DTSTART, which fills what the rule leaves open; it is an instance only if the rule says so.
    // is_date: whole days; BYHOUR, BYMINUTE and BYSECOND are passed over. `last`: no instance after it.
    // A step is a day or a candidate looked at, about 20 ns.
    RuleCursor(Rule rule, LocalTime start, bool is_date, std::optional<LocalTime> last, std::size_t steps);

    std::optional<LocalTime> next(); // nothing at the end, or when cut

    // Instances before `from` may be left out, which costs nothing; a rule with COUNT must be walked all the same.
    void skip_to(LocalTime from);

    bool was_cut() const { return cut_; } // the budget ended before the rule did
    std::size_t steps_left() const { return steps_; }

private:
    bool spend(std::size_t steps);
    void fill_defaults();
    int base_year() const;
    LocalTime period_start(std::int64_t period) const;
    std::int64_t period_at(LocalTime time) const; // the last period that begins at or before
    bool is_below_a_day() const { return rule_.frequency < Frequency::daily; }
    bool fill(std::int64_t period); // false after the last
    void add_days(Date from, Date to);
    void add_weeks_of(int year);
    bool fits(Date day) const;
    bool fits_weekday(Date day) const;
    bool fits_month_day(Date day) const;
    bool fits_year_day(Date day) const;
    std::optional<LocalTime> misfit_ends(LocalTime period) const;
    void add_times(Date day);
    void add_times_of(LocalTime period);
    void choose_positions();

    Rule rule_;
    LocalTime start_;
    std::optional<LocalTime> last_;
    std::size_t steps_;
    bool cut_ = false;
    int counted_ = 0;
    std::int64_t period_ = 0; // the next to look at
    std::vector<LocalTime> found_;
    std::size_t taken_ = 0;
};

} // namespace tandem
