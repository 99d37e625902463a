#include "calendar/ical/place.hpp"

#include <algorithm>

#include "calendar/ical/zone_names.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

using std::chrono::days;

struct Moment {
    LocalTime time;
    bool is_date;
    std::string zone; // empty: floating
};

Moment to_moment(const TimeValue& value, ZoneLookup& zones, Placed& placed) {
    if (value.is_date) return {value.time, true, {}};
    if (value.is_utc) return {value.time, false, "Etc/UTC"};
    if (value.tzid.empty()) return {value.time, false, {}};
    if (auto zone = zones.find(value.tzid)) return {value.time, false, *zone};
    placed.warnings.emplace_back("its time zone is not known: the times are kept without a zone");
    return {value.time, false, {}};
}

// The end as wall clock of the start's zone.
LocalTime align_end(const Moment& start, const Moment& end, Placed& placed) {
    if (start.is_date && !end.is_date) {
        placed.warnings.emplace_back("starts on a day but ends at a time: the end was moved to the end of that day");
        const auto day = std::chrono::floor<days>(end.time);
        return day == end.time ? day : day + days{1};
    }
    if (start.is_date || end.is_date || start.zone == end.zone) return end.time;
    if (start.zone.empty() || end.zone.empty()) {
        placed.warnings.emplace_back("only one of its two times has a zone: the start decided");
        return end.time;
    }
    return to_local(to_instant(end.time, end.zone), start.zone);
}

// Days are nominal, the rest is exact (RFC 5545 3.3.6).
LocalTime add(const Moment& start, const DurationValue& duration, Placed& placed) {
    constexpr std::int64_t far = 400 * 366; // beyond every year that Tandem keeps; bounds the arithmetic
    if (duration.negative) {
        placed.warnings.emplace_back("its duration is negative and was left out");
        return start.time;
    }
    const auto whole_days = days{static_cast<int>(std::min(duration.days, far))};
    const auto exact = std::chrono::seconds{std::min(duration.seconds, far * 86'400)};
    const LocalTime time = start.time + whole_days;
    if (start.is_date) return std::chrono::ceil<days>(time + exact);
    if (start.zone.empty() || exact.count() == 0) return time + exact;
    return to_local(to_instant(time, start.zone) + exact, start.zone);
}

LocalTime end_of(const Moment& start, const TypedValues& values, ZoneLookup& zones, Placed& placed) {
    if (values.end) return align_end(start, to_moment(*values.end, zones, placed), placed);
    if (values.duration) return add(start, *values.duration, placed);
    return start.time; // 3.6.1: one day for a date, which place() sees to; no length for a time
}

} // namespace

void ZoneLookup::add_location(std::string_view tzid, std::string_view location) { locations_.emplace(tzid, location); }

std::optional<std::string> ZoneLookup::find(std::string_view tzid) {
    const auto known = found_.find(tzid);
    if (known != found_.end()) return known->second;
    auto zone = resolve_zone(tzid);
    const auto location = locations_.find(tzid);
    if (!zone && location != locations_.end()) zone = resolve_zone(location->second);
    found_.emplace(tzid, zone);
    return zone;
}

Placed place(const TypedValues& values, ZoneLookup& zones) {
    Placed placed;
    if (!values.start) {
        placed.reason = "has no readable DTSTART";
        return placed;
    }
    const Moment start = to_moment(*values.start, zones, placed);
    if (!is_within_years(start.time)) { // before any zone arithmetic
        placed.reason = "lies outside the years 1900 to 2200";
        return placed;
    }
    LocalTime end = end_of(start, values, zones, placed);
    if (end < start.time) {
        placed.warnings.emplace_back("ends before it starts: the end was left out");
        end = start.time;
    }
    if (start.is_date)
        placed.when =
            all_day(Date{std::chrono::floor<days>(start.time)},
                    Date{std::max(std::chrono::floor<days>(end), std::chrono::floor<days>(start.time) + days{1})});
    else if (start.zone.empty())
        placed.when = floating(start.time, end);
    else
        placed.when = zoned(start.time, end, start.zone);
    if (const auto valid = validate(*placed.when); !valid) {
        placed.when.reset();
        placed.reason = "lies outside the years 1900 to 2200";
    }
    return placed;
}

LocalTime on_clock_of(const When& series, const TimeValue& value, ZoneLookup& zones) {
    if (series.kind == When::Kind::all_day) return std::chrono::floor<days>(value.time);
    if (value.is_date || series.kind == When::Kind::floating) return value.time;
    const std::string zone = value.is_utc ? "Etc/UTC" : zones.find(value.tzid).value_or("");
    return zone.empty() || zone == series.zone ? value.time : to_local(to_instant(value.time, zone), series.zone);
}

} // namespace tandem::ical
