#include "calendar/entries/repeat.hpp"

#include <algorithm>

#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

using Kind = When::Kind;

std::optional<Occurrence> parse_date_added(const When& first, std::string_view text) {
    const auto slash = text.find('/');
    const auto starts = parse_start(first.kind, text.substr(0, slash));
    if (!starts) return std::nullopt;
    if (slash == std::string_view::npos) return Occurrence{*starts, *starts + (first.ends - first.starts)};
    const auto ends = parse_start(first.kind, text.substr(slash + 1));
    if (!ends || *ends < *starts) return std::nullopt;
    return Occurrence{*starts, *ends};
}

std::string date_text(const When& first, const Occurrence& date) {
    std::string text = start_text(first.kind, date.starts);
    const bool has_own_end = date.ends - date.starts != first.ends - first.starts;
    return has_own_end ? text + "/" + start_text(first.kind, date.ends) : text;
}

void sort_once(TextList& list) {
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
}

Result<void> normalize_rules(Entry& entry) {
    for (std::string& text : entry.rrule) {
        const auto rule = parse_rule(text);
        if (!rule) return std::unexpected(rule.error());
        if (auto ok = check_rule(*rule, entry.when->kind); !ok) return ok;
        text = to_text(*rule);
    }
    return {};
}

Result<void> normalize_starts(const Entry& entry, TextList& list, std::string_view field) {
    for (const std::string& text : list)
        if (!parse_start(entry.when->kind, text))
            return fail_field(field, entry.when->kind == Kind::all_day ? "must be dates like 2026-03-30"
                                                                       : "must be times like 2026-03-30T09:00:00");
    sort_once(list);
    return {};
}

Result<void> normalize_dates_added(Entry& entry) {
    for (std::string& text : entry.rdate) {
        const auto date = parse_date_added(*entry.when, text);
        if (!date) return fail_field("rdate", "must be starts like those of the entry");
        text = date_text(*entry.when, *date);
    }
    sort_once(entry.rdate);
    return {};
}

} // namespace

bool repeats(const Entry& entry) { return !entry.rrule.empty() || !entry.rdate.empty(); }

std::string start_text(Kind kind, LocalTime starts) {
    return kind == Kind::all_day ? to_text(std::chrono::floor<std::chrono::days>(starts)) : to_text(starts);
}

std::optional<LocalTime> parse_start(Kind kind, std::string_view text) {
    if (kind == Kind::all_day) {
        const auto date = parse_date(text);
        return date ? std::optional<LocalTime>(*date) : std::nullopt;
    }
    const auto time = parse_local_time(text);
    return time ? std::optional(*time) : std::nullopt;
}

std::optional<Series> series_of(const Entry& entry) {
    if (!entry.when || !repeats(entry)) return std::nullopt;
    Series series{*entry.when, {}, {}, {}};
    for (const std::string& text : entry.rrule)
        if (auto rule = parse_rule(text)) series.rules.push_back(std::move(*rule));
    for (const std::string& text : entry.rdate)
        if (const auto date = parse_date_added(*entry.when, text)) series.dates.push_back(*date);
    for (const std::string& text : entry.exdate)
        if (const auto starts = parse_start(entry.when->kind, text)) series.excluded.push_back(*starts);
    return series;
}

void put_series(Entry& entry, const Series& series) {
    entry.when = series.first;
    entry.rrule.clear();
    entry.rdate.clear();
    entry.exdate.clear();
    for (const Rule& rule : series.rules) entry.rrule.push_back(to_text(rule));
    for (const Occurrence& date : series.dates) entry.rdate.push_back(date_text(series.first, date));
    for (const LocalTime starts : series.excluded) entry.exdate.push_back(start_text(series.first.kind, starts));
    sort_once(entry.rdate);
    sort_once(entry.exdate);
}

Result<void> normalize_repeat(Entry& entry) {
    if (!repeats(entry) && entry.exdate.empty() && entry.overrides.empty()) return {};
    if (entry.series_id) return fail_field("rrule", "is for the whole series, not for one of its occurrences");
    if (!entry.when) return fail_field("when", "is needed for what repeats");
    if (auto ok = normalize_rules(entry); !ok) return ok;
    if (auto ok = normalize_dates_added(entry); !ok) return ok;
    if (auto ok = normalize_starts(entry, entry.exdate, "exdate"); !ok) return ok;
    return normalize_starts(entry, entry.overrides, "overrides");
}

Expansion occurrences_of(const Entry& entry, LocalTime from, LocalTime to, const Budget& budget) {
    auto series = series_of(entry);
    if (!series) return {};
    for (const std::string& text : entry.overrides)
        if (const auto starts = parse_start(entry.when->kind, text)) series->excluded.push_back(*starts);
    return expand(*series, from, to, budget);
}

When place_of(const When& series, const Occurrence& occurrence) {
    When place = series;
    place.starts = occurrence.starts;
    place.ends = occurrence.ends;
    return place;
}

void stand_for(Entry& one, const Entry& series, const Occurrence& at) {
    one.rrule.clear();
    one.rdate.clear();
    one.exdate.clear();
    one.overrides.clear();
    one.sequence = 0;
    one.series_id = series.id;
    one.recurrence_id = start_text(series.when->kind, at.starts);
    one.when = place_of(*series.when, at);
}

std::string start_in(const When& series, const When& form, const std::string& text) {
    auto at = parse_start(form.kind, text);
    if (!at) return text;
    const bool was_timed = form.kind != When::Kind::all_day, is_timed = series.kind != When::Kind::all_day;
    if (form.kind == When::Kind::zoned && series.kind == When::Kind::zoned && form.zone != series.zone)
        at = to_local(to_instant(*at, form.zone), series.zone);
    if (is_timed && !was_timed) at = *at + (series.starts - std::chrono::floor<std::chrono::days>(series.starts));
    return start_text(series.kind, is_timed ? *at : std::chrono::floor<std::chrono::days>(*at));
}

} // namespace tandem
