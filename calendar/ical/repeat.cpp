#include "calendar/ical/repeat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "calendar/ical/date_values.hpp"
#include "calendar/recur/cursor.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::size_t most_starts = 5'000; // of a series, to find what EXRULE or a day takes out
constexpr std::size_t steps_of_event = 400'000;
constexpr days long_enough{366 * 10}; // an EXRULE without end must be followed so far at least

bool is_timed(const Event& event) { return event.when.kind != When::Kind::all_day; }

template <class Value>
void sort_once(std::vector<Value>& values) {
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
}

// Reads rules as this event can have them; the reason why one cannot be taken.
std::string read_rules(const std::vector<ContentLine>& lines, const When& first, std::vector<Rule>& rules) {
    for (const ContentLine& line : lines) {
        std::string_view text = line.value();
        while (text.ends_with(' ')) text.remove_suffix(1);
        auto rule = parse_rule(text);
        const auto checked = rule ? check_rule(*rule, first.kind) : std::unexpected(rule.error());
        if (!checked) return "has a rule that cannot be taken: " + checked.error().message;
        const bool is_utc = rule->until && rule->until->kind == Until::Kind::utc;
        if (rule->until && !(is_utc && first.kind == When::Kind::zoned))
            rule->until = until_at(*last_start(*rule, first), first);
        if (std::ranges::find(rules, *rule) == rules.end()) rules.push_back(std::move(*rule));
    }
    return {};
}

// Starts of the series in [from, to) as if nothing were taken out, and how far they are known.
struct Starts {
    std::vector<LocalTime> times;
    LocalTime known_until;
};

Starts starts_of(const Event& event, LocalTime from, LocalTime to, std::size_t& steps) {
    Series series = series_of(event);
    series.excluded.clear();
    const std::size_t own = std::min(steps, steps_of_event);
    steps -= own;
    const auto found = expand(series, from, to, {most_starts, own});
    steps += found.steps_left;
    Starts starts{{}, found.was_cut ? from : LocalTime::max()};
    for (const Occurrence& occurrence : found.occurrences) starts.times.push_back(occurrence.starts);
    if (found.was_cut && !starts.times.empty()) starts.known_until = starts.times.back();
    return starts;
}

class Placing {
public:
    Placing(Event& event, ZoneLookup& zones, std::size_t& steps, std::vector<std::string>& warnings)
        : event_(event), zones_(zones), steps_(steps), warnings_(warnings) {}

    void add_dates(const std::vector<ContentLine>& lines) {
        const auto length = event_.when.ends - event_.when.starts;
        for (const PeriodValue& value : read(lines)) {
            Occurrence date{start_of(value.start), {}};
            date.ends = date.starts + length;
            if (value.end || value.duration) take_own_end(value, date);
            if (is_within_years(date.starts)) event_.dates.push_back(date);
        }
        sort_once(event_.dates);
    }

    // A date takes out all that begins on it: the RFC does not say so, but KOrganizer writes it. The reason why it
    // cannot be done, or nothing.
    std::string take_out(const std::vector<ContentLine>& lines) {
        std::vector<LocalTime> whole_days;
        for (const PeriodValue& value : read(lines)) {
            const LocalTime at = on_clock_of(event_.when, value.start, zones_);
            if (is_within_years(at))
                (is_timed(event_) && value.start.is_date ? whole_days : event_.excluded).push_back(at);
        }
        if (whole_days.empty() || has_too_many()) return {};
        std::ranges::sort(whole_days);
        const Starts starts = starts_of(event_, whole_days.front(), whole_days.back() + days{1}, steps_);
        if (starts.known_until < whole_days.back()) return "has an EXDATE that cannot be followed";
        for (const LocalTime start : starts.times)
            if (std::ranges::binary_search(whole_days, LocalTime{std::chrono::floor<days>(start)}))
                event_.excluded.push_back(start);
        return {};
    }

    // The reason why they cannot be followed, or nothing.
    std::string follow(const std::vector<Rule>& excluded_rules) {
        Starts starts = starts_of(event_, event_.when.starts, LocalTime::max(), steps_);
        std::vector<LocalTime> named;
        for (const Rule& rule : excluded_rules) {
            const std::size_t own = std::min(steps_, steps_of_event);
            RuleCursor cursor(rule, event_.when.starts, !is_timed(event_), last_start(rule, event_.when), own);
            std::optional<LocalTime> at;
            while ((at = cursor.next()) && *at <= starts.times.back()) named.push_back(*at);
            steps_ -= own - cursor.steps_left();
            if (cursor.was_cut())
                starts.known_until = std::min(starts.known_until, named.empty() ? event_.when.starts : named.back());
        }
        sort_once(named);
        std::erase_if(named, [&](LocalTime at) { return !std::ranges::binary_search(starts.times, at); });
        const std::size_t room = max_listed_dates - std::min(max_listed_dates, listed());
        if (named.size() > room) {
            starts.known_until = std::min(starts.known_until, named[room] - seconds{1});
            named.resize(room);
        }
        event_.excluded.insert(event_.excluded.end(), named.begin(), named.end());
        if (starts.known_until == LocalTime::max()) return {};
        if (starts.known_until < event_.when.starts + long_enough) return "has an EXRULE that leaves out too much";
        warnings_.push_back(fmt::format("its EXRULE was followed until {} only",
                                        to_text(std::chrono::floor<days>(starts.known_until))));
        return {};
    }

