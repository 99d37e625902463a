#pragma once
// Random series for property tests: every part of a rule, in the combinations that RFC 5545 allows.

#include <random>

#include "calendar/recur/series.hpp"

namespace tandem {

class RandomSeries {
public:
    explicit RandomSeries(std::uint32_t seed) : random_(seed) {}

    Series next() {
        using namespace std::chrono;
        const LocalTime starts =
            Date{year{2024} / 1 / 1} + days{number(0, 900)} + hours{number(0, 23)} + minutes{15 * number(0, 3)};
        Series series;
        if (chance(3))
            series.first = all_day(floor<days>(starts), floor<days>(starts) + days{number(1, 3)});
        else if (chance(3))
            series.first = floating(starts, starts + minutes{number(0, 180)});
        else
            series.first =
                zoned(starts, starts + minutes{number(0, 180)}, chance(2) ? "Europe/Berlin" : "America/New_York");
        series.rules.push_back(rule(series.first));
        for (int i = number(0, 2); i > 0; --i) {
            const LocalTime date = series.first.starts + days{number(1, 400)};
            series.dates.push_back({date, date + (series.first.ends - series.first.starts)});
        }
        return series;
    }

    int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
    bool chance(int one_in) { return number(1, one_in) == 1; }

private:
    std::vector<int> some(int least, int most, bool is_signed) {
        std::vector<int> values;
        for (int i = number(1, 3); i > 0; --i)
            values.push_back(number(least, most) * (is_signed && chance(3) ? -1 : 1));
        std::ranges::sort(values);
        values.erase(std::ranges::unique(values).begin(), values.end());
        return values;
    }
    std::vector<DayOfWeek> some_days(bool counted) {
        std::vector<DayOfWeek> days;
        for (int i = number(1, 3); i > 0; --i)
            days.push_back({counted ? (chance(2) ? 1 : -1) * number(1, 4) : 0,
                            std::chrono::weekday{static_cast<unsigned>(number(0, 6))}});
        std::ranges::sort(days, {}, [](const DayOfWeek& d) { return std::pair(d.nth, d.day.iso_encoding()); });
        days.erase(std::ranges::unique(days).begin(), days.end());
        return days;
    }
    void add_day_parts(Rule& rule) {
        using enum Frequency;
        const bool wide = rule.frequency == monthly || rule.frequency == yearly;
        if (chance(2)) rule.by_day = some_days(wide && chance(2));
        if (rule.frequency != weekly && chance(4)) rule.by_month_day = some(1, 31, true);
        if (chance(4)) rule.by_month = some(1, 12, false);
        if (rule.frequency == yearly && chance(6)) rule.by_year_day = some(1, 366, true);
        if (rule.frequency == yearly && chance(6)) {
            rule.by_week_no = some(1, 53, true);
            for (DayOfWeek& day : rule.by_day) day.nth = 0;
            std::ranges::sort(rule.by_day, {}, [](const DayOfWeek& d) { return d.day.iso_encoding(); });
            rule.by_day.erase(std::ranges::unique(rule.by_day).begin(), rule.by_day.end());
        }
    }
    Rule rule(const When& first) {
        Rule rule;
        const bool is_timed = first.kind != When::Kind::all_day;
        rule.frequency = static_cast<Frequency>(number(is_timed ? 2 : 3, 6));
        rule.interval = chance(2) ? 1 : number(2, 5);
        add_day_parts(rule);
        if (is_timed && chance(6)) rule.by_hour = some(0, 23, false);
        if (is_timed && chance(6)) rule.by_minute = some(0, 59, false);
        const bool has_part = !rule.by_day.empty() || !rule.by_month_day.empty() || !rule.by_month.empty();
        if (has_part && chance(6)) rule.by_set_pos = some(1, 4, true);
        if (chance(4)) rule.week_start = std::chrono::weekday{static_cast<unsigned>(number(0, 6))};
        if (chance(3))
            rule.count = number(1, 60);
        else if (chance(2))
            rule.until = Until{is_timed ? (first.kind == When::Kind::zoned ? Until::Kind::utc : Until::Kind::local)
                                        : Until::Kind::date,
                               (is_timed ? first.starts : LocalTime{first.starts}) + std::chrono::days{number(0, 900)}};
        return rule;
    }

    std::mt19937 random_;
};

} // namespace tandem
