#include "calendar/recur/cursor.hpp"

#include <algorithm>
#include <utility>

#include "calendar/base/limits.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

Date day_of(LocalTime time) { return floor<days>(time); }
year_month_day parts_of(LocalTime time) { return year_month_day{day_of(time)}; }
Date first_of(int of_year) { return Date{year{of_year} / January / 1}; }
Date first_of(year_month month) { return Date{month / 1}; }
int year_of(Date day) { return static_cast<int>(year_month_day{day}.year()); }
int month_count(LocalTime time) {
    const auto parts = parts_of(time);
    return static_cast<int>(parts.year()) * 12 + static_cast<int>(static_cast<unsigned>(parts.month())) - 1;
}
year_month month_of(int count) { return year{count / 12} / month{static_cast<unsigned>(count % 12 + 1)}; }

Date week_start_of(Date day, weekday first) { return day - (weekday{day} - first); }

// Week 1 is the first with at least four days in the year.
Date first_week_of(int of_year, weekday first) {
    const Date begin = week_start_of(first_of(of_year), first);
    return first_of(of_year) - begin > days{3} ? begin + days{7} : begin;
}

bool has(const std::vector<int>& values, int value) { return std::ranges::binary_search(values, value); }

// `position` counts from 1, `size` is the count of all.
bool has_position(const std::vector<int>& values, int position, int size) {
    return has(values, position) || has(values, position - size - 1);
}

int count_days(Date from, Date to) { return static_cast<int>((to - from).count()); }

// The year whose numbered weeks hold the day.
int week_year_of(Date day, weekday first) {
    const int of_year = year_of(day);
    if (day >= first_week_of(of_year + 1, first)) return of_year + 1;
    return day < first_week_of(of_year, first) ? of_year - 1 : of_year;
}

seconds length_below_a_day(Frequency frequency) {
    if (frequency == Frequency::hourly) return hours{1};
    return frequency == Frequency::minutely ? seconds{60} : seconds{1};
}

} // namespace

RuleCursor::RuleCursor(Rule rule, LocalTime start, bool is_date, std::optional<LocalTime> last, std::size_t steps)
    : rule_(std::move(rule)), start_(start), last_(last), steps_(steps) {
    if (is_date) {
        rule_.by_hour.clear();
        rule_.by_minute.clear();
        rule_.by_second.clear();
    }
    fill_defaults();
}

// What the rule leaves open comes from DTSTART.
void RuleCursor::fill_defaults() {
    const auto parts = parts_of(start_);
    const hh_mm_ss clock{start_ - day_of(start_)};
    const bool has_day = !rule_.by_day.empty() || !rule_.by_month_day.empty() || !rule_.by_year_day.empty();
    // A day of the month without a month is one of DTSTART's month; libical's table says the same.
    if (rule_.frequency == Frequency::yearly && rule_.by_month.empty() && !rule_.by_month_day.empty() &&
        rule_.by_day.empty() && rule_.by_week_no.empty() && rule_.by_year_day.empty())
        rule_.by_month = {static_cast<int>(static_cast<unsigned>(parts.month()))};
    if (rule_.frequency == Frequency::yearly && !has_day) {
        if (!rule_.by_week_no.empty()) {
            rule_.by_day = {{0, weekday{day_of(start_)}}};
        } else {
            if (rule_.by_month.empty()) rule_.by_month = {static_cast<int>(static_cast<unsigned>(parts.month()))};
            rule_.by_month_day = {static_cast<int>(static_cast<unsigned>(parts.day()))};
        }
    }
    if (rule_.frequency == Frequency::monthly && !has_day)
        rule_.by_month_day = {static_cast<int>(static_cast<unsigned>(parts.day()))};
    if (rule_.frequency == Frequency::weekly && rule_.by_day.empty()) rule_.by_day = {{0, weekday{day_of(start_)}}};
    if (rule_.by_hour.empty() && !is_below_a_day()) rule_.by_hour = {static_cast<int>(clock.hours().count())};
    if (rule_.by_minute.empty() && rule_.frequency > Frequency::minutely)
        rule_.by_minute = {static_cast<int>(clock.minutes().count())};
    if (rule_.by_second.empty() && rule_.frequency > Frequency::secondly)
        rule_.by_second = {static_cast<int>(clock.seconds().count())};
}

