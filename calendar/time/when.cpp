#include "calendar/time/when.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

bool is_midnight(LocalTime time) { return std::chrono::floor<std::chrono::days>(time) == time; }

std::unexpected<Error> outside_years(std::string_view field) {
    return fail_field(field, fmt::format("must lie in the years {} to {}", limits::first_year, limits::last_year));
}

} // namespace

When all_day(Date starts_on, Date ends_on) { return {When::Kind::all_day, starts_on, ends_on, {}}; }

When zoned(LocalTime starts_at, LocalTime ends_at, std::string zone) {
    return {When::Kind::zoned, starts_at, ends_at, std::move(zone)};
}

When floating(LocalTime starts_at, LocalTime ends_at) { return {When::Kind::floating, starts_at, ends_at, {}}; }

Result<void> validate(const When& when) {
    const bool days = when.kind == When::Kind::all_day;
    const std::string_view starts = days ? "starts_on" : "starts_at", ends = days ? "ends_on" : "ends_at";
    if (!is_within_years(when.starts)) return outside_years(starts);
    if (!is_within_years(when.ends)) return outside_years(ends);
    if (days && !is_midnight(when.starts)) return fail_field(starts, "must be a whole day");
    if (days && !is_midnight(when.ends)) return fail_field(ends, "must be a whole day");
    if (days && when.ends <= when.starts) return fail_field(ends, "must be after starts_on");
    if (when.ends < when.starts) return fail_field(ends, "must not be before starts_at");
    if (when.kind == When::Kind::zoned && !is_known_zone(when.zone))
        return fail_field("zone", "must be a known time zone like Europe/Berlin");
    if (when.kind != When::Kind::zoned && !when.zone.empty())
        return fail_field("zone", "must be absent from all-day and floating times");
    return {};
}

Span utc_span(const When& when) {
    const std::string_view zone = when.kind == When::Kind::zoned ? std::string_view(when.zone) : "Etc/UTC";
    const Instant from = to_instant(when.starts, zone);
    // A start inside a gap moves forward and may pass an end that lies just after the gap.
    return {from, std::max(from, to_instant(when.ends, zone))};
}

} // namespace tandem
