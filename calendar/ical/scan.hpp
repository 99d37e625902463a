#pragma once
// The first reading of foreign calendar text, in our own code and within the bounds of R5, before any library sees it:
// unfolds, checks, and cuts it into single flat components, so that one bad component costs itself alone. Called by
// decode. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"

namespace tandem::ical {

inline constexpr std::size_t max_bytes = 10'000'000;
inline constexpr std::size_t max_line_octets = 64 * 1024; // unfolded
inline constexpr std::size_t max_components = 50'000;
inline constexpr std::size_t max_properties = 200;   // of one component, without those of dates
inline constexpr std::size_t max_date_lines = 1'000; // RDATE and EXDATE of one component
inline constexpr std::size_t max_alarm_lines = 200;  // of one component; alarms beyond it are left out
inline constexpr std::size_t max_depth = 4;

// One unfolded line, NAME;PARAM=x:value, seen in the bytes of its Scan.
struct ContentLine {
    std::string_view text;
    std::uint32_t name_length = 0;
    std::uint32_t value_at = 0;

    std::string_view name() const { return text.substr(0, name_length); }
    std::string_view value() const { return text.substr(value_at); }
};

// A component directly inside VCALENDAR, without the components inside it but for its alarms (which do nothing on
// import; the observances of a foreign VTIMEZONE are never expanded).
struct Component {
    std::string_view name;  // as written; compare with is_name
    std::uint32_t line = 0; // number of its BEGIN line, from 1
    std::vector<ContentLine> lines;
    std::vector<std::string_view> alarms; // VALARM after VALARM, each whole with its BEGIN and END
    std::vector<std::string> warnings;
    std::string broken; // why it cannot be read at all; empty if it can
    bool lost_alarms = false;
};

struct Scan {
    std::vector<char> bytes; // what every view here points into; moving keeps them valid
    std::vector<ContentLine> calendar_lines;
    std::vector<Component> components;
    std::vector<std::string> warnings;
    bool is_whole = true; // every calendar in it is closed: nothing was cut off
};

// Errors: too_large, or invalid_field saying the rule that was broken and the line where.
Result<Scan> scan(std::string_view text);

// Nothing if the text is not NAME[;params]:value.
std::optional<ContentLine> split_line(std::string_view text);

// Names are compared without regard to case (RFC 5545 2).
bool is_name(std::string_view text, std::string_view upper_case_name);

} // namespace tandem::ical