bool RuleCursor::spend(std::size_t steps) {
    cut_ = cut_ || steps > steps_;
    steps_ = cut_ ? 0 : steps_ - steps;
    return !cut_;
}

// With numbered weeks a year begins and ends with them.
int RuleCursor::base_year() const {
    return rule_.by_week_no.empty() ? year_of(day_of(start_)) : week_year_of(day_of(start_), rule_.week_start);
}

LocalTime RuleCursor::period_start(std::int64_t period) const {
    const auto offset = period * rule_.interval;
    switch (rule_.frequency) {
    case Frequency::yearly: return first_of(base_year() + static_cast<int>(offset));
    case Frequency::monthly: return first_of(month_of(month_count(start_) + static_cast<int>(offset)));
    case Frequency::weekly: return week_start_of(day_of(start_), rule_.week_start) + days{7 * offset};
    case Frequency::daily: return day_of(start_) + days{offset};
    default: break;
    }
    const seconds unit = length_below_a_day(rule_.frequency);
    return start_ - start_.time_since_epoch() % unit + offset * unit;
}

std::int64_t RuleCursor::period_at(LocalTime time) const {
    if (time <= start_) return 0;
    std::int64_t passed = 0;
    switch (rule_.frequency) {
    case Frequency::yearly: passed = std::max(0, year_of(day_of(time)) - base_year()); break;
    case Frequency::monthly: passed = month_count(time) - month_count(start_); break;
    case Frequency::weekly: passed = (day_of(time) - day_of(period_start(0))).count() / 7; break;
    case Frequency::daily: passed = (day_of(time) - day_of(start_)).count(); break;
    default: passed = (time - period_start(0)) / length_below_a_day(rule_.frequency);
    }
    return passed / rule_.interval;
}

void RuleCursor::skip_to(LocalTime from) {
    if (rule_.count) return;
    const std::int64_t period = period_at(from) - 1; // the first week of a year may begin in the year before
    if (period <= period_) return;
    period_ = period;
    found_.clear();
    taken_ = 0;
}

std::optional<LocalTime> RuleCursor::next() {
    while (!cut_) {
        while (taken_ < found_.size()) {
            const LocalTime time = found_[taken_++];
            if (time < start_) continue;
            if ((last_ && time > *last_) || (rule_.count && counted_ == *rule_.count)) return std::nullopt;
            ++counted_;
            return time;
        }
        if (rule_.count && counted_ == *rule_.count) return std::nullopt;
        if (!fill(period_)) return std::nullopt;
    }
    return std::nullopt;
}

bool RuleCursor::fill(std::int64_t period) {
    const LocalTime begin = period_start(period);
    const Date day = day_of(begin);
    if (year_of(day) > limits::last_year || (last_ && begin - days{7} > *last_) || !spend(1)) return false;
    found_.clear();
    taken_ = 0;
    period_ = period + 1;
    const int of_year = year_of(day);
    switch (rule_.frequency) {
    case Frequency::yearly:
        if (rule_.by_week_no.empty())
            add_days(day, first_of(of_year + 1));
        else
            add_weeks_of(of_year);
        break;
    case Frequency::monthly: add_days(day, first_of(month_of(month_count(begin) + 1))); break;
    case Frequency::weekly: add_days(day, day + days{7}); break;
    case Frequency::daily: add_days(day, day + days{1}); break;
    default: {
        if (const auto ends = misfit_ends(begin)) {
            period_ = std::max(period_, period_at(*ends - seconds{1}) + 1);
            return true;
        }
        add_times_of(begin);
    }
    }
    choose_positions();
    return true;
}

void RuleCursor::add_weeks_of(int of_year) {
    const Date begin = first_week_of(of_year, rule_.week_start);
    const int weeks = count_days(begin, first_week_of(of_year + 1, rule_.week_start)) / 7;
    for (int week = 1; week <= weeks; ++week)
        if (has_position(rule_.by_week_no, week, weeks)) add_days(begin + days{7 * (week - 1)}, begin + days{7 * week});
}

void RuleCursor::add_days(Date from, Date to) {
    if (!spend(static_cast<std::size_t>((to - from).count()))) return;
    for (Date day = from; day < to; day += days{1})
        if (fits(day)) add_times(day);
}

