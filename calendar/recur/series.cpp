#include "calendar/recur/series.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "calendar/recur/cursor.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

constexpr int most_count = 3'500; // R5

bool overlaps(const Occurrence& occurrence, LocalTime from, LocalTime to) {
    return occurrence.starts < to && (occurrence.ends > from || occurrence.starts >= from);
}

// By start, each start once: of several the one that ends first.
void sort_by_start(std::vector<Occurrence>& occurrences) {
    std::ranges::sort(occurrences);
    const auto repeats = std::ranges::unique(occurrences, {}, &Occurrence::starts);
    occurrences.erase(repeats.begin(), repeats.end());
}

// Dates added may have an end of their own: of two with the same start theirs is kept.
std::vector<Occurrence> join(std::vector<Occurrence> dates, std::vector<Occurrence> ruled) {
    sort_by_start(dates);
    sort_by_start(ruled);
    std::vector<Occurrence> all;
    all.reserve(dates.size() + ruled.size());
    std::ranges::set_union(dates, ruled, std::back_inserter(all), {}, &Occurrence::starts, &Occurrence::starts);
    return all;
}

} // namespace

std::optional<LocalTime> last_start(const Rule& rule, const When& first) {
    if (!rule.until) return std::nullopt;
    const auto& [kind, at] = *rule.until;
    const Date day = std::chrono::floor<std::chrono::days>(at);
    if (first.kind == When::Kind::all_day) return day;
    if (kind == Until::Kind::date) return day + std::chrono::days{1} - std::chrono::seconds{1};
    if (kind == Until::Kind::utc && first.kind == When::Kind::zoned)
        return to_local(Instant{std::chrono::duration_cast<Instant::duration>(at.time_since_epoch())}, first.zone);
    return at;
}

Until until_at(LocalTime last_local, const When& first) {
    if (first.kind == When::Kind::all_day)
        return {Until::Kind::date, std::chrono::floor<std::chrono::days>(last_local)};
    if (first.kind == When::Kind::floating) return {Until::Kind::local, last_local};
    const auto at = std::chrono::floor<std::chrono::seconds>(to_instant(last_local, first.zone)).time_since_epoch();
    return {Until::Kind::utc, LocalTime{at}};
}

Expansion expand(const Series& series, LocalTime from, LocalTime to, const Budget& budget) {
    const auto length = series.first.ends - series.first.starts;
    std::vector<Occurrence> ruled{{series.first.starts, series.first.ends}};
    Expansion expansion;
    std::size_t steps = budget.steps;
    for (const Rule& rule : series.rules) {
        const auto until = last_start(rule, series.first);
        const LocalTime last = std::min(until.value_or(LocalTime::max()), to - std::chrono::seconds{1});
        RuleCursor cursor(rule, series.first.starts, series.first.kind == When::Kind::all_day, last, steps);
        cursor.skip_to(from - length);
        std::size_t found = 0;
        while (const auto starts = cursor.next()) {
            const Occurrence occurrence{*starts, *starts + length};
            if (!overlaps(occurrence, from, to)) continue;
            ruled.push_back(occurrence);
            expansion.was_cut = ++found > budget.most + series.excluded.size();
            if (expansion.was_cut) break;
        }
        expansion.was_cut = expansion.was_cut || cursor.was_cut();
        steps = cursor.steps_left();
    }
    std::vector<Occurrence> all = join(series.dates, std::move(ruled));
    std::vector<LocalTime> excluded = series.excluded;
    std::ranges::sort(excluded);
    std::erase_if(all, [&](const Occurrence& occurrence) {
        return !overlaps(occurrence, from, to) || std::ranges::binary_search(excluded, occurrence.starts);
    });
    if (all.size() > budget.most) {
        all.resize(budget.most);
        expansion.was_cut = true;
    }
    expansion.occurrences = std::move(all);
    expansion.steps_left = steps;
    return expansion;
}

std::optional<bool> has_occurrence(const Series& series, LocalTime starts) {
    const auto found = expand(series, starts, starts + std::chrono::seconds{1});
    if (std::ranges::find(found.occurrences, starts, &Occurrence::starts) != found.occurrences.end()) return true;
    if (found.was_cut) return std::nullopt;
    return false;
}

Result<void> check_rule(const Rule& rule, When::Kind kind) {
    if (rule.frequency < Frequency::hourly) return fail_field("rrule", "must not repeat more often than hourly");
    if (rule.frequency == Frequency::hourly && kind == When::Kind::all_day)
        return fail_field("rrule", "cannot repeat whole days by the hour");
    if (rule.count.value_or(0) > most_count) return fail_field("rrule", "must have a COUNT of at most 3500");
    return {};
}

} // namespace tandem
