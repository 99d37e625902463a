#include "calendar/ical/time_form.hpp"

#include <fmt/format.h>

#include "calendar/ical/vtimezone.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

std::string date_text(LocalTime time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string time_text(LocalTime time) {
    const std::chrono::hh_mm_ss clock{time - std::chrono::floor<std::chrono::days>(time)};
    return fmt::format("{}T{:02}{:02}{:02}", date_text(time), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

bool is_utc(std::string_view zone) { return zone == "Etc/UTC" || zone == "UTC"; }

} // namespace

std::string utc_text(Instant at) { return time_text(to_local(at, "Etc/UTC")) + "Z"; }

TimeForm TimeForm::of(const When& when) {
    TimeForm form;
    form.kind_ = when.kind;
    if (when.kind == When::Kind::zoned)
        (is_utc(when.zone) || !zone_text_holds(when) ? form.utc_from_ : form.tzid_) = when.zone;
    return form;
}

TimeForm TimeForm::of_series(When::Kind kind, std::string_view zone) {
    TimeForm form;
    form.kind_ = kind;
    if (kind == When::Kind::zoned) (is_utc(zone) || !has_zone_text(zone) ? form.utc_from_ : form.tzid_) = zone;
    return form;
}

std::string TimeForm::text(LocalTime time) const {
    if (kind_ == When::Kind::all_day) return date_text(time);
    return utc_from_.empty() ? time_text(time) : utc_text(to_instant(time, utc_from_));
}

std::string TimeForm::parameters() const {
    if (kind_ == When::Kind::all_day) return ";VALUE=DATE";
    return tzid_.empty() ? "" : ";TZID=" + tzid_;
}

} // namespace tandem::ical
