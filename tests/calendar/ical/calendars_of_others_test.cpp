// tests/data/rrule/kcalendarcore: calendars, and the days on which something takes place in them, as KCalendarCore
// says: those on which something that repeats begins, from 1 July 1996 to the end of 2020 or 501 days, in the zone that
// the file names, or UTC.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "calendar/ical/decode.hpp"
#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

const fs::path folder = fs::path(TANDEM_SOURCE_DIR) / "tests/data/rrule/kcalendarcore";
constexpr std::size_t most_days = 501;
const Date from = parse_date("1996-07-01").value(), to = parse_date("2021-01-01").value();

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::set<fs::path> calendars() {
    std::set<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".ics") files.insert(entry.path());
    return files;
}

std::string zone_of(const std::string& text) {
    constexpr std::string_view name = "X-LibKCal-Testsuite-OutTZ:";
    const auto at = text.find(name);
    if (at == std::string::npos) return "Etc/UTC";
    return text.substr(at + name.size(), text.find_first_of("\r\n", at) - at - name.size());
}

// As seen in `zone`; what has no zone of its own stays.
Date day_of(const When& series, const Occurrence& occurrence, const std::string& zone) {
    if (series.kind != When::Kind::zoned) return std::chrono::floor<days>(occurrence.starts);
    return std::chrono::floor<days>(to_local(to_instant(occurrence.starts, series.zone), zone));
}

std::string days_of(const std::string& text) {
    const auto decoded = decode(text);
    if (!decoded) return "refused: " + decoded.error().message;
    const std::string zone = zone_of(text);
    std::set<Date> found;
    for (const auto& item : decoded->items) {
        if (!item.skipped.empty()) return "skipped: " + item.skipped;
        if (!repeats(item.event)) continue;
        const auto all = expand(series_of(item.event), from - days{1}, to + days{1}, {20'000, 2'000'000});
        for (const auto& occurrence : all.occurrences) found.insert(day_of(item.event.when, occurrence, zone));
    }
    std::string lines;
    std::size_t count = 0;
    for (const Date day : found)
        if (day >= from && day < to && count++ < most_days) lines += to_text(day) + "\n";
    return lines;
}

// Without what lies beyond the window: KOrganizer_Test11 goes on to 2021.
std::string expected_days(const fs::path& path) {
    std::ifstream file(path.string() + ".recurson.ref");
    std::string lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && parse_date(line).value() < to) lines += line + "\n";
    return lines;
}

// Files that do not bind us, and what is found instead.
struct Other {
    std::string_view name, found, reason;
};
constexpr std::string_view too_often =
    "skipped: has a rule that cannot be taken: must not repeat more often than hourly";
constexpr std::string_view minutely = "R5: MINUTELY is refused";
// 3.8.5.3: "The recurrence set generated with a "DTSTART" property value not synchronized with the recurrence rule is
// undefined." 3.3.10, of COUNT: "The "DTSTART" property value always counts as the first occurrence." So it is shown,
// where KCalendarCore leaves it out.
constexpr std::string_view starts_apart = "3.8.5.3, 3.3.10: DTSTART counts as the first occurrence";
constexpr Other others[] = {
    {"KAlarm_3.4/KAlarm_TestCase03.ics", too_often, minutely},
    {"KAlarm_3.4/KAlarm_TestCase04.ics", too_often, minutely},
    {"KAlarm_3.4/KAlarm_TestCase09.ics", too_often, minutely},
    {"LibICal/LibICal_TestCase48.ics", too_often, minutely},
    {"LibICal/LibICal_TestCase49.ics", too_often, minutely},
    {"LibICal/LibICal_TestCase51.ics", too_often, minutely},
    {"RFC2445/RFC2445_RRULETest36.ics", too_often, minutely},
    {"RFC2445/RFC2445_RRULETest36U.ics", too_often, minutely},
    {"RFC2445/RFC2445_RRULETest37.ics", too_often, minutely},
    {"RFC2445/RFC2445_RRULETest39.ics", too_often, minutely},
    {"KOrganizer_3.4/KOrganizer_Test01.ics", "2005-05-20\n", starts_apart},
    {"KOrganizer_3.4/KOrganizer_Test10.ics", "2005-05-20\n", starts_apart},
    {"KOrganizer_3.4/KOrganizer_Test13.ics", "2005-05-20\n", starts_apart},
};

std::string wanted_of(const fs::path& path) {
    const auto other = std::ranges::find(others, fs::relative(path, folder).string(), &Other::name);
    if (other == std::end(others)) return expected_days(path);
    if (other->reason == minutely) return std::string(other->found);
    std::string lines = std::string(other->found) + expected_days(path);
    if (std::ranges::count(lines, '\n') > static_cast<std::ptrdiff_t>(most_days)) lines.resize(lines.size() - 11);
    return lines;
}

TEST(CalendarsOfOthers, EachTakesPlaceOnItsDays) {
    ASSERT_EQ(calendars().size(), 144U);
    for (const auto& path : calendars()) {
        EXPECT_EQ(days_of(contents(path)), wanted_of(path)) << path;
    }
}

} // namespace
} // namespace tandem::ical
