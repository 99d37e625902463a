#include "calendar/recur/edit.hpp"

#include <algorithm>

#include "calendar/recur/cursor.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

constexpr std::size_t most_followed = 5'000; // occurrences looked through to find the place of one
constexpr std::size_t most_steps = 400'000;

Date day_of(LocalTime time) { return floor<days>(time); }
int day_number(LocalTime time) { return static_cast<int>(unsigned{year_month_day{day_of(time)}.day()}); }
int month_number(LocalTime time) { return static_cast<int>(unsigned{year_month_day{day_of(time)}.month()}); }
int days_in_month(LocalTime time) {
    const year_month_day parts{day_of(time)};
    return static_cast<int>(unsigned{(parts.year() / parts.month() / last).day()});
}

// The nth of its weekday in its month, counted from the end if the rule did so.
int nth_like(int old_nth, LocalTime start) {
    if (old_nth > 0) return (day_number(start) - 1) / 7 + 1;
    return -(days_in_month(start) - day_number(start)) / 7 - 1;
}

bool is_every_weekday(const std::vector<DayOfWeek>& by_day) {
    return by_day.size() == 5 && std::ranges::all_of(by_day, [](const DayOfWeek& day) {
               return day.nth == 0 && day.day != Saturday && day.day != Sunday;
           });
}

void replace(std::vector<int>& values, int old_value, int new_value) {
    const auto at = std::ranges::find(values, old_value);
    if (at == values.end()) return;
    *at = new_value;
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
}

void move_days_of_week(Rule& rule, LocalTime from, LocalTime to) {
    const weekday new_day{day_of(to)};
    if (is_every_weekday(rule.by_day) && new_day != Saturday && new_day != Sunday) return;
    const days by = new_day - weekday{day_of(from)};
    for (DayOfWeek& day : rule.by_day) {
        const bool is_of_start = day.day == weekday{day_of(from)};
        day.day += by;
        if (day.nth != 0 && is_of_start && (rule.frequency == Frequency::monthly || !rule.by_month.empty()))
            day.nth = nth_like(day.nth, to);
    }
    std::ranges::sort(rule.by_day, {}, [](const DayOfWeek& day) { return std::pair(day.nth, day.day.iso_encoding()); });
    rule.by_day.erase(std::ranges::unique(rule.by_day).begin(), rule.by_day.end());
}

// "The last day" stays so if the new start is one, too.
void move_days_of_month(Rule& rule, LocalTime from, LocalTime to) {
    const int from_end = day_number(from) - days_in_month(from) - 1, to_end = day_number(to) - days_in_month(to) - 1;
    replace(rule.by_month_day, day_number(from), day_number(to));
    replace(rule.by_month_day, from_end, from_end == to_end ? to_end : day_number(to));
}

void move_clock(Rule& rule, LocalTime from, LocalTime to) {
    const hh_mm_ss old_clock{from - day_of(from)}, new_clock{to - day_of(to)};
    replace(rule.by_hour, static_cast<int>(old_clock.hours().count()), static_cast<int>(new_clock.hours().count()));
    replace(rule.by_minute, static_cast<int>(old_clock.minutes().count()),
            static_cast<int>(new_clock.minutes().count()));
    replace(rule.by_second, static_cast<int>(old_clock.seconds().count()),
            static_cast<int>(new_clock.seconds().count()));
}

Rule moved_rule(const Series& series, Rule rule, const When& first) {
    const LocalTime from = series.first.starts, to = first.starts;
    if (const auto last = last_start(rule, series.first)) rule.until = until_at(*last + (to - from), first);
    if (day_of(from) != day_of(to)) {
        move_days_of_week(rule, from, to);
        move_days_of_month(rule, from, to);
        replace(rule.by_month, month_number(from), month_number(to));
    }
    move_clock(rule, from, to);
    return rule;
}

// All starts in order as if nothing were taken out, up to a bound.
std::vector<LocalTime> starts_of(Series series) {
    series.excluded.clear();
    std::vector<LocalTime> starts;
    const auto all = expand(series, series.first.starts, LocalTime::max(), {most_followed, most_steps});
    for (const Occurrence& occurrence : all.occurrences) starts.push_back(occurrence.starts);
    return starts;
}

} // namespace

Moved move(const Series& series, const When& first, const std::vector<LocalTime>& named) {
    const auto by = first.starts - series.first.starts;
    Moved moved{{first, {}, {}, {}}, {}};
    for (const Rule& rule : series.rules) moved.series.rules.push_back(moved_rule(series, rule, first));
    for (const Occurrence& date : series.dates) moved.series.dates.push_back({date.starts + by, date.ends + by});
    const auto before = starts_of(series), after = starts_of(moved.series);
    const auto follow = [&](LocalTime start) {
        const auto at = std::ranges::lower_bound(before, start);
        const auto place = static_cast<std::size_t>(at - before.begin());
        return at != before.end() && *at == start && place < after.size() ? after[place] : start + by;
    };
    for (const LocalTime start : series.excluded) moved.series.excluded.push_back(follow(start));
    for (const LocalTime start : named) moved.starts.emplace_back(start, follow(start));
    return moved;
}

namespace {

struct Sides {
    std::vector<Rule> before, from;
    std::optional<LocalTime> first_from; // of what the rules say
};

void split_rule(const Series& series, const Rule& rule, LocalTime at, Sides& sides) {
    const auto last = last_start(rule, series.first);
    RuleCursor cursor(rule, series.first.starts, series.first.kind == When::Kind::all_day, last, most_steps);
    if (!rule.count) cursor.skip_to(at);
    int passed = 0;
    LocalTime end = at - seconds{1};
    std::optional<LocalTime> next;
    for (; (next = cursor.next()) && *next < at; ++passed) end = *next;
    Rule head = rule;
    if (rule.count)
        head.count = passed;
    else if (next)
        head.until = until_at(end, series.first); // a time that lies well before `at` in a gap of the zone's clock, too
    if (!rule.count || passed > 0) sides.before.push_back(head);
    if (!next) return;
    Rule tail = rule;
    if (rule.count) tail.count = *rule.count - passed;
    sides.from.push_back(tail);
    sides.first_from = std::min(sides.first_from.value_or(*next), *next);
}

} // namespace

std::pair<Series, Series> split(const Series& series, LocalTime at) {
    Sides sides;
    for (const Rule& rule : series.rules) split_rule(series, rule, at, sides);
    // A date that was added begins no rule: the rest is counted from the next that a rule names.
    const auto length = series.first.ends - series.first.starts;
    Series head{series.first, std::move(sides.before), {}, {}}, tail{series.first, std::move(sides.from), {}, {}};
    tail.first.starts = sides.first_from.value_or(at);
    tail.first.ends = tail.first.starts + length;
    for (const Occurrence& date : series.dates) (date.starts < at ? head : tail).dates.push_back(date);
    for (const LocalTime start : series.excluded) (start < at ? head : tail).excluded.push_back(start);
    return {std::move(head), std::move(tail)};
}

} // namespace tandem