void RuleCursor::add_times(Date day) {
    if (!spend(rule_.by_hour.size() * rule_.by_minute.size() * rule_.by_second.size())) return;
    for (const int hour : rule_.by_hour)
        for (const int minute : rule_.by_minute)
            for (const int second : rule_.by_second)
                found_.push_back(day + hours{hour} + minutes{minute} + seconds{std::min(second, 59)});
}

bool RuleCursor::fits(Date day) const {
    const int month = static_cast<int>(static_cast<unsigned>(year_month_day{day}.month()));
    return (rule_.by_month.empty() || has(rule_.by_month, month)) && fits_month_day(day) && fits_year_day(day) &&
           fits_weekday(day);
}

bool RuleCursor::fits_month_day(Date day) const {
    if (rule_.by_month_day.empty()) return true;
    const year_month_day parts{day};
    const unsigned size = static_cast<unsigned>(year_month_day_last{parts.year() / parts.month() / last}.day());
    return has_position(rule_.by_month_day, static_cast<int>(static_cast<unsigned>(parts.day())),
                        static_cast<int>(size));
}

bool RuleCursor::fits_year_day(Date day) const {
    if (rule_.by_year_day.empty()) return true;
    const int of_year = year_of(day);
    return has_position(rule_.by_year_day, count_days(first_of(of_year), day) + 1,
                        count_days(first_of(of_year), first_of(of_year + 1)));
}

// A counted day is the nth of its month, or of its year in a yearly rule without months.
bool RuleCursor::fits_weekday(Date day) const {
    if (rule_.by_day.empty()) return true;
    const bool by_year = rule_.frequency == Frequency::yearly && rule_.by_month.empty();
    const year_month_day parts{day};
    const Date begin = by_year ? first_of(year_of(day)) : first_of(parts.year() / parts.month());
    const Date end = by_year ? first_of(year_of(day) + 1) : first_of(parts.year() / parts.month() + months{1});
    return std::ranges::any_of(rule_.by_day, [&](const DayOfWeek& wanted) {
        if (weekday{day} != wanted.day) return false;
        return wanted.nth == 0 || wanted.nth == count_days(begin, day) / 7 + 1 ||
               wanted.nth == -(count_days(day, end) - 1) / 7 - 1;
    });
}

// For rules below a day: when the month, day, hour, minute or second ends that does not fit; nothing if all do.
std::optional<LocalTime> RuleCursor::misfit_ends(LocalTime time) const {
    const Date day = day_of(time);
    const year_month_day parts{day};
    if (!rule_.by_month.empty() && !has(rule_.by_month, static_cast<int>(static_cast<unsigned>(parts.month()))))
        return first_of(parts.year() / parts.month() + months{1});
    if (!fits(day)) return day + days{1};
    const hh_mm_ss clock{time - day};
    if (!rule_.by_hour.empty() && !has(rule_.by_hour, static_cast<int>(clock.hours().count())))
        return floor<hours>(time) + hours{1};
    if (rule_.frequency < Frequency::hourly && !rule_.by_minute.empty() &&
        !has(rule_.by_minute, static_cast<int>(clock.minutes().count())))
        return floor<minutes>(time) + minutes{1};
    if (rule_.frequency == Frequency::secondly && !rule_.by_second.empty() &&
        !has(rule_.by_second, static_cast<int>(clock.seconds().count())))
        return time + seconds{1};
    return std::nullopt;
}

// The instances of one period of a rule below a day, which fits.
void RuleCursor::add_times_of(LocalTime period) {
    if (rule_.frequency == Frequency::secondly) return found_.push_back(period);
    const std::vector<int> whole{0};
    const auto& of_minutes = rule_.frequency == Frequency::hourly ? rule_.by_minute : whole;
    if (!spend(of_minutes.size() * rule_.by_second.size())) return;
    for (const int minute : of_minutes)
        for (const int second : rule_.by_second)
            found_.push_back(period + minutes{minute} + seconds{std::min(second, 59)});
}

void RuleCursor::choose_positions() {
    std::ranges::sort(found_);
    found_.erase(std::ranges::unique(found_).begin(), found_.end());
    if (rule_.by_set_pos.empty()) return;
    const int size = static_cast<int>(found_.size());
    int position = 0;
    std::erase_if(found_, [&](LocalTime) { return !has_position(rule_.by_set_pos, ++position, size); });
}

} // namespace tandem