    // Of RDATE and EXDATE together; then not all of them were read.
    bool has_too_many() const { return has_too_many_ || listed() > max_listed_dates; }

private:
    std::size_t listed() const { return event_.dates.size() + event_.excluded.size(); }

    // As many as there is room for.
    std::vector<PeriodValue> read(const std::vector<ContentLine>& lines) {
        std::vector<PeriodValue> values;
        bool has_unreadable = false;
        const std::size_t room = max_listed_dates - std::min(max_listed_dates, listed());
        for (const ContentLine& line : lines) {
            TimeList list = read_times(line, room + 1 - values.size());
            has_unreadable = has_unreadable || list.has_unreadable;
            std::ranges::move(list.values, std::back_inserter(values));
            has_too_many_ = has_too_many_ || values.size() > room;
            if (has_too_many_) break;
        }
        if (has_unreadable) warnings_.emplace_back("a date of its series cannot be read and was left out");
        return values;
    }

    LocalTime start_of(const TimeValue& value) {
        const LocalTime at = on_clock_of(event_.when, value, zones_);
        const LocalTime first = event_.when.starts;
        return is_timed(event_) && value.is_date ? at + (first - std::chrono::floor<days>(first)) : at;
    }

    // Days are nominal, the rest is exact (3.3.6).
    void take_own_end(const PeriodValue& value, Occurrence& date) {
        if (value.end) date.ends = on_clock_of(event_.when, *value.end, zones_);
        if (value.duration && !value.duration->negative && is_timed(event_)) {
            const LocalTime day = date.starts + days{value.duration->days};
            const bool is_zoned = event_.when.kind == When::Kind::zoned && is_within_years(day);
            date.ends = is_zoned ? to_local(to_instant(day, event_.when.zone) + seconds{value.duration->seconds},
                                            event_.when.zone)
                                 : day + seconds{value.duration->seconds};
        }
        const LocalTime least = is_timed(event_) ? date.starts : date.starts + days{1};
        if (date.ends >= least && is_within_years(date.ends)) return;
        warnings_.emplace_back("a period of its series has no readable end");
        date.ends = date.starts + (event_.when.ends - event_.when.starts);
    }

    Event& event_;
    ZoneLookup& zones_;
    std::size_t& steps_;
    std::vector<std::string>& warnings_;
    bool has_too_many_ = false;
};

} // namespace

bool is_repeat_name(std::string_view name) {
    return is_name(name, "RRULE") || is_name(name, "EXRULE") || is_name(name, "RDATE") || is_name(name, "EXDATE");
}

bool take_repeat_line(RepeatLines& lines, const ContentLine& line) {
    const std::string_view name = line.name();
    std::vector<ContentLine>* const place = is_name(name, "RRULE")    ? &lines.rules
                                            : is_name(name, "EXRULE") ? &lines.excluded_rules
                                            : is_name(name, "RDATE")  ? &lines.dates
                                            : is_name(name, "EXDATE") ? &lines.excluded
                                                                      : nullptr;
    if (place) place->push_back(line);
    return place != nullptr;
}

std::string place_repeat(Event& event, const RepeatLines& lines, ZoneLookup& zones, std::size_t& steps,
                         std::vector<std::string>& warnings) {
    if (lines.rules.size() + lines.excluded_rules.size() > max_rules)
        return fmt::format("has more than {} rules", max_rules);
    std::vector<Rule> excluded_rules;
    if (auto reason = read_rules(lines.rules, event.when, event.rules); !reason.empty()) return reason;
    if (auto reason = read_rules(lines.excluded_rules, event.when, excluded_rules); !reason.empty()) return reason;
    Placing placing(event, zones, steps, warnings);
    placing.add_dates(lines.dates);
    if (!placing.has_too_many())
        if (auto reason = placing.take_out(lines.excluded); !reason.empty()) return reason;
    if (!placing.has_too_many() && !excluded_rules.empty() && repeats(event))
        if (auto reason = placing.follow(excluded_rules); !reason.empty()) return reason;
    sort_once(event.excluded);
    if (placing.has_too_many()) return fmt::format("has more than {} dates in RDATE and EXDATE", max_listed_dates);
    return {};
}

} // namespace tandem::ical
