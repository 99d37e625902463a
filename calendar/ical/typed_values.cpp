#include "calendar/ical/typed_values.hpp"

#include <libical/ical.h>

#include <memory>
#include <mutex>

#include "calendar/ical/scan.hpp"

namespace tandem::ical {
namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using ComponentHandle = std::unique_ptr<icalcomponent, FreeComponent>;

// libical writes 31 February and 25 o'clock into its struct without complaint.
std::optional<LocalTime> to_local_time(const icaltimetype& time) {
    const std::chrono::year_month_day date{std::chrono::year{time.year},
                                           std::chrono::month{static_cast<unsigned>(time.month)},
                                           std::chrono::day{static_cast<unsigned>(time.day)}};
    if (time.year < 0 || time.year > 9999 || !date.ok()) return std::nullopt;
    if (time.is_date) return std::chrono::local_days{date};
    if (time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59 || time.second < 0 || time.second > 60)
        return std::nullopt;
    const int second = time.second == 60 ? 59 : time.second; // 3.3.12: a leap second that we do not keep
    return std::chrono::local_days{date} + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} +
           std::chrono::seconds{second};
}

std::optional<TimeValue> to_time_value(icalproperty* property) {
    const icalvalue* value = icalproperty_get_value(property);
    const auto kind = icalvalue_isa(value);
    if (kind != ICAL_DATE_VALUE && kind != ICAL_DATETIME_VALUE && kind != ICAL_DATETIMEDATE_VALUE) return std::nullopt;
    const icaltimetype time = icalvalue_get_datetimedate(value);
    const auto local = to_local_time(time);
    if (!local) return std::nullopt;
    TimeValue result{*local, time.is_date != 0, icaltime_is_utc(time) != 0, {}};
    icalparameter* tzid = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (const char* text = tzid ? icalparameter_get_tzid(tzid) : nullptr; text && !result.is_utc && !result.is_date)
        result.tzid = text;
    return result;
}

std::optional<DurationValue> to_duration_value(icalproperty* property) {
    const icalvalue* value = icalproperty_get_value(property);
    if (icalvalue_isa(value) != ICAL_DURATION_VALUE) return std::nullopt;
    const icaldurationtype duration = icalvalue_get_duration(value);
    if (icaldurationtype_is_bad_duration(duration)) return std::nullopt;
    return DurationValue{duration.is_neg != 0, std::int64_t{duration.weeks} * 7 + std::int64_t{duration.days},
                         std::int64_t{duration.hours} * 3600 + std::int64_t{duration.minutes} * 60 + duration.seconds};
}

Status to_status(icalproperty* property) {
    switch (icalproperty_get_status(property)) {
    case ICAL_STATUS_TENTATIVE: return Status::tentative;
    case ICAL_STATUS_CONFIRMED: return Status::confirmed;
    case ICAL_STATUS_CANCELLED: return Status::cancelled;
    default: return Status::none;
    }
}

Class to_class(icalproperty* property) {
    switch (icalproperty_get_class(property)) {
    case ICAL_CLASS_PUBLIC: return Class::public_access;
    case ICAL_CLASS_PRIVATE: return Class::private_access;
    case ICAL_CLASS_CONFIDENTIAL: return Class::confidential;
    default: return Class::none;
    }
}

std::int64_t to_sequence(icalproperty* property) {
    if (icalvalue_isa(icalproperty_get_value(property)) != ICAL_INTEGER_VALUE) return 0;
    return std::max(0, icalproperty_get_sequence(property));
}

bool is_transparent(icalproperty* property) {
    const auto transparency = icalproperty_get_transp(property);
    return transparency == ICAL_TRANSP_TRANSPARENT || transparency == ICAL_TRANSP_TRANSPARENTNOCONFLICT;
}

// Reads one property into its place; `seen` has a bit for each kind.
class Reader {
public:
    void take(icalproperty* property) {
        const auto kind = icalproperty_isa(property);
        switch (kind) {
        case ICAL_DTSTART_PROPERTY: return keep(0, values.start, to_time_value(property));
        case ICAL_DTEND_PROPERTY: return keep(1, values.end, to_time_value(property));
        case ICAL_CREATED_PROPERTY: return keep(2, values.created, to_time_value(property));
        case ICAL_LASTMODIFIED_PROPERTY: return keep(3, values.last_modified, to_time_value(property));
        case ICAL_DTSTAMP_PROPERTY: return keep(4, values.dtstamp, to_time_value(property));
        case ICAL_DURATION_PROPERTY: return keep(5, values.duration, to_duration_value(property));
        case ICAL_SEQUENCE_PROPERTY: return keep(6, values.sequence, std::optional(to_sequence(property)));
        case ICAL_STATUS_PROPERTY: return keep(7, values.status, std::optional(to_status(property)));
        case ICAL_CLASS_PROPERTY: return keep(8, values.access, std::optional(to_class(property)));
        case ICAL_TRANSP_PROPERTY: return keep(9, values.transparent, std::optional(is_transparent(property)));
        default: values.unreadable = true; // X-LIC-ERROR: libical's note that it could not read a line
        }
    }

    TypedValues values;

private:
    template <class Place, class Value>
    void keep(unsigned bit, Place& place, const std::optional<Value>& value) {
        const unsigned mask = 1u << bit;
        if (seen_ & mask) {
            values.repeats = true;
            return;
        }
        seen_ |= mask;
        if (value)
            place = *value;
        else
            values.unreadable = true;
    }

    unsigned seen_ = 0;
};

void prepare_library() {
    static std::once_flag once;
    std::call_once(once, [] { icalerror_set_errors_are_fatal(false); }); // the default aborts in debug builds
}

} // namespace

bool is_typed_name(std::string_view name) {
    for (const std::string_view typed : {"DTSTART", "DTEND", "DURATION", "DTSTAMP", "CREATED", "LAST-MODIFIED",
                                         "SEQUENCE", "STATUS", "CLASS", "TRANSP"})
        if (is_name(name, typed)) return true;
    return false;
}

TypedValues read_typed_values(std::span<const std::string_view> lines) {
    prepare_library();
    std::string text = "BEGIN:VEVENT\r\n";
    for (const auto line : lines) {
        text += line;
        text += "\r\n";
    }
    text += "END:VEVENT\r\n";
    const ComponentHandle component{icalparser_parse_string(text.c_str())};
    Reader reader;
    if (!component) {
        reader.values.unreadable = true;
        return reader.values;
    }
    for (auto* property = icalcomponent_get_first_property(component.get(), ICAL_ANY_PROPERTY); property;
         property = icalcomponent_get_next_property(component.get(), ICAL_ANY_PROPERTY))
        if (icalproperty_get_value(property)) reader.take(property);
    return reader.values;
}

} // namespace tandem::ical
